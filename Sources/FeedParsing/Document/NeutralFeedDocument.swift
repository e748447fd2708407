public import Model

/// The neutral JSON form of a feed (docs/feed-model.md).
public enum NeutralFeedDocument {
  /// One JSON object in UTF-8, without line breaks.
  public static func bytes(of feed: Feed) -> [UInt8] {
    var document = JSONObjectWriter()
    document.add("format", feed.format?.rawValue)
    document.add("encoding", feed.encoding)
    document.add("recovered", feed.recovered)
    document.add("warnings", feed.repairs.map { "\($0.line):\($0.column): \($0.kind.rawValue): \($0.message)" })
    document.addAlways("feed") { write(feed.info, to: &$0) }
    document.addObjects("entries", feed.items, evenEmpty: true) { write($0, to: &$1) }
    return document.finish()
  }

  /// The document for input that is no feed: no entries, `recovered` true, the error as a warning.
  public static func bytes(of error: FeedParseError) -> [UInt8] {
    var document = JSONObjectWriter()
    document.add("recovered", true)
    document.add("warnings", [error.description])
    document.addAlways("feed") { _ in }
    if case .notAFeed(_, _, let links) = error { document.addObjects("feed_links", links) { write($0, to: &$1) } }
    document.addObjects("entries", [Int](), evenEmpty: true) { _, _ in }
    return document.finish()
  }

  // MARK: Feed and item

  private static func write(_ info: FeedInfo, to object: inout JSONObjectWriter) {
    object.add("id", info.id)
    write(info.title, "title", to: &object)
    write(info.description, "description", to: &object)
    write(info.rights, "rights", to: &object)
    write(info.info, "info", to: &object)
    object.add("home_page_url", info.homePageURL)
    object.add("feed_url", info.feedURL)
    object.addObjects("links", info.links) { write($0, to: &$1) }
    object.add("published", info.published)
    object.add("updated", info.updated)
    object.add("created", info.created)
    object.addObjects("authors", info.authors) { write($0, to: &$1) }
    object.addObjects("contributors", info.contributors) { write($0, to: &$1) }
    if let publisher = info.publisher { object.addObject("publisher") { write(publisher, to: &$0) } }
    object.addObjects("tags", info.tags) { write($0, to: &$1) }
    writeProgram(info, to: &object)
    object.add("language", info.language)
    if let image = info.image { object.addObject("image") { write(image, to: &$0) } }
    object.add("icon", info.icon)
    object.add("logo", info.logo)
    writePolling(info, to: &object)
    object.add("docs_url", info.docsURL)
    object.add("license", info.license)
    object.add("new_location", info.newLocation)
    if let itunes = info.itunes { object.addObject("itunes") { write(itunes, to: &$0) } }
    object.addObjects("in_reply_to", info.inReplyTo) { write($0, to: &$1) }
  }

  private static func writeProgram(_ info: FeedInfo, to object: inout JSONObjectWriter) {
    if let generator = info.generator {
      object.addObject("generator") {
        $0.add("name", generator.name)
        $0.add("url", generator.url)
        $0.add("version", generator.version)
      }
    }
    if let cloud = info.cloud {
      object.addObject("cloud") {
        $0.add("domain", cloud.domain)
        $0.add("port", cloud.port)
        $0.add("path", cloud.path)
        $0.add("register_procedure", cloud.registerProcedure)
        $0.add("protocol", cloud.protocol)
      }
    }
    if let input = info.textInput {
      object.addObject("text_input") {
        $0.add("title", input.title)
        $0.add("link", input.link)
        $0.add("name", input.name)
        $0.add("description", input.description)
      }
    }
  }

  private static func writePolling(_ info: FeedInfo, to object: inout JSONObjectWriter) {
    object.add("ttl_minutes", info.ttlMinutes)
    object.add("skip_hours", info.skipHours)
    object.add("skip_days", info.skipDays)
    if let syndication = info.syndication {
      object.addObject("syndication") {
        $0.add("period", syndication.period?.rawValue)
        $0.add("frequency", syndication.frequency)
        $0.add("base", syndication.base)
      }
    }
    object.add("hubs", info.hubs)
    object.add("next_url", info.nextURL)
    object.add("expired", info.expired)
    object.add("complete", info.isComplete)
    object.add("archive", info.isArchive)
  }

  private static func write(_ item: FeedItem, to object: inout JSONObjectWriter) {
    object.add("id", item.id)
    object.add("url", item.url)
    object.add("url_from_id", item.urlIsFromID)
    object.add("external_url", item.externalURL)
    write(item.title, "title", to: &object)
    write(item.summary, "summary", to: &object)
    write(item.content, "content", text: "content_text", to: &object)
    object.add("content_src", item.contentSource)
    write(item.rights, "rights", to: &object)
    object.add("published", item.published)
    object.add("updated", item.updated)
    object.add("created", item.created)
    object.add("expires", item.expires)
    object.addObjects("authors", item.authors) { write($0, to: &$1) }
    object.addObjects("contributors", item.contributors) { write($0, to: &$1) }
    if let publisher = item.publisher { object.addObject("publisher") { write(publisher, to: &$0) } }
    object.addObjects("tags", item.tags) { write($0, to: &$1) }
    object.addObjects("links", item.links) { write($0, to: &$1) }
    object.add("language", item.language)
    object.add("license", item.license)
    if let image = item.image { object.addObject("image") { write(image, to: &$0) } }
    object.addObjects("in_reply_to", item.inReplyTo) { write($0, to: &$1) }
    writeAttached(item, to: &object)
    if let source = item.source { object.addObject("source") { write(source, to: &$0) } }
  }

  private static func writeAttached(_ item: FeedItem, to object: inout JSONObjectWriter) {
    object.addObjects("enclosures", item.enclosures) { enclosure, object in
      object.add("url", enclosure.url)
      object.add("type", enclosure.type)
      object.add("length", enclosure.length)
      object.add("title", enclosure.title)
      object.add("duration", enclosure.duration)
    }
    object.add("comments_url", item.commentsURL)
    object.add("comments_feed_url", item.commentsFeedURL)
    object.add("comments_api_url", item.commentsAPIURL)
    object.add("comments_count", item.commentsCount)
    if let geometry = item.geometry { object.addObject("geometry") { write(geometry, to: &$0) } }
    if let itunes = item.itunes { object.addObject("itunes") { write(itunes, to: &$0) } }
    if let media = item.media { object.addObject("media") { write(media, to: &$0) } }
    object.addObjects("chapters", item.chapters) { chapter, object in
      object.add("start", chapter.start)
      object.add("title", chapter.title)
      object.add("url", chapter.url)
      object.add("image_url", chapter.imageURL)
    }
  }
}

// MARK: - Parts

extension NeutralFeedDocument {
  private static func write(
    _ text: FeedText?, _ name: String, text textName: String? = nil, to object: inout JSONObjectWriter
  ) {
    guard let text else { return }
    object.add(textName ?? name, text.plain)
    object.add(name + "_html", text.safeHTML)
    object.add(name + "_type", text.kind.rawValue)
    object.add(name + "_base", text.base)
    object.add(name + "_language", text.language)
  }

  private static func write(_ person: FeedPerson, to object: inout JSONObjectWriter) {
    object.add("name", person.name)
    object.add("email", person.email)
    object.add("url", person.url)
  }

  private static func write(_ link: FeedLink, to object: inout JSONObjectWriter) {
    object.add("url", link.url)
    object.add("rel", link.relation)
    object.add("type", link.type)
    object.add("title", link.title)
    object.add("language", link.language)
    object.add("length", link.length)
  }

  private static func write(_ tag: FeedTag, to object: inout JSONObjectWriter) {
    object.add("term", tag.term)
    object.add("scheme", tag.scheme)
    object.add("label", tag.label)
  }

  private static func write(_ image: FeedImage, to object: inout JSONObjectWriter) {
    object.add("url", image.url)
    object.add("title", image.title)
    object.add("link", image.link)
    object.add("description", image.description)
    object.add("width", image.width)
    object.add("height", image.height)
  }

  private static func write(_ reference: FeedReference, to object: inout JSONObjectWriter) {
    object.add("id", reference.id)
    object.add("url", reference.url)
    object.add("source_url", reference.sourceURL)
    object.add("type", reference.type)
  }

  private static func write(_ facts: ITunesFacts, to object: inout JSONObjectWriter) {
    object.add("block", facts.block)
    object.add("explicit", facts.explicit)
    object.add("duration", facts.duration)
    object.add("season", facts.season)
    object.add("episode", facts.episode)
    object.add("episode_type", facts.episodeType)
  }

  private static func write(_ media: MediaFacts, to object: inout JSONObjectWriter) {
    object.addObjects("contents", media.contents) { content, object in
      object.add("url", content.url)
      object.add("type", content.type)
      object.add("medium", content.medium)
      object.add("width", content.width)
      object.add("height", content.height)
      object.add("duration", content.duration)
      object.add("file_size", content.fileSize)
    }
    object.addObjects("thumbnails", media.thumbnails) { thumbnail, object in
      object.add("url", thumbnail.url)
      object.add("width", thumbnail.width)
      object.add("height", thumbnail.height)
    }
    object.addObjects("credits", media.credits) { credit, object in
      object.add("name", credit.name)
      object.add("role", credit.role)
    }
    object.add("player_url", media.playerURL)
    object.add("rating", media.rating)
    if let license = media.license {
      object.addObject("license") {
        $0.add("text", license.text)
        $0.add("type", license.type)
        $0.add("url", license.url)
      }
    }
    if let restriction = media.restriction {
      object.addObject("restriction") {
        $0.add("relationship", restriction.relationship)
        $0.add("value", restriction.values)
      }
    }
  }

  private static func write(_ geometry: FeedGeometry, to object: inout JSONObjectWriter) {
    switch geometry {
    case .point(let position):
      object.add("type", "Point")
      object.addRaw("coordinates", bytes(of: position))
    case .lineString(let positions):
      object.add("type", "LineString")
      object.addRaw("coordinates", bytes(of: positions))
    case .polygon(let ring):
      object.add("type", "Polygon")
      object.addRaw("coordinates", [UInt8(ascii: "[")] + bytes(of: ring) + [UInt8(ascii: "]")])
    case .box(let corners):
      object.add("type", "Box")
      object.addRaw("coordinates", bytes(of: corners))
    }
  }

  private static func bytes(of position: [Double]) -> [UInt8] {
    bytes(of: position) { JSONObjectWriter.append($0, to: &$1) }
  }

  private static func bytes(of positions: [[Double]]) -> [UInt8] {
    bytes(of: positions) { $1.append(contentsOf: bytes(of: $0)) }
  }

  private static func bytes<Value>(of values: [Value], _ write: (Value, inout [UInt8]) -> Void) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(value, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }
}
