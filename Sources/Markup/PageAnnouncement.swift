public import Model

/// What an HTML page says at its head: that it is one, and which feeds belong to it.
public enum PageAnnouncement {
  /// How far the root element may be from the beginning.
  private static let prologBytesMax = 64 << 10
  private static let linksMax = 50

  /// Media types by which pages announce feeds.
  private static let feedTypes: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
    "text/xml", "application/xml", "application/rss", "application/atom", "text/rss", "text/rss+xml",
  ]

  /// - Returns: Where `<html>` stands, or what only a page begins with; nil when the first element is another.
  public static func rootOffset(in text: [UInt8]) -> Int? {
    let head = Array(text.prefix(prologBytesMax))
    var index = 0
    while let open = head[index...].firstIndex(of: UInt8(ascii: "<")), open + 1 < head.count {
      let next = head[open + 1]
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        if begins(head, at: open, with: "<!doctype html") { return open }
        let end = begins(head, at: open, with: "<!--") ? "-->" : ">"
        guard let behind = position(after: end, in: head, from: open + 2) else { return nil }
        index = behind
        continue
      }
      for name in ["<html", "<head>", "<body", "<script", "<meta ", "<!doctype html"]
      where begins(head, at: open, with: name) {
        return open
      }
      return nil
    }
    return nil
  }

  /// The feeds that a page offers (`<link rel="alternate">`), in its order.
  public static func feedLinks(in page: [UInt8], baseURL: String?) -> [FeedLink] {
    var tokenizer = HTMLTokenizer(page)
    var base = baseURL
    var links: [FeedLink] = []
    while links.count < linksMax, let token = tokenizer.next() {
      guard case .startTag(let tag) = token else { continue }
      if tag.name == "body" { break }
      if tag.name == "base", let href = tag["href"] { base = URLReference.resolve(href, against: baseURL) }
      guard tag.name == "link", let link = feedLink(tag, base: base) else { continue }
      links.append(link)
    }
    return links
  }

  private static func feedLink(_ tag: HTMLStartTag, base: String?) -> FeedLink? {
    let relations = (tag["rel"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
    guard relations.contains("alternate") || relations.contains("feed"), !relations.contains("stylesheet"),
      let href = tag["href"], !href.isEmpty
    else { return nil }
    let type = MediaType(tag["type"] ?? "").essence
    guard feedTypes.contains(type) || relations.contains("feed") else { return nil }
    return FeedLink(
      url: URLReference.resolve(href, against: base), relation: "alternate", type: type.isEmpty ? nil : type,
      title: tag["title"])
  }

  private static func begins(_ text: [UInt8], at place: Int, with word: String) -> Bool {
    place + word.utf8.count <= text.count && zip(text[place...], word.utf8).allSatisfy { $0.asciiLowercased == $1 }
  }

  private static func position(after word: String, in text: [UInt8], from start: Int) -> Int? {
    guard let first = word.utf8.first else { return nil }
    var cursor = start
    while cursor < text.count, let found = text[cursor...].firstIndex(of: first) {
      if begins(text, at: found, with: word) { return found + word.utf8.count }
      cursor = found + 1
    }
    return nil
  }
}
