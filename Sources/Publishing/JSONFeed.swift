import FoundationEssentials
import Model

/// The newest reports as a JSON Feed 1.1 (jsonfeed.org), for feed readers and scripts.
struct JSONFeed: Encodable {
  static let contentType = "application/feed+json"

  private let version = "https://jsonfeed.org/version/1.1"
  private let title = "Reports of territorial change"
  private let items: [Item]

  private enum CodingKeys: String, CodingKey { case version, title, items }

  private struct Item: Encodable {
    let id: String
    let url: String?
    let title: String
    let text: String
    let published: Date
    let tags: [String]

    enum CodingKeys: String, CodingKey {
      case id, url, title, tags
      case text = "content_text"
      case published = "date_published"
    }
  }

  init(_ reports: [ReportDocument]) {
    items = reports.map { document in
      Item(
        id: "urn:salient:report:\(document.id)", url: document.article.url, title: document.report.line,
        text: "“\(document.quote)” — \(document.article.feedTitle ?? document.article.feed)",
        published: document.knownAt, tags: [document.report.kind.rawValue, document.report.certainty.rawValue])
    }
  }
}
