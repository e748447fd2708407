import Archiving
import ArticleExtraction
import Cataloguing
import FeedParsing
import Model

/// Makes articles anew, by today's feed parser and article extraction, of the bytes that the archive keeps.
///
/// Made for revisions that follow each other: those of one poll share the feed's body, which is read and parsed once.
/// Reads the disk.
struct Rereading {
  private let bodies: ArchivedBodies
  private let extractor: ArticleExtractor
  private var last: (response: ArchiveAddress, feed: ReadFeed)?

  /// What became of one revision's bytes.
  enum Outcome {
    case article(ExtractedArticle)
    /// The bytes that the text was taken from are not kept: the archived text stands.
    case notKept
    /// Today's rules find no such article in them, for this reason: the archived text stands.
    case notFound(String)
  }

  /// A feed as today's parser reads it.
  struct ReadFeed {
    let feed: Feed
    let items: [(identity: ItemIdentity, item: FeedItem)]
    let places: [String: Int]

    init(_ feed: Feed) {
      self.feed = feed
      items = feed.items.identified()
      places = Dictionary(items.enumerated().map { ($1.identity.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  init(bodies: ArchivedBodies, extractor: ArticleExtractor) {
    self.bodies = bodies
    self.extractor = extractor
  }

  /// - Parameter response: the record of the bytes that the revision was made of.
  /// - Throws: when the archive cannot be read there.
  mutating func article(of revision: ArticleRevision, from response: ArchiveAddress?) async throws -> Outcome {
    guard let response else { return .notKept }
    switch revision.origin {
    case .page:
      guard let body = try await bodies.body(at: response) else { return .notKept }
      do throws(ArticleExtractionError) {
        let page = try extractor.article(fromPage: body.bytes, contentType: body.type, url: body.url)
        return .article(ArticleExtractor.merged(item: revision.content.otherHalf(of: .page), page: page))
      } catch {
        return .notFound("\(error)")
      }
    case .feed:
      let feed: ReadFeed
      if let last, last.response == response {
        feed = last.feed
      } else {
        guard let body = try await bodies.body(at: response) else { return .notKept }
        do throws(FeedParseError) {
          feed = ReadFeed(try FeedParser.parse(body.bytes, contentType: body.type, baseURL: body.base))
        } catch {
          // Where feeds' bodies are not kept, a text from the feed is cited with its page.
          return body.isPage ? .notKept : .notFound(error.description)
        }
        last = (response, feed)
      }
      guard let place = feed.places[revision.item.key] else { return .notFound("the feed has no item of that key") }
      let item = extractor.article(of: feed.items[place].item, in: feed.feed)
      return .article(ArticleExtractor.merged(item: item, page: revision.content.otherHalf(of: .feed)))
    }
  }

  /// The items of the feed that was read last.
  var items: [ItemIdentity] { last?.feed.items.map(\.identity) ?? [] }
}

extension ExtractedArticle {
  /// The facts that were taken from elsewhere than the text: of an article whose text is the page's those of the feed's
  /// item, which need not be kept, and the other way round. Without a text, so that it is never preferred.
  fileprivate func otherHalf(of origin: ArticleRevision.Origin) -> ExtractedArticle {
    var other = ExtractedArticle(text: "")
    func isTaken(_ name: String) -> Bool {
      // What an item says is noted as the feed's or not at all; "text" is drawn from the text itself.
      let isFeeds = provenance[name].map { $0 == "feed" } ?? true
      return origin == .page ? isFeeds : !isFeeds && provenance[name] != "text"
    }
    func take<Value>(_ field: WritableKeyPath<ExtractedArticle, Value>, _ name: String) {
      guard isTaken(name) else { return }
      other[keyPath: field] = self[keyPath: field]
      other.provenance[name] = provenance[name]
    }
    take(\.title, "title")
    take(\.language, "language")
    take(\.siteName, "siteName")
    take(\.canonicalURL, "canonicalURL")
    take(\.section, "section")
    take(\.image, "image")
    take(\.excerpt, "excerpt")
    take(\.published, "published")
    take(\.modified, "modified")
    take(\.authors, "authors")
    take(\.tags, "tags")
    if origin == .feed { other.comments = comments }
    return other
  }
}
