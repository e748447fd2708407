/// Whether a reader takes gzip (RFC 9110 §12.5.3).
enum ContentCoding {
  static func takesGzip(acceptEncoding fields: [String]) -> Bool {
    var any: Bool?
    for part in fields.joined(separator: ",").lowercased().split(separator: ",") {
      let parts = part.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let coding = parts.first else { continue }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if coding == "gzip" || coding == "x-gzip" { return quality > 0 }
      if coding == "*" { any = quality > 0 }
    }
    return any ?? false
  }
}
