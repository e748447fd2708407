import FoundationEssentials
import Markup
import Model

/// JSON Feed 1.0 and 1.1 (jsonfeed.org): document to feed.
struct JSONFeedReader {
  let limits: FeedLimits
  let baseURL: String?

  /// Whether the first character is one that a JSON document begins with.
  static func looksLikeJSON(_ text: [UInt8]) -> Bool {
    guard let first = text.first(where: { !$0.isSpace }) else { return false }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  func feed(of document: DecodedDocument) throws(FeedParseError) -> Feed {
    var scanner = JSONScanner(document.text, depthMax: limits.depthMax)
    let root = scanner.read()
    guard let root, let format = Self.format(of: root) else {
      let start = document.text.firstIndex { !$0.isSpace } ?? 0
      throw .notAFeed(found: "JSON that is no JSON Feed", atByte: start, feedLinks: [])
    }
    var log = RepairLog(max: limits.repairsMax)
    for repair in document.repairs { log.add(repair) }
    for flaw in scanner.flaws { log.add(repair(flaw, in: document.text)) }
    let objects = (root["items"] ?? root["entries"])?.elements.filter(\.isObject) ?? []
    if objects.count > limits.itemsMax { log.add(.limit, "more than \(limits.itemsMax) items") }
    return Feed(
      format: format, encoding: document.encoding.name, repairs: log.all, info: info(of: root),
      items: objects.prefix(limits.itemsMax).map(item))
  }

  private func repair(_ flaw: JSONScanner.Flaw, in text: [UInt8]) -> FeedRepair {
    let before = text[..<min(flaw.offset, text.count)]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let kind: FeedRepair.Kind = flaw.message.contains("too soon") ? .truncated : .json
    return FeedRepair(kind: kind, message: flaw.message, line: line, column: flaw.offset - start + 1)
  }

  private static func format(of root: JSONValue) -> FeedFormat? {
    guard root.isObject else { return nil }
    let version = root["version"]?.string?.lowercased() ?? ""
    guard version.contains("jsonfeed.org/version/1") else { return nil }
    return version.hasSuffix("/1") || version.hasSuffix("/1.0") ? .json10 : .json11
  }

  private func info(of root: JSONValue) -> FeedInfo {
    var info = FeedInfo()
    let language = language(of: root)
    info.title = text(root["title"], .text, language)
    info.description = text(root["description"], .text, language)
    info.homePageURL = url(root["home_page_url"])
    info.feedURL = url(root["feed_url"])
    info.nextURL = url(root["next_url"])
    info.language = language
    info.image = url(root["icon"]).map { FeedImage(url: $0) }
    info.icon = url(root["favicon"])
    info.expired = root["expired"]?.flag
    info.authors = authors(of: root)
    info.hubs = (root["hubs"]?.elements ?? []).prefix(limits.partsMax).compactMap { url($0["url"]) }
    if let home = info.homePageURL { info.links.append(FeedLink(url: home)) }
    if let own = info.feedURL { info.links.append(FeedLink(url: own, relation: "self")) }
    return info
  }

  private func item(_ object: JSONValue) -> FeedItem {
    var item = FeedItem()
    let language = language(of: object)
    item.id = object["id"]?.text
    item.url = url(object["url"])
    item.externalURL = url(object["external_url"])
    item.title = text(object["title"], .text, language)
    item.summary = text(object["summary"], .text, language)
    item.content = text(object["content_html"], .html, language) ?? text(object["content_text"], .text, language)
    item.published = object["date_published"]?.string.flatMap(FeedDate.parse)
    item.updated = object["date_modified"]?.string.flatMap(FeedDate.parse)
    item.authors = authors(of: object)
    item.tags = (object["tags"]?.elements ?? []).prefix(limits.partsMax).compactMap {
      $0.text.map { FeedTag(term: $0) }
    }
    item.language = language
    item.image = url(object["image"] ?? object["banner_image"]).map { FeedImage(url: $0) }
    item.enclosures = (object["attachments"]?.elements ?? []).prefix(limits.partsMax).compactMap(attachment)
    if let own = item.url { item.links.append(FeedLink(url: own)) }
    if let external = item.externalURL { item.links.append(FeedLink(url: external, relation: "related")) }
    return item
  }

  private func attachment(_ object: JSONValue) -> FeedEnclosure? {
    guard let url = url(object["url"]) else { return nil }
    return FeedEnclosure(
      url: url, type: object["mime_type"]?.string,
      length: object["size_in_bytes"]?.double.flatMap { Int(exactly: $0.rounded()) },
      title: object["title"]?.string, duration: object["duration_in_seconds"]?.double)
  }

  private func authors(of object: JSONValue) -> [FeedPerson] {
    var values = object["authors"]?.elements ?? []
    if values.isEmpty, let single = object["author"] { values = single.elements.isEmpty ? [single] : single.elements }
    return values.prefix(limits.partsMax).compactMap { value in
      if let name = value.string { return FeedPerson(name: name) }
      var person = FeedPerson(name: value["name"]?.string, url: url(value["url"]))
      // An address in the URL's place is one.
      if let link = person.url, link.lowercased().hasPrefix("mailto:") { person.email = String(link.dropFirst(7)) }
      return person == FeedPerson() ? nil : person
    }
  }

  private func language(of object: JSONValue) -> String? { object["language"]?.string.flatMap(LanguageTag.normalized) }

  private func url(_ value: JSONValue?) -> String? {
    value?.string.map { URLReference.resolve($0, against: baseURL) }
  }

  private func text(_ value: JSONValue?, _ kind: FeedText.Kind, _ language: String?) -> FeedText? {
    value?.text.map { FeedText(raw: $0, kind: kind, base: baseURL, language: language) }
  }
}
