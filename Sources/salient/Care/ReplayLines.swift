import Cataloguing
import Model
import Polling

/// How `salient replay` tells what is different: a line each for people, or one JSON object a line.
struct ReplayLines {
  let json: Bool

  private struct ReportLine: Encodable {
    /// `appears`, `vanishes` or `changes`.
    let difference: String
    let article: String
    let revision: Int
    let id: String
    /// As today's rules have it; in `vanishes` as it stood.
    let report: TerritorialReport
    let quote: String
    /// In `changes`: as it stood.
    let before: TerritorialReport?
  }

  private struct ArticleLine: Encodable {
    var difference = "reads-otherwise"
    let article: String
    let revision: Int
    let link: String?
    /// The fields of the article's JSON that are different.
    let fields: [String]
    let textBytesBefore: Int
    let textBytes: Int
  }

  private struct ItemLine: Encodable {
    var difference = "item-appears"
    let feed: String
    let key: String
    let title: String?
    let link: String?
  }

  func show(_ difference: ReplayDifference) throws {
    if difference.isRetold { try showArticle(difference) }
    for report in difference.appearing { try show("appears", "+", report, difference, before: nil) }
    for report in difference.vanishing { try show("vanishes", "-", report, difference, before: nil) }
    for (before, now) in difference.changing { try show("changes", "~", now, difference, before: before.report) }
  }

  /// An item of an archived feed that was never taken in.
  func show(_ item: ItemIdentity, _ feed: String) throws {
    if json {
      try JSONLines.write(ItemLine(feed: feed, key: item.key, title: item.title, link: item.link))
    } else {
      try Output.standard.line("? \(Text.plain(item.title ?? item.key))  \(item.link ?? "")  (\(feed))")
    }
  }

  private func showArticle(_ difference: ReplayDifference) throws {
    let (before, now) = (difference.revisionBefore, difference.revisionNow)
    let (bytesBefore, bytes) = (before.content.text.utf8.count, now.content.text.utf8.count)
    if json {
      try JSONLines.write(
        ArticleLine(
          article: now.article.rawValue, revision: now.revision, link: now.item.link,
          fields: difference.changedFields, textBytesBefore: bytesBefore, textBytes: bytes))
    } else {
      let length = now.content.text == before.content.text ? "" : ", text of \(bytes) bytes, was \(bytesBefore)"
      try Output.standard.line(
        "= \(now.article), revision \(now.revision): \(difference.changedFields.joined(separator: ", "))\(length)")
    }
  }

  private func show(
    _ what: String, _ sign: String, _ report: IdentifiedReport, _ difference: ReplayDifference,
    before: TerritorialReport?
  ) throws {
    let records = difference.records
    if json {
      try JSONLines.write(
        ReportLine(
          difference: what, article: records.article.rawValue, revision: records.revision, id: report.id.rawValue,
          report: report.report, quote: report.quote, before: before))
    } else {
      try Output.standard.line(
        "\(sign) \(report.id)  \(Text.plain(report.report.line))  (\(records.article), revision \(records.revision))")
      if let before { try Output.standard.line("             was: \(Text.plain(before.line))") }
    }
  }
}
