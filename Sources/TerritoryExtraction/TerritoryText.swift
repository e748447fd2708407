public import Model

/// One text to read: the body of an article, or one reader comment.
public struct TerritoryText: Sendable, Hashable {
  /// Plain text; paragraphs are parted by a blank line. Evidence counts its Unicode scalars.
  public let text: String
  /// The headline, not part of `text`.
  public let title: String?
  /// The day against which words of time are resolved.
  public let published: Day
  public let section: Section
  public let url: String?

  /// Who wrote the text.
  public enum Section: String, Sendable, Hashable, Codable {
    case article
    /// By a reader: everything it reports is hearsay.
    case comment
  }

  public init(text: String, title: String? = nil, published: Day, section: Section = .article, url: String? = nil) {
    self.text = text
    self.title = title
    self.published = published
    self.section = section
    self.url = url
  }
}
