public import Model

/// Bytes in, one `Feed` out: RSS, RDF, Atom, CDF and JSON Feed, sound or broken.
///
/// What goes in: the bytes of a response with content and transfer coding undone, in pieces of any size; what the
/// server said of them. What comes out: the neutral feed, with what had to be mended in `repairs`. What can go
/// wrong: the document is no feed (`FeedParseError`). How the bytes are cut into pieces makes no difference.
public struct FeedParser: ~Copyable {
  private let contentType: String?
  private let baseURL: String?
  private let limits: FeedLimits
  private var document: [UInt8] = []

  /// - Parameters:
  ///   - contentType: The `Content-Type` header, unchanged; nil when there was none.
  ///   - baseURL: `Content-Location`, else the URL that answered: relative references resolve against it.
  public init(contentType: String? = nil, baseURL: String? = nil, limits: FeedLimits = .default) {
    self.contentType = contentType
    self.baseURL = baseURL
    self.limits = limits
  }

  /// Takes the next bytes of the document.
  public mutating func push(_ bytes: Span<UInt8>) {
    for index in bytes.indices { document.append(bytes[index]) }
  }

  /// Ends the document and gives the feed.
  public consuming func finish() throws(FeedParseError) -> Feed { throw .empty }

  /// Parses a document that is there as a whole.
  public static func parse(
    _ bytes: [UInt8], contentType: String? = nil, baseURL: String? = nil, limits: FeedLimits = .default
  ) throws(FeedParseError) -> Feed {
    var parser = FeedParser(contentType: contentType, baseURL: baseURL, limits: limits)
    parser.push(bytes.span)
    return try parser.finish()
  }
}
