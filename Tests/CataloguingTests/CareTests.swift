import Foundation
import GRDB
import Model
import Testing

@testable import Cataloguing

@Suite struct `The file` {
  private func filled() async throws -> Scratch {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let news = Make.news("a-1", feed: feed, reports: [Make.report("r-1")])
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: [news])], at: .at(20))
    return scratch
  }

  @Test func `of a later version is refused by name, with what to do`() async throws {
    let scratch = try await filled()
    try scratch.catalogue.close()
    try await DatabaseQueue(path: scratch.catalogue.file).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES('v99')")
    }
    for access in [Catalogue.Access.readWrite, .readOnly] {
      #expect(throws: CatalogueError.tooNew(file: scratch.catalogue.file, unknown: "v99")) {
        try Catalogue(file: scratch.catalogue.file, access: access)
      }
    }
    let sentence = CatalogueError.tooNew(file: "/x/catalogue.sqlite", unknown: "v99").description
    #expect(sentence.contains("/x/catalogue.sqlite"))
    #expect(sentence.contains("salient archive rebuild"))
  }

  @Test func `that is not there, or is no catalogue, is refused`() async throws {
    let scratch = try Scratch()
    let missing = scratch.folder + "/none.sqlite"
    #expect(throws: CatalogueError.absent(file: missing)) { try Catalogue(file: missing, access: .readOnly) }
    let other = scratch.folder + "/other.sqlite"
    try await DatabaseQueue(path: other).write { try $0.execute(sql: "PRAGMA application_id = 7; CREATE TABLE t(x)") }
    #expect(throws: CatalogueError.self) { try Catalogue(file: other) }
    let noise = scratch.folder + "/noise.sqlite"
    try Data(repeating: 0x41, count: 5000).write(to: URL(filePath: noise))
    #expect { try Catalogue(file: noise) } throws: { error in
      guard case CatalogueError.sqlite(let file, _, let code, _) = error else { return false }
      return file == noise && code == 26 && "\(error)".contains("salient archive rebuild")
    }
  }

  @Test func `is read by a second process while the first writes`() async throws {
    let scratch = try await filled()
    let reader = try Catalogue(file: scratch.catalogue.file, access: .readOnly)
    #expect(try await reader.counts().reports == 1)
    let feed = try await scratch.catalogue.feeds()[0]
    _ = try await scratch.catalogue.commit(
      [Make.settlement(feed, at: .at(40), news: [Make.news("a-2", feed: feed)])], at: .at(40))
    #expect(try await reader.counts().articles == 2)
    await #expect(throws: CatalogueError.self) { try await reader.remove(feed: "https://a.example/") }
  }

  @Test func `shows its damage`() async throws {
    let scratch = try await filled()
    #expect(try await scratch.catalogue.integrityFaults().isEmpty)
    try await scratch.catalogue.pool.write { database in
      try database.execute(
        sql: """
          UPDATE report SET revision = 7;
          UPDATE article SET latest_revision_id = 77;
          """)
    }
    let faults = try await scratch.catalogue.integrityFaults()
    #expect(faults.contains("1 articles without their latest revision"))
    #expect(faults.contains("1 reports without the revision of their evidence"))
  }

  @Test func `shows when the index and the texts disagree`() async throws {
    let scratch = try await filled()
    try await scratch.catalogue.pool.write { try $0.execute(sql: "UPDATE revision SET text = 'other words'") }
    #expect(try await scratch.catalogue.integrityFaults() == ["the search index and the texts disagree"])
  }

  @Test func `is copied whole while it is in use, and never over another`() async throws {
    let scratch = try await filled()
    let folder = scratch.folder + "/copy"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let path = try await scratch.catalogue.backup(to: folder)
    let copy = try Catalogue(file: path)
    #expect(
      try await copy.article(ArticleID(rawValue: "a-1"))
        == (try await scratch.catalogue.article(ArticleID(rawValue: "a-1"))))
    #expect(try await copy.integrityFaults().isEmpty)
    await #expect(throws: CatalogueError.self) { try await scratch.catalogue.backup(to: folder) }
  }

  @Test func `keeps its words through vacuum and checkpoint`() async throws {
    let scratch = try await filled()
    try await scratch.catalogue.vacuum()
    try await scratch.catalogue.checkpoint()
    #expect(try await scratch.catalogue.search("fighters", limit: 3).items.count == 1)
    #expect(try await scratch.catalogue.integrityFaults().isEmpty)
    try scratch.catalogue.close()
    let log = FileManager.default.contents(atPath: scratch.catalogue.file + "-wal") ?? Data()
    #expect(log.isEmpty, "all stands in the main file")
  }

  @Test func `forgets old polls but never a feed's last`() async throws {
    let scratch = try await filled()
    let feed = try await scratch.catalogue.feeds()[0]
    _ = try await scratch.catalogue.commit([Make.settlement(feed, at: .at(500))], at: .at(500))
    let pruned = try await scratch.catalogue.pruneLog(pollsBefore: .at(9999), eventsBefore: .at(0))
    #expect(pruned.polls == 1)
    #expect(try await scratch.catalogue.polls(of: feed.id, limit: 9).map(\.at) == [.at(500)])
  }

  @Test func `notes the archive's segments`() async throws {
    let scratch = try await filled()
    let segment = ArchiveSegment(
      name: "2015/05/22/salient-1.warc.gz", byteCount: 900, recordCount: 3, openedAt: .at(0), sealedAt: .at(50))
    try await scratch.catalogue.note([segment])
    #expect(try await scratch.catalogue.segments() == [segment])
  }

  /// What each released schema held that those before it did not.
  private static let released: [(schema: String, holdsAlso: @Sendable (Catalogue) async throws -> Bool)] = [
    ("v1", { _ in true }),
    (
      "v2",
      { catalogue in
        let watched = try await catalogue.watchedArticles(dueAt: .at(9999), limit: 3)
        return try await catalogue.position().commit == 2 && watched.map(\.article.rawValue) == ["a-1"]
      }
    ),
  ]

  @Test(arguments: released.indices)
  func `of a released schema opens with all it holds, and is written to`(_ place: Int) async throws {
    let (version, holdsAlso) = Self.released[place]
    let scratch = try Scratch()
    let file = scratch.folder + "/old.sqlite"
    let here = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    let fixture = here.appending(path: "../Fixtures/catalogue/schema-\(version).sql").standardized
    try await DatabaseQueue(path: file).write {
      try $0.execute(sql: try String(contentsOf: fixture, encoding: .utf8))
    }
    let old = try Catalogue(file: file)
    #expect(try await old.integrityFaults().isEmpty)
    let article = try #require(try await old.article(ArticleID(rawValue: "a-1")))
    #expect(article.revisions.map(\.revision.revision) == [1, 2])
    #expect(article.reports.map(\.report.id.rawValue) == ["r-1", "r-2"])
    #expect(try await old.search("crossing", limit: 3).items.count == 1)
    #expect(try await old.events(after: 0, limit: 9).count == 3)
    #expect(try await holdsAlso(old))
    // A schema made now and one brought up to date are the same.
    func schema(_ catalogue: Catalogue) async throws -> [String] {
      try await catalogue.pool.read {
        try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
      }
    }
    #expect(try await schema(old) == (try await schema(scratch.catalogue)))
    let feed = try #require(try await old.feeds().first)
    let outcome = try await old.commit(
      [Make.settlement(feed, at: .at(900), news: [Make.news("a-9", feed: feed, reports: [Make.report("r-9")])])],
      at: .at(900))
    #expect(outcome.newReports == [ReportID(rawValue: "r-9")])
    #expect(try await old.integrityFaults().isEmpty)
  }

  @Test func `has a fixture of every released schema`() async throws {
    let scratch = try Scratch()
    let migrations = try await scratch.catalogue.pool.read {
      try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
    }
    #expect(migrations == Self.released.map(\.schema), "a new step of the schema needs a fixture of what it makes")
  }
}
