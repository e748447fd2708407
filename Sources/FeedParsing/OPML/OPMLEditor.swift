import Model

/// Changes a feed list in place: adds and removes outlines, and leaves every other byte as somebody wrote it.
///
/// Reading a list and writing it again would lose comments, order and what other programs keep in folders; so the text
/// is cut and pasted at the ends of its tags. A list that is no well-formed XML is refused: it has to be mended first.
public struct OPMLEditor: Sendable {
  /// The text of the list, as changed so far.
  public private(set) var text: [UInt8]

  /// Why a list cannot be changed.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    case notOPML(String)
    /// The reader had to mend it, or its tags do not nest; where the first fault stands.
    case broken(line: Int)
    /// After the change the list would not say what was meant.
    case unsafe

    public var description: String {
      switch self {
      case .notOPML(let reason): reason
      case .broken(let line): "line \(line): the list is not well-formed XML; mend it there first, nothing was changed"
      case .unsafe: "the list has a form that cannot be changed safely; edit it by hand, nothing was changed"
      }
    }
  }

  /// - Throws: when the text is no sound OPML.
  public init(_ text: [UInt8]) throws(Failure) {
    self.text = text
    _ = try document()
    _ = try OPMLTags(text)
  }

  /// What the list says now.
  public func document() throws(Failure) -> OPMLDocument {
    do {
      return try OPMLDocument(parsing: text)
    } catch {
      throw .notOPML(error.description)
    }
  }

  /// Adds a feed at the end of its folder, making the folders that are not there.
  public mutating func add(_ subscription: OPMLSubscription) throws(Failure) {
    let before = try document().subscriptions.map(\.feedURL)
    let tags = try OPMLTags(text)
    var parent = tags.body
    var folders = subscription.folders[...]
    while let title = folders.first, let inner = tags.folder(title, in: parent) {
      parent = inner
      folders = folders.dropFirst()
    }
    guard let place = tags.endOfContent(of: parent) else { throw .unsafe }
    let indent = tags.depth(of: parent) * 2 + 2
    var lines = ""
    for (step, title) in folders.enumerated() {
      lines += spaces(indent + step * 2) + "<outline text=\"\(escaped(title))\">\n"
    }
    lines += spaces(indent + folders.count * 2) + OPMLEditor.outline(subscription) + "\n"
    for step in folders.indices.reversed() {
      lines += spaces(indent + (step - folders.startIndex) * 2) + "</outline>\n"
    }
    insert(lines, before: place)
    guard try document().subscriptions.map(\.feedURL).sorted() == (before + [subscription.feedURL]).sorted() else {
      throw .unsafe
    }
  }

  /// Takes out every outline of that feed, and folders that held nothing else.
  ///
  /// - Returns: how many there were.
  public mutating func remove(feed url: String) throws(Failure) -> Int {
    let before = try document().subscriptions.map(\.feedURL)
    var removed = 0
    while let range = try OPMLTags(text).outline(ofFeed: url, in: text) {
      text.removeSubrange(wholeLines(range))
      removed += 1
      guard removed <= before.count else { throw .unsafe }
    }
    guard try document().subscriptions.map(\.feedURL) == before.filter({ $0 != url }) else { throw .unsafe }
    return removed
  }

  /// With the blanks before it and the line's end behind it, when nothing else stands on the line.
  private func wholeLines(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
    var end = range.upperBound
    while end < text.count, text[end] == 0x20 || text[end] == 0x09 || text[end] == 0x0D { end += 1 }
    let startsLine = start == 0 || text[start - 1] == 0x0A
    guard startsLine, end < text.count, text[end] == 0x0A else { return range }
    return start..<(end + 1)
  }

  /// Lines of their own before the tag at `place`, which keeps its indentation.
  private mutating func insert(_ lines: String, before place: Int) {
    var start = place
    while start > 0, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
    if start > 0, text[start - 1] != 0x0A {
      text.insert(contentsOf: Array(("\n" + lines).utf8), at: place)
    } else {
      text.insert(contentsOf: Array(lines.utf8), at: start)
    }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// The outline of a feed, without its indentation.
  static func outline(_ subscription: OPMLSubscription) -> String {
    var outline = "<outline type=\"rss\" text=\"\(escaped(subscription.title ?? subscription.feedURL))\""
    outline += " xmlUrl=\"\(escaped(subscription.feedURL))\""
    if let home = subscription.homePageURL { outline += " htmlUrl=\"\(escaped(home))\"" }
    if !subscription.categories.isEmpty {
      outline += " category=\"\(escaped(subscription.categories.joined(separator: ",")))\""
    }
    if let interval = subscription.intervalText {
      outline += " xmlns:salient=\"\(OPMLDocument.namespace)\" salient:interval=\"\(escaped(interval))\""
    }
    // Others' attributes with a prefix would need their namespace declared here, too.
    for other in subscription.otherAttributes where !other.name.contains(":") && !other.name.hasPrefix("xmlns") {
      outline += " \(other.name)=\"\(escaped(other.value))\""
    }
    return outline + "/>"
  }

  private func escaped(_ text: String) -> String { OPMLEditor.escaped(text) }

  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 { bytes.appendEscaped(byte, inAttribute: true) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
