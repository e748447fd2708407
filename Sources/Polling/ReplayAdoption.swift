public import Archiving
public import Cataloguing
public import FoundationEssentials
import Model

/// Puts what today's rules read in the place of what stood: as new records, beside which the old ones stay, and then in
/// the catalogue, which publishes what appears and what vanishes.
///
/// A text that is different gets a `conversion` of its own, since reports point into it by offsets.
public struct ReplayAdoption: Sendable {
  private let archive: Archive
  private let catalogue: Catalogue
  private let stories: StoryDesk

  public init(archive: Archive, catalogue: Catalogue, stories: StoryDesk) {
    self.archive = archive
    self.catalogue = catalogue
    self.stories = stories
  }

  /// Give the revisions in the order of `Replay.run`, each once; all of them share a commit.
  ///
  /// - Throws: `ArchiveError` and `CatalogueError`; then nothing of these revisions is adopted, or, when the archive
  ///   holds the commit and only the catalogue failed, the next start takes it in.
  public func adopt(_ differences: [ReplayDifference], at now: Date) async throws -> CommitOutcome {
    let now = now.wholeMilliseconds
    var drafts: [RecordDraft] = []
    var retold: [(news: ArticleNews, draft: Int, replaces: RecordID)] = []
    var adopted: [(reports: RevisionReports, draft: Int)] = []
    for difference in differences {
      var conversion = difference.conversion
      if difference.isRetold {
        let draft = RecordDraft.conversion(
          id: .random(), date: now, targetURI: difference.targetURI, refersTo: difference.response,
          json: try ArchivedDocuments.json(difference.revisionNow))
        conversion = draft.id
        retold.append((try await news(of: difference), drafts.count, difference.conversion))
        drafts.append(draft)
      }
      if let reports = difference.now {
        adopted.append((reports, drafts.count))
        drafts.append(
          .metadata(
            id: .random(), date: now, targetURI: difference.targetURI, refersTo: conversion,
            json: try ArchivedDocuments.json(reports)))
      }
    }
    let commit = ArchivedCommit(
      after: try await catalogue.position(), at: now, adopted: adopted.map { drafts[$0.draft].id.description },
      retold: retold.map {
        ArchivedCommit.Retold(conversion: drafts[$0.draft].id.description, replaces: $0.replaces.description)
      })
    drafts.append(try commit.draft())
    let addresses = try await archive.keep(drafts)
    guard let last = addresses.last else { return CommitOutcome() }
    return try await catalogue.adopt(
      adopted.map { Reextraction(reports: $0.reports, metadata: addresses[$0.draft]) },
      retold: retold.map { retelling in
        var news = retelling.news
        news.conversion = addresses[retelling.draft]
        return news
      },
      publishing: true, at: now, as: CommitRecord(number: commit.commit, address: last))
  }

  /// The revision with what it is found by: also by the text as it was read before.
  private func news(of difference: ReplayDifference) async throws -> ArticleNews {
    let revision = difference.revisionNow
    var news = ArticleNews(revision: revision)
    let earlier = try await catalogue.fingerprint(of: revision.article, revision: revision.revision)
    stories.complete(&news, after: earlier)
    return news
  }
}
