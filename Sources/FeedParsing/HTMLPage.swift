import Markup
import Model

/// A document that is a page for people, where a feed was promised.
struct HTMLPage {
  private let text: [UInt8]
  private let rootOffset: Int
  private let baseURL: String?

  /// - Returns: nil when the document does not begin as a page does.
  init?(_ text: [UInt8], baseURL: String?) {
    guard let offset = PageAnnouncement.rootOffset(in: text) else { return nil }
    self.text = text
    rootOffset = offset
    self.baseURL = baseURL
  }

  func error(in document: [UInt8]) -> FeedParseError {
    .notAFeed(found: "<html>", atByte: rootOffset, feedLinks: PageAnnouncement.feedLinks(in: text, baseURL: baseURL))
  }
}
