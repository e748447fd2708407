/// Takes entities and tags out of texts that some feeds leave them in.
enum MarkupResidue {
  /// The text with common entities resolved (twice, since feeds escape twice), block tags as line ends, others dropped.
  static func removed(from text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return text }
    var clean = text
    for _ in 0..<2 where clean.utf8.contains(0x26) { clean = withoutEntities(clean) }
    return clean.utf8.contains(0x3C) ? withoutTags(clean) : clean
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "mdash": "\u{2014}", "ndash": "\u{2013}",
    "hellip": "\u{2026}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}", "rdquo": "\u{201D}",
    "laquo": "\u{AB}", "raquo": "\u{BB}", "copy": "\u{A9}", "shy": "\u{AD}", "bull": "\u{2022}", "middot": "\u{B7}",
    "eacute": "\u{E9}", "egrave": "\u{E8}", "agrave": "\u{E0}", "ccedil": "\u{E7}", "auml": "\u{E4}", "ouml": "\u{F6}",
    "uuml": "\u{FC}", "szlig": "\u{DF}", "ntilde": "\u{F1}", "pound": "\u{A3}", "euro": "\u{20AC}", "zwj": "\u{200D}",
    "zwnj": "\u{200C}",
  ]

  /// Longest name of an entity that is looked for.
  private static let nameMax = 10

  private static func withoutEntities(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    let scalars = text.unicodeScalars
    var at = scalars.startIndex
    while at < scalars.endIndex {
      if scalars[at] == "&", let (scalar, end) = entity(in: scalars, at: at) {
        out.append(scalar)
        at = end
      } else {
        out.append(scalars[at])
        at = scalars.index(after: at)
      }
    }
    return String(out)
  }

  private static func entity(
    in scalars: String.UnicodeScalarView, at start: String.Index
  ) -> (Unicode.Scalar, String.Index)? {
    let name = scalars[scalars.index(after: start)...].prefix(nameMax + 1)
    guard let semicolon = name.firstIndex(of: ";") else { return nil }
    let word = String(name[..<semicolon])
    let end = scalars.index(after: semicolon)
    if word.hasPrefix("#x") || word.hasPrefix("#X") {
      return UInt32(word.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { ($0, end) }
    }
    if word.hasPrefix("#") { return UInt32(word.dropFirst()).flatMap(Unicode.Scalar.init).map { ($0, end) } }
    return named[word].map { ($0, end) }
  }

  private static let blocks: Set<String> = ["p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul"]

  private static func withoutTags(_ text: String) -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      out += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      guard let first = inside.first, first.isLetter || first == "/" || first == "!",
        let close = inside.firstIndex(of: ">"), !inside[..<close].contains("<")
      else {
        out.append("<")
        rest = inside
        continue
      }
      let name = inside[..<close].drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
      if blocks.contains(name) { out += "\n\n" }
      rest = inside[inside.index(after: close)...]
    }
    return out + rest
  }
}
