internal import Markup

/// A field's text with white space collapsed and the character references that templates escape twice read; nil when
/// nothing is left. Longer ones than `limit` bytes are cut.
func tidied(_ text: String, limit: Int = ArticleLimits.fieldBytesMax) -> String? {
  var kept: [UInt8] = []
  var pendingSpace = false
  for byte in text.utf8 {
    if byte <= 0x20 {
      pendingSpace = true
      continue
    }
    if byte == 0xA0, kept.last == 0xC2 {
      kept.removeLast()
      pendingSpace = true
      continue
    }
    if pendingSpace, !kept.isEmpty { kept.append(0x20) }
    pendingSpace = false
    kept.append(byte)
    if kept.count >= limit { break }
  }
  guard !kept.isEmpty else { return nil }
  let whole = String(decoding: kept, as: UTF8.self)
  return whole.utf8.contains(0x26) ? unescaped(whole) : whole
}

/// Reads the few references that are found escaped twice, and numeric ones.
private func unescaped(_ text: String) -> String {
  var result = ""
  var rest = text[...]
  while let start = rest.firstIndex(of: "&") {
    result += rest[..<start]
    rest = rest[start...]
    guard let end = rest.prefix(12).firstIndex(of: ";"), let sign = sign(rest[rest.index(after: start)..<end]) else {
      result.append("&")
      rest = rest.dropFirst()
      continue
    }
    result += sign
    rest = rest[rest.index(after: end)...]
  }
  return result + rest
}

private func sign(_ name: Substring) -> String? {
  switch name {
  case "amp": return "&"
  case "quot": return "\""
  case "apos": return "'"
  case "lt": return "<"
  case "gt": return ">"
  case "nbsp": return " "
  default:
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
    let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}

extension HTMLTree {
  /// The text of an element for a field, white space still as it stands; a break or a block within parts words.
  func fieldText(_ node: Int) -> String {
    let limit = ArticleLimits.fieldBytesMax * 2
    var text: [UInt8] = []
    for index in node..<Int(nodes[node].end) where text.count < limit {
      switch TagRule.all[Int(nodes[index].tag.rawValue)] {
      case .inline, .link, .strong:
        if nodes[index].tag == .text { text.append(contentsOf: bytes[textRange(index)].prefix(limit)) }
      default: text.append(0x20)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
