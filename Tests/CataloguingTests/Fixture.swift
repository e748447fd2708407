import Foundation
import Model
import Testing

@testable import Cataloguing

/// A catalogue in a folder of its own, gone with the test.
final class Scratch: Sendable {
  let folder: String
  let catalogue: Catalogue

  init(onStatement: (@Sendable (String) -> Void)? = nil) throws {
    folder = NSTemporaryDirectory() + "cataloguing-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    catalogue = try Catalogue(file: folder + "/catalogue.sqlite", access: .readWrite, onStatement: onStatement)
  }

  deinit {
    // A folder that stays behind harms no other test, and a deinitialiser has nobody to tell.
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Subscribes to these feeds and gives them back as stored.
  func subscribe(_ urls: String...) async throws -> [FeedSource] {
    _ = try await catalogue.subscribe(urls.map { Subscription(url: $0) }, at: .at(0))
    return try await catalogue.feeds(state: .active)
  }
}

extension Date {
  /// Seconds after the start of the tests' time.
  static func at(_ seconds: Int) -> Date { Date(timeIntervalSince1970: 1_432_252_800 + Double(seconds)) }
}

/// What the tests put into catalogues.
enum Make {
  static func item(_ key: String, digest: String = "d1", title: String? = nil) -> ItemIdentity {
    ItemIdentity(
      key: key, guid: key, link: "https://example.org/\(key)", title: title ?? "Title of \(key)", published: .at(-60),
      digest: digest)
  }

  static func address(_ offset: Int64, segment: String = "2015/05/22/salient-1.warc.gz") -> ArchiveAddress {
    let digits = String(offset, radix: 16)
    let last = String(repeating: "0", count: 12 - digits.count) + digits
    return ArchiveAddress(
      segment: segment, offset: offset, byteCount: 100, recordID: "<urn:uuid:11111111-2222-4333-8444-\(last)>")
  }

  static func report(
    _ id: String, kind: ReportKind = .captured, place: String = "Al-Tanf border crossing",
    placeID: String? = "site:sy-al-tanf-crossing", country: String? = "SY", to: String? = "actor:islamic-state",
    from: String? = "actor:syria-gov", certainty: Certainty = .reported, lat: Double? = 33.49, lon: Double? = 38.67
  ) -> IdentifiedReport {
    IdentifiedReport(
      id: ReportID(rawValue: id), comment: nil, quote: "took the crossing",
      report: TerritorialReport(
        kind: kind,
        place: ReportedPlace(mention: "the crossing", id: placeID, name: place, country: country, lat: lat, lon: lon),
        to: to.map { ReportedActor($0) }, from: from.map { ReportedActor($0) },
        date: DateSpan(start: Day(iso: "2015-05-22"), end: Day(iso: "2015-05-22"), basis: .publication),
        certainty: certainty, sources: ["Observatory"], status: .new, evidence: Evidence(start: 0, end: 17)))
  }

  static func news(
    _ article: String, feed: FeedSource, revision: Int = 1, story: String? = nil, item: ItemIdentity? = nil,
    title: String? = "Fighters take the crossing", text: String = "Fighters took the crossing on Friday.",
    language: String? = "en", keys: [String] = [], bands: [UInt64] = [], reports: [IdentifiedReport]? = [],
    seenAt: Date = .at(10), offset: Int64 = 1000
  ) -> ArticleNews {
    let id = ArticleID(rawValue: article)
    let content = ExtractedArticle(
      title: title, text: text, authors: ["A. Writer"], published: .at(-60), language: language, siteName: "Example",
      tags: ["war"], comments: [ReaderComment(author: nil, published: nil, text: "Indeed.")],
      provenance: ["title": "feed"])
    return ArticleNews(
      revision: ArticleRevision(
        article: id, revision: revision, story: ArticleID(rawValue: story ?? article),
        relation: revision > 1 ? .revision : story == nil ? .new : .syndicated, feed: feed.subscribedURL,
        item: item ?? Make.item(article), content: content, origin: .feed, seenAt: seenAt),
      identityKeys: keys, bands: bands, fingerprint: [1, 2, 3],
      reports: reports.map { RevisionReports(article: id, revision: revision, extractor: "x1", reports: $0) },
      response: address(offset), conversion: address(offset + 200), metadata: address(offset + 400))
  }

  static func settlement(
    _ feed: FeedSource, at: Date = .at(10), result: PollResult = .ok, captures: [ArchivedCapture] = [],
    sightings: [ItemSighting] = [], news: [ArticleNews] = []
  ) -> Settlement {
    Settlement(
      feed: feed, nextPollReason: "as often as it changes",
      poll: PollRecord(
        at: at, result: result, status: 200, duration: .milliseconds(120), byteCount: 5000, itemCount: news.count,
        newCount: news.count),
      captures: captures, sightings: sightings, news: news)
  }
}
