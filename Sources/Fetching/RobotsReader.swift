/// Reads robots.txt line by line and keeps what concerns one product.
struct RobotsReader {
  /// What the groups for one name say together.
  struct Group {
    var rules: [RobotsRule] = []
    var delay: Double?
  }

  private let product: String
  private var ours = Group()
  private var anyone = Group()
  private var isNamed = false
  /// Whom the lines concern that follow now.
  private var concernsUs = false
  private var concernsAnyone = false
  /// A `User-agent` line after a rule starts a new group; one after another adds to it.
  private var isInNames = false

  init(product: String) { self.product = product.lowercased() }

  var group: Group { isNamed ? ours : anyone }

  mutating func take(_ line: Substring) {
    // A byte order mark may stand before the first line (RFC 9309 §2.3 asks for UTF-8).
    let plain = line.hasPrefix("\u{FEFF}") ? line.dropFirst() : line
    let text = plain.prefix { $0 != "#" }
    guard let colon = text.firstIndex(of: ":") else { return }
    let value = text[text.index(after: colon)...].trimmed
    switch text[..<colon].trimmed.lowercased() {
    case "user-agent", "useragent", "user agent": name(value)
    case "allow": rule(value, allows: true)
    case "disallow": rule(value, allows: false)
    case "crawl-delay": delay(value)
    default: return
    }
  }

  private mutating func name(_ value: Substring) {
    if !isInNames {
      concernsUs = false
      concernsAnyone = false
    }
    isInNames = true
    if value == "*" { concernsAnyone = true }
    // The token ends where a version or a comment begins: `Salient/1.0` names Salient.
    let token = value.prefix { $0.isLetter || $0 == "_" || $0 == "-" }.lowercased()
    if !token.isEmpty, token == product {
      concernsUs = true
      isNamed = true
    }
  }

  private mutating func rule(_ value: Substring, allows: Bool) {
    isInNames = false
    // An empty pattern matches nothing: "Disallow:" forbids nothing.
    guard value.first == "/" || value.first == "*" else { return }
    let rule = RobotsRule(pattern: value, allows: allows)
    if concernsUs { ours.rules.append(rule) }
    if concernsAnyone { anyone.rules.append(rule) }
  }

  private mutating func delay(_ value: Substring) {
    isInNames = false
    guard let seconds = Double(value), seconds >= 0, seconds.isFinite else { return }
    if concernsUs { ours.delay = seconds }
    if concernsAnyone { anyone.delay = seconds }
  }
}
