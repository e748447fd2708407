public import FoundationEssentials

/// What article extraction made of a page or of a feed item: the text a person would read, and its facts.
public struct ExtractedArticle: Sendable, Equatable, Codable {
  public var title: String?
  /// Paragraphs parted by a blank line; headings, list items and quotes are paragraphs of their own.
  public var text: String
  public var authors: [String]
  public var published: Date?
  public var modified: Date?
  /// BCP 47.
  public var language: String?
  public var siteName: String?
  public var canonicalURL: String?
  public var section: String?
  public var tags: [String]
  public var image: String?
  public var excerpt: String?
  public var comments: [ReaderComment]
  /// True when the text breaks off: a teaser with "[…]", a paywall stub.
  public var isCut: Bool
  /// Where each field came from: `title: "og:title"`, `published: "json-ld"`.
  public var provenance: [String: String]

  public init(
    title: String? = nil, text: String, authors: [String] = [], published: Date? = nil, modified: Date? = nil,
    language: String? = nil, siteName: String? = nil, canonicalURL: String? = nil, section: String? = nil,
    tags: [String] = [], image: String? = nil, excerpt: String? = nil, comments: [ReaderComment] = [],
    isCut: Bool = false, provenance: [String: String] = [:]
  ) {
    self.title = title
    self.text = text
    self.authors = authors
    self.published = published
    self.modified = modified
    self.language = language
    self.siteName = siteName
    self.canonicalURL = canonicalURL
    self.section = section
    self.tags = tags
    self.image = image
    self.excerpt = excerpt
    self.comments = comments
    self.isCut = isCut
    self.provenance = provenance
  }
}

/// One reader's comment below an article: a section of its own, never part of the article's text.
public struct ReaderComment: Sendable, Equatable, Codable {
  public var author: String?
  public var published: Date?
  public var text: String

  public init(author: String? = nil, published: Date? = nil, text: String) {
    self.author = author
    self.published = published
    self.text = text
  }
}
