import Archiving
public import Cataloguing
import FoundationEssentials
public import Model

/// A revision that today's rules read otherwise.
public struct ReplayDifference: Sendable {
  public let records: RevisionRecords
  /// The reports as they stand; nil when the text had not been analysed.
  public let before: RevisionReports?
  /// The reports as today's rules draw them; nil when no pack covers the text's language.
  public let now: RevisionReports?
  /// The revision as it is archived.
  public let revisionBefore: ArticleRevision
  /// The revision as today's rules read its bytes.
  public let revisionNow: ArticleRevision
  let targetURI: String
  /// The record that holds the revision.
  let conversion: RecordID
  /// The record that the revision was made of.
  let response: RecordID?

  /// Whether text or facts are different, and not the reports alone.
  public var isRetold: Bool { revisionNow.content != revisionBefore.content }

  /// Reports that would be there for the first time.
  public var appearing: [IdentifiedReport] {
    let known = Set((before?.reports ?? []).map(\.id))
    return (now?.reports ?? []).filter { !known.contains($0.id) }
  }

  /// Reports that would no longer stand.
  public var vanishing: [IdentifiedReport] {
    guard let now else { return [] }
    let found = Set(now.reports.map(\.id))
    return (before?.reports ?? []).filter { !found.contains($0.id) }
  }

  /// Reports that would say something else under their name, or say it elsewhere in the text: as they were, and as they
  /// would be.
  public var changing: [(before: IdentifiedReport, now: IdentifiedReport)] {
    let known = Dictionary((before?.reports ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return (now?.reports ?? []).compactMap { report in
      known[report.id].flatMap { $0 == report ? nil : ($0, report) }
    }
  }

  /// The names of the fields that are different, as the conversion's JSON calls them.
  public var changedFields: [String] {
    let (one, other) = (revisionBefore.content, revisionNow.content)
    let all: [(String, Bool)] = [
      ("title", one.title == other.title), ("text", one.text == other.text), ("authors", one.authors == other.authors),
      ("published", one.published == other.published), ("modified", one.modified == other.modified),
      ("language", one.language == other.language), ("siteName", one.siteName == other.siteName),
      ("canonicalURL", one.canonicalURL == other.canonicalURL), ("section", one.section == other.section),
      ("tags", one.tags == other.tags), ("image", one.image == other.image), ("excerpt", one.excerpt == other.excerpt),
      ("comments", one.comments == other.comments), ("isCut", one.isCut == other.isCut),
      ("provenance", one.provenance == other.provenance),
    ]
    return all.filter { !$0.1 }.map(\.0)
  }
}
