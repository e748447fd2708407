import Model
import Yams

extension Configuration {
  /// More rules than anybody writes by hand are a mistake.
  private static let rulesMax = 200
  private static let sourcesRange = 1...20
  private static let sendmail = "/usr/sbin/sendmail"

  static func readAlerts(_ root: Section, into rules: inout [AlertRule]) {
    var names = Set<String>()
    for section in root.sections("alerts", max: rulesMax) {
      var name = ""
      section.read("name", into: &name, "a name of letters, digits, - and _, at most 40") { node in
        guard let text = node.text, (1...40).contains(text.count) else { return nil }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") } ? text : nil
      }
      if name.isEmpty { section.complain("name is missing, or none: each rule has one of its own") }
      if !name.isEmpty, !names.insert(name).inserted { section.complain("a rule named \(name) stands above already") }
      let when = condition(section.section("when"))
      let sinks = sinks(section)
      if sinks.isEmpty { section.complain("the rule tells nobody; give it webhook, command, mail or ntfy") }
      section.finish()
      rules.append(AlertRule(name: name, when: when, sinks: sinks))
    }
  }

  private static func condition(_ section: Section) -> AlertCondition {
    var condition = AlertCondition()
    section.readWords("kind", into: &condition.kinds)
    section.readWords("certainty", into: &condition.certainties)
    section.readWords("status", into: &condition.statuses)
    section.read("place", into: &condition.places, "a place's id or name, or a list of them", \.oneOrMore)
    section.read("place_kind", into: &condition.placeKinds, "a kind of place, or a list of them", \.oneOrMore)
    section.read("country", into: &condition.countries, "two letters such as SY, or a list of such") { node in
      guard let codes = node.oneOrMore else { return nil }
      return codes.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isASCII) } ? codes.map { $0.uppercased() } : nil
    }
    section.read("actor", into: &condition.actors, "an actor's id or name, or a list of them", \.oneOrMore)
    section.read("sources", into: &condition.sourcesMin, "a number of independent sources, 1 to 20") { node in
      node.text.flatMap { Int($0) }.flatMap { sourcesRange.contains($0) ? $0 : nil }
    }
    var (boxes, circles) = ([AlertArea](), [AlertArea]())
    section.read("bbox", into: &boxes, "[south, west, north, east] in degrees") { node in
      guard let numbers = node.numbers, numbers.count == 4, numbers[0] <= numbers[2] else { return nil }
      guard numbers.allSatisfy({ abs($0) <= 180 }) else { return nil }
      return [.box(south: numbers[0], west: numbers[1], north: numbers[2], east: numbers[3])]
    }
    section.read("within", into: &circles, "[latitude, longitude, kilometres]") { node in
      guard let numbers = node.numbers, numbers.count == 3, numbers[2] > 0 else { return nil }
      guard abs(numbers[0]) <= 90, abs(numbers[1]) <= 180 else { return nil }
      return [.circle(latitude: numbers[0], longitude: numbers[1], kilometres: numbers[2])]
    }
    condition.areas = boxes + circles
    section.finish()
    return condition
  }

  private static func sinks(_ section: Section) -> [AlertSink] {
    var sinks: [AlertSink] = []
    let url = "a URL with http:// or https://"
    var (webhook, ntfy) = (String?.none, String?.none)
    section.read("webhook", into: &webhook, url, \.webURL)
    section.read("ntfy", into: &ntfy, url, \.webURL)
    var (secret, token, from) = (String?.none, String?.none, String?.none)
    section.read("secret_file", into: &secret, "a path", \.text)
    section.read("token_file", into: &token, "a path", \.text)
    section.read("from", into: &from, "an address", \.address)
    var (command, mail) = ([String](), [String]())
    section.read("command", into: &command, "a program with its arguments, as a list", \.texts)
    section.read("mail", into: &mail, "an address such as desk@example.org, or a list of such") { node in
      guard let all = node.oneOrMore else { return nil }
      return all.allSatisfy { Node($0).address != nil } ? all : nil
    }
    var sendmail = sendmail
    section.read("sendmail", into: &sendmail, "a path", \.text)
    if let webhook { sinks.append(.webhook(url: webhook, secretFile: secret)) }
    if !command.isEmpty { sinks.append(.command(command)) }
    if !mail.isEmpty { sinks.append(.mail(to: mail, from: from, sendmail: sendmail)) }
    if let ntfy { sinks.append(.ntfy(url: ntfy, tokenFile: token)) }
    if secret != nil, webhook == nil { section.complain("secret_file signs a webhook, and there is none") }
    return sinks
  }
}

extension Node {
  /// One word, or a list of words.
  fileprivate var oneOrMore: [String]? { text.map { [$0] } ?? texts }

  fileprivate var numbers: [Double]? {
    guard let texts else { return nil }
    let numbers = texts.compactMap { Double($0) }
    return numbers.count == texts.count && numbers.allSatisfy(\.isFinite) ? numbers : nil
  }

  fileprivate var webURL: String?? {
    guard let text, text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
    return .some(text)
  }

  fileprivate var address: String?? {
    guard let text, text.contains("@"), !text.hasPrefix("-") else { return nil }
    return text.contains { $0.isWhitespace || $0.isNewline } ? nil : .some(text)
  }
}
