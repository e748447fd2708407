public import Model
import Markup

/// Bytes in, one `Feed` out: RSS, RDF, Atom, CDF and JSON Feed, sound or broken.
///
/// What goes in: the bytes of a response with content and transfer coding undone, in pieces of any size; what the
/// server said of them. What comes out: the neutral feed, with what had to be mended in `repairs`. What can go
/// wrong: the document is no feed (`FeedParseError`). How the bytes are cut into pieces makes no difference.
///
/// A sound document is read while it comes. One that breaks off or is wrong is kept, and read again as a whole when
/// it has ended, by way of what can be mended (`FeedSalvage`). One that is longer than the limit is a sound one as far as it is
/// read: its whole items stay.
public struct FeedParser: ~Copyable {
  private let contentType: MediaType?
  private let baseURL: String?
  private let limits: FeedLimits
  private var document: [UInt8] = []
  private var reading = Reading.undecided
  private var isTooLong = false

  private enum Reading {
    case undecided
    /// In pieces, as they come.
    case streaming(XMLFeedReader)
    /// As a whole, when the document has ended.
    case waiting
  }

  /// - Parameters:
  ///   - contentType: The `Content-Type` header, unchanged; nil when there was none.
  ///   - baseURL: `Content-Location`, else the URL that answered: relative references resolve against it.
  public init(contentType: String? = nil, baseURL: String? = nil, limits: FeedLimits = .default) {
    self.contentType = contentType.map { MediaType($0) }
    self.baseURL = baseURL
    self.limits = limits
  }

  /// Takes the next bytes of the document; those beyond `FeedLimits.documentBytesMax` are left out.
  public mutating func push(_ bytes: Span<UInt8>) {
    let room = limits.documentBytesMax - document.count
    if bytes.count > room { isTooLong = true }
    document.append(copying: bytes.extracting(first: min(bytes.count, max(0, room))))
    advance(isLast: false)
  }

  /// Ends the document and gives the feed.
  public consuming func finish() throws(FeedParseError) -> Feed {
    advance(isLast: true)
    return try result()
  }

  /// Parses a document that is there as a whole.
  public static func parse(
    _ bytes: [UInt8], contentType: String? = nil, baseURL: String? = nil, limits: FeedLimits = .default
  ) throws(FeedParseError) -> Feed {
    var parser = FeedParser(contentType: contentType, baseURL: baseURL, limits: limits)
    // The array is shared, not copied.
    parser.document = bytes.count <= limits.documentBytesMax ? bytes : Array(bytes[..<limits.documentBytesMax])
    parser.isTooLong = bytes.count > limits.documentBytesMax
    return try parser.finish()
  }

  private mutating func advance(isLast: Bool) {
    if case .undecided = reading, isLast || document.count >= EncodingDetector.headBytesMax { decide() }
    guard case .streaming(let reader) = reading else { return }
    if !reader.read(document, isLast: isLast, isCut: isTooLong) { reading = .waiting }
  }

  private mutating func decide() {
    let head = Array(document.prefix(EncodingDetector.headBytesMax))
    let finding = EncodingDetector.find(in: head, charset: contentType?.charset, kind: .xml)
    reading = .waiting
    // Only the common case streams: what would have to be mended from the start anyway waits for its end.
    guard finding.refused.isEmpty,
      head.dropFirst(finding.markBytes).first == UInt8(ascii: "<") || finding.encoding.unitBytes > 1
    else { return }
    if let reader = XMLFeedReader(finding, limits: limits, baseURL: baseURL) { reading = .streaming(reader) }
  }

  private consuming func result() throws(FeedParseError) -> Feed {
    if case .streaming(let reader) = reading, var feed = reader.finished(document) {
      noteLength(&feed)
      return feed
    }
    let salvage = FeedSalvage(document: document, contentType: contentType, baseURL: baseURL, limits: limits)
    var feed = try salvage.feed()
    noteLength(&feed)
    return feed
  }

  private func noteLength(_ feed: inout Feed) {
    guard isTooLong else { return }
    feed.repairs.append(
      FeedRepair(
        kind: .limit, message: "the document is longer than \(limits.documentBytesMax) bytes", line: 0, column: 0))
  }
}
