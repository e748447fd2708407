import Foundation
import GRDB
import Model
import Testing

@testable import Cataloguing

@Suite struct `Identification` {
  @Test func `tells unseen, unchanged and changed items of one feed`() async throws {
    let scratch = try Scratch()
    let feeds = try await scratch.subscribe("https://a.example/", "https://b.example/")
    let news = Make.news("a-1", feed: feeds[0], item: Make.item("one", digest: "00ff"))
    _ = try await scratch.catalogue.commit([Make.settlement(feeds[0], news: [news])], at: .at(20))
    let asked = [Make.item("one", digest: "00ff"), Make.item("one", digest: "00fe"), Make.item("two")]
    let standing = try await scratch.catalogue.standing(of: asked, in: feeds[0].id)
    #expect(standing[0] == .unchanged(news.revision.article))
    guard case .changed(let known) = standing[1] else {
      Issue.record("the item changed")
      return
    }
    #expect(known.text == news.revision.content.text)
    #expect(known.revision == 1)
    #expect(known.fingerprint == [1, 2, 3])
    #expect(known.link == "https://example.org/one")
    #expect(standing[2] == .unseen)
    #expect(try await scratch.catalogue.standing(of: [asked[0]], in: feeds[1].id) == [.unseen])
  }

  @Test func `notes what a feed now says in an item`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let news = Make.news("a-1", feed: feed, item: Make.item("one", digest: "0a"))
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: [news])], at: .at(20))
    let sighting = ItemSighting(
      item: Make.item("one", digest: "0b", title: "New title"), article: news.revision.article, seenAt: .at(40))
    _ = try await scratch.catalogue.commit([Make.settlement(feed, at: .at(40), sightings: [sighting])], at: .at(41))
    let standing = try await scratch.catalogue.standing(of: [Make.item("one", digest: "0b")], in: feed.id)
    #expect(standing == [.unchanged(news.revision.article)])
    var titles: [String?] = []
    try scratch.catalogue.eachItem { titles.append($0.title) }
    #expect(titles == ["New title"])
  }

  @Test func `finds articles of any feed by their keys, in their latest revision`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let news = [
      Make.news("a-1", feed: feed, keys: ["link:x", "guid:1"]),
      Make.news("a-2", feed: feed, keys: ["link:x"]),
      Make.news("a-1", feed: feed, revision: 2, text: "Changed.", keys: ["link:y"]),
    ]
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: news)], at: .at(20))
    let found = try await scratch.catalogue.articles(withIdentityKeys: ["link:x", "guid:1", "link:none"])
    #expect(found.map(\.article.rawValue) == ["a-2", "a-1"])
    #expect(found.last?.revision == 2)
    #expect(found.last?.text == "Changed.")
  }

  @Test func `offers near-duplicates by the bands they share, most first`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let bands: [[UInt64]] = [[1, 2, 3], [1, 2, 9], [1, 8, 9], [.max, 5, 6]]
    let news = bands.enumerated().map { Make.news("a-\($0.offset)", feed: feed, bands: $0.element) }
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: news)], at: .at(20))
    let found = try await scratch.catalogue.articles(sharingBands: [1, 2, 3], limit: 2)
    #expect(found.map(\.article.rawValue) == ["a-0", "a-1"])
    #expect(try await scratch.catalogue.articles(sharingBands: [.max], limit: 5).map(\.article.rawValue) == ["a-3"])
    #expect(try await scratch.catalogue.articles(sharingBands: [], limit: 5).isEmpty)
  }

  @Test func `finds a body to point a revisit at, of the same URL first, never in a pruned segment`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let digest = String(repeating: "cd", count: 32)
    func capture(_ offset: Int64, _ url: String, isRevisit: Bool = false, segment: String = "s1") -> ArchivedCapture {
      ArchivedCapture(
        address: Make.address(offset, segment: segment), url: url, at: .at(Int(offset)), payloadDigest: digest,
        isRevisit: isRevisit)
    }
    let captures = [capture(1, "u1"), capture(2, "u2", segment: "s2"), capture(3, "u1", isRevisit: true)]
    _ = try await scratch.catalogue.commit([Make.settlement(feed, captures: captures)], at: .at(20))
    #expect(try await scratch.catalogue.capture(withDigest: digest, url: "u1") == captures[0])
    #expect(try await scratch.catalogue.capture(withDigest: digest, url: "u9") == captures[1])
    #expect(try await scratch.catalogue.capture(withDigest: "00", url: "u1") == nil)
    try await scratch.catalogue.note([
      ArchiveSegment(name: "s1", byteCount: 10, recordCount: 1, openedAt: .at(0), prunedAt: .at(99))
    ])
    #expect(try await scratch.catalogue.capture(withDigest: digest, url: "u1") == captures[1])
  }
}

@Suite struct `Bands of articles` {
  @Test func `are found again however many articles came after`() async throws {
    let scratch = try Scratch()
    // Hashes from the whole range, of more articles than the first tree takes in.
    @Sendable func bands(_ article: Int64) -> [UInt64] {
      (0..<3).map { UInt64(article * 3 + $0) &* 0x9E37_79B9_7F4A_7C15 >> 13 }
    }
    let rows = try await scratch.catalogue.pool.write { database in
      for article in Int64(1)...8000 {
        try Bands(database: database).insert(bands(article), article: article)
        if article.isMultiple(of: 500) { try Bands(database: database).moveOn(lastArticle: article) }
      }
      return try ["band_recent", "band_middle", "band_old"].map {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? 0
      }
    }
    #expect(rows.allSatisfy { $0 > 0 })
    #expect(rows.reduce(0, +) == 24_000)
    try await scratch.catalogue.pool.read { database in
      for article in Int64(1)...8000 {
        for band in bands(article) {
          let found = try Bands(database: database).articles(sharing: band, limit: 9)
          #expect(found.contains(article))
        }
      }
    }
  }
}
