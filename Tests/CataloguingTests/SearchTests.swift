import Foundation
import Model
import Testing

@testable import Cataloguing

@Suite struct `A search` {
  private func filled() async throws -> Scratch {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let texts = [
      ("Crossing falls", "Fighters took the border crossing near Deir ez-Zor."),
      ("Market day", "Traders crossed the river to the market in Kobanê."),
      ("Army returns", "The army said the crossing was calm; the crossing stayed shut."),
    ]
    let news = texts.enumerated().map { index, text in
      Make.news("a-\(index)", feed: feed, title: text.0, text: text.1, seenAt: .at(index))
    }
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: news)], at: .at(20))
    return scratch
  }

  @Test(arguments: [
    ("crossing", "02"), ("CROSSING army", "2"), ("cross*", "012"), ("kobane", "1"), ("\"border crossing\"", "0"),
    ("\"crossing border\"", ""), ("crossing -army", "0"), ("army OR market", "12"), ("deir ez-zor", "0"),
    ("OR crossing", "02"), ("crossing OR", "02"), ("crossing NEAR(", "0"), ("title:market", ""), ("-army -market", nil),
    ("\"the border", "0"), ("^ * \" (", nil), ("", nil), ("AND", ""),
  ])
  func `finds the articles with the words`(_ words: String, _ expected: String?) async throws {
    let scratch = try await filled()
    guard let expected else {
      await #expect(throws: CatalogueError.emptySearch(words)) { try await scratch.catalogue.search(words, limit: 9) }
      return
    }
    for order in SearchOrder.allCases {
      let hits = try await scratch.catalogue.search(words, order: order, limit: 9).items
      #expect(hits.map { String($0.article.article.rawValue.dropFirst(2)) }.sorted().joined() == expected)
    }
  }

  @Test func `shows the words around the matches, marked`() async throws {
    let scratch = try await filled()
    let hit = try #require(try await scratch.catalogue.search("kobane", limit: 1).items.first)
    #expect(hit.snippet == "Traders crossed the river to the market in \u{2}Kobanê\u{3}.")
  }

  @Test func `puts a word in the title first, or the newest`() async throws {
    let scratch = try await filled()
    let best = try await scratch.catalogue.search("crossing", limit: 9).items
    #expect(best.map(\.article.title) == ["Crossing falls", "Army returns"])
    #expect(best[0].rank < best[1].rank)
    let newest = try await scratch.catalogue.search("crossing", order: .newest, limit: 9).items
    #expect(newest.map(\.article.title) == ["Army returns", "Crossing falls"])
  }

  @Test(arguments: SearchOrder.allCases)
  func `pages through all its hits`(_ order: SearchOrder) async throws {
    let scratch = try await filled()
    var found: [ArticleID] = []
    var cursor: String?
    repeat {
      let page = try await scratch.catalogue.search("cross*", order: order, after: cursor, limit: 1)
      found += page.items.map(\.article.article)
      cursor = page.next
    } while cursor != nil
    #expect(found.count == 3)
    #expect(Set(found).count == 3)
  }

  @Test func `comes newest first when too many articles match, on every page`() async throws {
    let scratch = try await filled()
    let first = try await scratch.catalogue.search("crossing", order: .relevance, after: nil, limit: 1, rankedMax: 1)
    #expect(first.items.map(\.article.title) == ["Army returns"])
    // The next page goes on by time, also when ranking would now be possible.
    let second = try await scratch.catalogue.search("crossing", after: first.next, limit: 1)
    #expect(second.items.map(\.article.title) == ["Crossing falls"])
    #expect(second.next == nil)
  }

  @Test func `knows the latest revision alone`() async throws {
    let scratch = try await filled()
    let feed = try await scratch.catalogue.feeds()[0]
    let revision = Make.news(
      "a-0", feed: feed, revision: 2, title: "Corrected", text: "Nothing happened at the bridge.")
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: [revision])], at: .at(50))
    #expect(try await scratch.catalogue.search("fighters", limit: 9).items.isEmpty)
    #expect(try await scratch.catalogue.search("bridge", limit: 9).items.map(\.article.revisionCount) == [2])
    #expect(try await scratch.catalogue.integrityFaults().isEmpty)
  }
}
