/// Strong entity tags of answers (RFC 9110 §8.8.3).
enum EntityTag {
  /// Drawn from the bytes by FNV-1a of 64 bits: a tag tells two answers of one page apart, it proves nothing.
  static func of(_ body: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "\"\(String(hash, radix: 16))-\(String(body.count, radix: 16))\""
  }

  /// The tag of the same answer packed with gzip: other bytes, so another strong tag.
  static func packed(_ tag: String) -> String { "\(tag.dropLast())-gz\"" }

  /// Whether `If-None-Match` names the tag, alone, in a list, or by `*`.
  static func matches(_ fields: [String], _ tag: String) -> Bool {
    fields.joined(separator: ",").split(separator: ",").contains { part in
      let name = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      let given = String(name)
      return given == "*" || given == tag || given == "W/\(tag)"
    }
  }
}
