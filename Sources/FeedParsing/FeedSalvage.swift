import Markup
import Model

/// Reads a document that is not sound: decodes it as well as it can be, mends its markup, keeps every whole item.
struct FeedSalvage {
  let document: [UInt8]
  let contentType: MediaType?
  let baseURL: String?
  let limits: FeedLimits

  private static let structure = XMLMender.Structure(
    siblings: ["item", "entry"], roots: ["rss", "feed", "rdf:rdf", "channel", "atom:feed"])

  func feed() throws(FeedParseError) -> Feed {
    guard document.contains(where: { !$0.isSpace && $0 != 0 }) else { throw .empty }
    let decoded = DecodedDocument(document, contentType: contentType, limits: limits)
    if JSONFeedReader.looksLikeJSON(decoded.text) {
      return try JSONFeedReader(limits: limits, baseURL: baseURL).feed(of: decoded)
    }
    if let page = HTMLPage(decoded.text, baseURL: baseURL) { throw page.error(in: document) }
    if let feed = try xmlFeed(of: decoded) { return feed }
    throw .notAFeed(found: Self.beginning(of: decoded.text), atByte: firstByte, feedLinks: [])
  }

  private var firstByte: Int { document.firstIndex { !$0.isSpace } ?? 0 }

  private static func beginning(of text: [UInt8]) -> String {
    let shown = String(String(decoding: text.prefix(200), as: UTF8.self).trimmedSpace.prefix(32))
    return "\"\(shown)\""
  }

  /// - Returns: nil when no element was found that begins a feed.
  private func xmlFeed(of decoded: DecodedDocument) throws(FeedParseError) -> Feed? {
    // Only the encoding may have been at fault.
    if let feed = read(decoded.text, entities: [], isCut: false, decoded: decoded, repairs: []) { return feed }
    let mended = XMLMender.mend(decoded.text, structure: Self.structure)
    let repairs = mended.repairs.map(FeedRepair.init)
    return read(
      mended.output, entities: mended.entities, isCut: mended.isCut, decoded: decoded, repairs: repairs, isMended: true)
  }

  private func read(
    _ text: [UInt8], entities: [(name: String, value: [UInt8])], isCut: Bool, decoded: DecodedDocument,
    repairs: [FeedRepair], isMended: Bool = false
  ) -> Feed? {
    let sink = FeedEventSink(FeedBuilder(limits: limits, baseURL: baseURL))
    guard let parser = XMLPushParser(sink: sink, limits: limits.xml) else { return nil }
    for entity in entities { parser.declareEntity(entity.name, value: entity.value) }
    for repair in decoded.repairs + repairs { sink.note(repair) }
    _ = UTF8Pieces.push(text, to: parser, isLast: !isCut) { sink.isFull }
    if let failure = parser.failure {
      guard isMended else { return nil }
      sink.flaw(failure)
    }
    guard sink.rootIsFeed else { return nil }
    if sink.isInItem { sink.note(.truncated, "the last item is cut off and left out") }
    return sink.finish(encoding: decoded.encoding.name)
  }
}

extension FeedRepair {
  init(_ repair: XMLMender.Repair) {
    let kind: Kind =
      switch repair.kind {
      case .character: .character
      case .tag: .tag
      case .junk: .junk
      case .truncated: .truncated
      }
    self.init(kind: kind, message: repair.message, line: repair.line, column: repair.column)
  }
}
