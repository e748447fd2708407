public import Model

/// Lines of a CDXJ index, by which replay tools such as pywb find a capture: SURT key, time, and facts in JSON.
///
/// Sort the lines bytewise (`LC_ALL=C sort`) before giving them to a reader.
public enum CDXJ {
  /// The line for a record, without line end.
  ///
  /// - Returns: nil for records that are no captures: only response, revisit and resource are indexed.
  public static func line(for record: WARCRecord, at address: ArchiveAddress) -> String? {
    guard let uri = record.targetURI, !uri.hasPrefix(RecordDraft.ownNames), let time = timestamp(of: record.date),
      let mime = mime(of: record)
    else {
      return nil
    }
    var facts: [(String, String)] = [("url", uri), ("mime", mime)]
    if let status = record.http?.status { facts.append(("status", String(status))) }
    if let digest = record.fields["WARC-Payload-Digest"] { facts.append(("digest", digest)) }
    facts.append(("length", String(address.byteCount)))
    facts.append(("offset", String(address.offset)))
    facts.append(("filename", address.segment))
    let json = facts.map { "\(quoted($0)): \(quoted($1))" }.joined(separator: ", ")
    return "\(SURT.key(of: uri)) \(time) {\(json)}"
  }

  /// Fourteen digits: `20261124101500`.
  private static func timestamp(of date: String) -> String? {
    let digits = date.prefix { $0 != "." && $0 != "Z" }.filter(\.isNumber)
    return digits.utf8.count == 14 ? digits : nil
  }

  private static func mime(of record: WARCRecord) -> String? {
    switch record.type {
    case .revisit: return "warc/revisit"
    case .response, .resource:
      let field = record.http?.fields["Content-Type"] ?? (record.type == .response ? nil : record.contentType)
      let mime = (field ?? "").prefix { $0 != ";" }.trimmed.lowercased()
      return mime.isEmpty ? "unk" : mime
    default: return nil
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

/// Sort-friendly URI reordering: the host turned round, so that one site's captures stand together.
///
/// Keys are made as the tools around the Internet Archive's CDX servers expect them: lower case, without scheme,
/// user, `www.`, default port and fragment; without the slash that ends a path; parameters in order.
public enum SURT {
  /// `https://www.Example.org/News/?b=2&a=1` gives `org,example)/news?a=1&b=2`.
  public static func key(of uri: String) -> String {
    let lower = uri.lowercased().prefix { $0 != "#" }
    guard let (scheme, rest) = TargetURI.split(String(lower)) else { return String(lower) }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let pathAndQuery = rest[authority.endIndex...]
    let path = pathAndQuery.prefix { $0 != "?" }
    let query = pathAndQuery.dropFirst(path.count + 1)
    return host(authority, scheme: scheme) + ")" + shortened(path) + ordered(query)
  }

  private static func host(_ authority: Substring, scheme: Substring) -> String {
    let bare = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
    if bare.hasPrefix("[") { return String(bare) }
    let parts = bare.split(separator: ":", maxSplits: 1)
    var labels = (parts.first ?? "").split(separator: ".")
    if labels.count > 2, let first = labels.first, first.hasPrefix("www"), first.dropFirst(3).allSatisfy(\.isNumber) {
      labels.removeFirst()
    }
    let isAddress = labels.count == 4 && labels.allSatisfy { $0.allSatisfy(\.isNumber) }
    let name = isAddress ? labels.joined(separator: ".") : labels.reversed().joined(separator: ",")
    guard parts.count == 2, parts[1] != (scheme == "https" ? "443" : "80") else { return name }
    return name + ":" + parts[1]
  }

  private static func shortened(_ path: Substring) -> String {
    if path.isEmpty || path == "/" { return "/" }
    return path.hasSuffix("/") ? String(path.dropLast()) : String(path)
  }

  private static func ordered(_ query: Substring) -> String {
    query.isEmpty ? "" : "?" + query.split(separator: "&").sorted().joined(separator: "&")
  }
}
