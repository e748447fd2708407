import Markup
import Model

/// Persons and tags.
extension FeedBuilder {
  mutating func closePerson(_ element: FeedElement) {
    switch element {
    case .personName:
      person.name = text.trimmedText.nonEmpty ?? person.name
      text.removeAll()
    case .personEmail:
      person.email = text.trimmedText.nonEmpty ?? person.email
      text.removeAll()
    case .personURL:
      if let url = text.trimmedText.nonEmpty { person.url = URLReference.resolve(url, against: base) }
      text.removeAll()
    default:
      var result = FeedPerson()
      swap(&result, &person)
      if result.isEmpty { result = FeedPerson(reading: text.trimmedText) }
      text.removeAll()
      isCollecting = false
      guard !result.isEmpty else { return }
      keep(result, from: element)
    }
  }

  private mutating func keep(_ result: consuming FeedPerson, from element: FeedElement) {
    switch element {
    case .contributor, .dcContributor: apply(.contributor(result))
    case .webMaster, .dcPublisher: apply(.publisher(result, rank: 0))
    case .itunesOwner: apply(.publisher(result, rank: 1))
    case .itunesAuthor: apply(.itunesAuthor(result))
    default: apply(.author(result))
    }
  }

  mutating func closeTag(_ element: FeedElement, _ content: String) {
    switch element {
    case .itunesKeywords:
      for word in content.split(separator: ",") {
        let term = String(word).trimmedSpace
        if !term.isEmpty { addITunesTag(FeedTag(term: term, scheme: "http://www.itunes.com/")) }
      }
    default:
      guard var tag = pendingTag.take() else { return }
      if tag.term == nil { tag.term = content.nonEmpty }
      guard tag.term != nil || tag.label != nil else { return }
      apply(.tag(tag))
    }
  }

  mutating func addITunesTag(_ tag: FeedTag) {
    if tag.term?.isEmpty == false { apply(.tagOnce(tag)) }
  }
}

extension FeedPerson {
  fileprivate var isEmpty: Bool { name == nil && email == nil && url == nil }

  /// Reads `me@example.com (Name)`, `Name (me@example.com)`, `Name <me@example.com>`, an address or a name alone.
  init(reading text: String) {
    self.init()
    guard let address = Self.address(in: text) else {
      name = text.nonEmpty
      return
    }
    email = String(text[address])
    var rest = String(text[..<address.lowerBound]) + String(text[address.upperBound...])
    for hull in ["mailto:", "<>", "()"] { rest = rest.replacing(hull, with: " ") }
    rest = rest.trimmedSpace
    if rest.hasPrefix("("), rest.hasSuffix(")") { rest = String(rest.dropFirst().dropLast()) }
    if rest.hasPrefix("\""), rest.hasSuffix("\""), rest.count > 1 { rest = String(rest.dropFirst().dropLast()) }
    for end in ["<", "(", "-", ",", ":"] where rest.hasSuffix(end) { rest = String(rest.dropLast()).trimmedSpace }
    name = rest.trimmedSpace.nonEmpty
  }

  /// The first run of characters around an `@` that looks like an address.
  private static func address(in text: String) -> Range<String.Index>? {
    guard let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return nil }
    func belongs(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "._%+-~=/'!#$&*?^`{|}".utf8.contains(byte)
    }
    let bytes = text.utf8
    var start = at
    while start > bytes.startIndex, belongs(bytes[bytes.index(before: start)]) { start = bytes.index(before: start) }
    var end = bytes.index(after: at)
    while end < bytes.endIndex, belongs(bytes[end]) { end = bytes.index(after: end) }
    guard start < at, bytes.index(after: at) < end, text[at..<end].contains(".") else { return nil }
    return start..<end
  }
}
