/// Lets through the declarations of a `style` attribute that only change how text looks.
enum CSSSanitizer {
  private static let harmlessProperties: Set<String> = [
    "azimuth", "background-color", "border-bottom-color", "border-collapse", "border-color", "border-left-color",
    "border-right-color", "border-top-color", "clear", "color", "cursor", "direction", "display", "elevation", "float",
    "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing",
    "line-height", "list-style-type", "max-height", "max-width", "overflow", "pause", "pitch", "richness", "speak",
    "speech-rate", "stress", "text-align", "text-decoration", "text-indent", "text-transform", "unicode-bidi",
    "vertical-align", "voice-family", "volume", "white-space", "width", "word-spacing",
  ]

  /// Properties of many names: `margin`, `margin-left`, `border-top-width`.
  private static let harmlessFamilies = ["background", "border", "margin", "padding"]

  /// Functions that compute a colour or a length and fetch nothing.
  private static let harmlessFunctions: Set<String> = ["rgb", "rgba", "hsl", "hsla", "calc"]

  /// - Returns: nil when nothing is left.
  static func safeDeclarations(_ style: String) -> String? {
    let text = withoutCommentsAndEscapes(style)
    var kept: [String] = []
    for declaration in text.split(separator: ";") {
      guard let colon = declaration.firstIndex(of: ":") else { continue }
      let property = trimmed(declaration[..<colon]).lowercased()
      let value = trimmed(declaration[declaration.index(after: colon)...])
      guard !value.isEmpty, isHarmless(property: property), isHarmless(value: value) else { continue }
      kept.append("\(property): \(value)")
    }
    return kept.isEmpty ? nil : kept.joined(separator: "; ") + ";"
  }

  private static func isHarmless(property: String) -> Bool {
    harmlessProperties.contains(property)
      || harmlessFamilies.contains { property == $0 || (property.hasPrefix($0 + "-") && !property.hasSuffix("image")) }
  }

  private static func isHarmless(value: String) -> Bool {
    // What escapes or comments inside one another hid: it would be a comment to the next reader.
    guard !zip(value.utf8, value.utf8.dropFirst()).contains(where: { $0 == (UInt8(ascii: "/"), UInt8(ascii: "*")) })
    else {
      return false
    }
    var word = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "(":
        guard harmlessFunctions.contains(word.lowercased()) else { return false }
        word = ""
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_": word.unicodeScalars.append(scalar)
      case " ", ",", ".", "%", "#", "!", "+", "*", "/", ")", "'", "\"": word = ""
      default: return false
      }
    }
    return true
  }

  /// Comments and escapes hide words from a reader who looks for them; browsers see through both.
  private static func withoutCommentsAndEscapes(_ style: String) -> String {
    var output: [Unicode.Scalar] = []
    var rest = Array(style.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "/", rest.first == "*" {
        rest = rest.dropFirst()
        while !rest.isEmpty, !(rest.first == "*" && rest.dropFirst().first == "/") { rest = rest.dropFirst() }
        rest = rest.dropFirst(2)
      } else if scalar == "\\" {
        let digits = rest.prefix { $0.properties.isASCIIHexDigit }.prefix(6)
        if digits.isEmpty { continue }
        rest = rest.dropFirst(digits.count)
        if rest.first == " " { rest = rest.dropFirst() }
        let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16) ?? 0
        output.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      } else {
        output.append(scalar)
      }
    }
    return String(String.UnicodeScalarView(output))
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
