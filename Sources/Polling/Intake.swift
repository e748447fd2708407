public import Archiving
public import Cataloguing
public import FoundationEssentials
import Model

/// Takes into the catalogue what the archive holds of a run that was cut short between the archive's fsync and the
/// catalogue's commit. The archive is the truth: what was on the disk counts as seen.
public struct Intake: Sendable {
  private let reader: ArchiveReader
  private let catalogue: Catalogue
  private let stories: StoryDesk

  public init(reader: ArchiveReader, catalogue: Catalogue, stories: StoryDesk) {
    self.reader = reader
    self.catalogue = catalogue
    self.stories = stories
  }

  /// - Parameter records: the whole records of the segments that were open, in order.
  /// - Returns: how many revisions the catalogue had missed.
  public func take(_ records: [RecoveredRecord], at now: Date) async throws -> Int {
    var news: [ArticleNews] = []
    var places: [String: Int] = [:]
    var responses: [String: ArchiveAddress] = [:]
    var captures: [ArchivedCapture] = []
    for record in records {
      switch record.type {
      case .response, .revisit:
        responses[record.address.recordID] = record.address
        if let capture = try capture(record) { captures.append(capture) }
      case .conversion:
        var item = ArticleNews(
          revision: try ArchivedDocuments.read(
            ArticleRevision.self, from: Array(try reader.record(at: record.address).payload)))
        item.conversion = record.address
        item.response = record.refersTo.flatMap { responses[$0] }
        places[record.address.recordID] = news.count
        news.append(item)
      case .metadata:
        guard let place = record.refersTo.flatMap({ places[$0] }) else { continue }
        news[place].reports = try ArchivedDocuments.read(
          RevisionReports.self, from: Array(try reader.record(at: record.address).payload))
        news[place].metadata = record.address
      default: continue
      }
    }
    for place in news.indices {
      let revision = news[place].revision
      let earlier = revision.revision > 1 ? try await catalogue.knownArticle(revision.article) : nil
      stories.complete(&news[place], after: earlier)
    }
    let outcome = try await catalogue.restore(captures: captures, news: news, publishing: true, at: now)
    return outcome.newArticles.count + outcome.revisedArticles.count
  }

  private func capture(_ record: RecoveredRecord) throws -> ArchivedCapture? {
    guard let url = record["WARC-Target-URI"], let date = record["WARC-Date"].flatMap({ Date(rfc3339: $0) }),
      let digest = record["WARC-Payload-Digest"].flatMap({ PayloadDigest($0) })
    else { return nil }
    return ArchivedCapture(
      address: record.address, url: url, at: date, payloadDigest: digest.hexadecimal,
      isRevisit: record.type == .revisit)
  }
}

extension RecoveredRecord {
  fileprivate subscript(name: String) -> String? { fields.last { $0.name == name }?.value }
  fileprivate var refersTo: String? { self["WARC-Refers-To"] }
}
