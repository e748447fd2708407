import Markup
import Model

extension OPMLDocument {
  /// Reads a list, sound or broken; names of elements and attributes count without case.
  ///
  /// - Throws: `OPMLError` when the document is something else.
  public init(parsing bytes: [UInt8], contentType: String? = nil) throws(OPMLError) {
    guard bytes.contains(where: { !$0.isSpace }) else { throw .empty }
    let decoded = DecodedDocument(bytes, contentType: contentType.map { MediaType($0) }, limits: .default)
    var reader = OPMLReader.read(decoded.text, repairs: decoded.repairs, mended: nil)
    if reader == nil {
      let mended = XMLMender.mend(
        decoded.text, structure: XMLMender.Structure(siblings: [], roots: ["opml"], voids: []))
      let repairs = decoded.repairs + mended.repairs.map(FeedRepair.init)
      reader = OPMLReader.read(mended.output, repairs: repairs, mended: mended)
    }
    guard let reader, reader.isOPML else {
      throw .notOPML(found: reader?.rootName.map { "<\($0)>" } ?? "no element")
    }
    self = reader.document
  }
}

/// Takes the outlines of a list as they come.
private final class OPMLReader: XMLEventSink {
  private enum Element { case opml, head, title, body, outline, other }

  private static let subscriptionsMax = 100_000
  private static let depthMax = 64
  private static let namesMax = 2_048
  private static let titleBytesMax = 4_096

  private(set) var document = OPMLDocument()
  private(set) var rootName: String?
  private(set) var isOPML = false

  private var repairs = RepairLog(max: FeedLimits.default.repairsMax)
  private var elements: [Element] = []
  private var attributes: [XMLName] = []
  private var open: [Element] = []
  /// The folders that are open: the depth of each and its title.
  private var folders: [(depth: Int, title: String)] = []
  private var title: [UInt8] = []
  private var isFeedOutline = false
  private var line: () -> Int = { 0 }

  /// - Returns: nil when the document is ill-formed and not mended yet.
  static func read(
    _ text: [UInt8], repairs: [FeedRepair], mended: XMLMender?
  ) -> OPMLReader? {
    let reader = OPMLReader()
    guard let parser = XMLPushParser(sink: reader) else { return nil }
    for entity in mended?.entities ?? [] { parser.declareEntity(entity.name, value: entity.value) }
    for repair in repairs { reader.repairs.add(repair) }
    reader.line = { [unowned parser] in parser.line }
    defer { reader.line = { 0 } }
    let isSound = UTF8Pieces.push(text, to: parser, isLast: mended?.isCut != true)
    if !isSound {
      guard mended != nil else { return nil }
      if let failure = parser.failure { reader.repairs.add(failure) }
    }
    reader.document.repairs = reader.repairs.all
    return reader
  }

  // MARK: XMLEventSink

  func code(ofElement name: XMLName) -> Int {
    rootName = rootName ?? name.local
    let element: Element =
      switch name.local.lowercased() {
      case "opml": .opml
      case "head": .head
      case "title": .title
      case "body": .body
      case "outline": .outline
      default: .other
      }
    if elements.count == Self.namesMax { elements.removeLast() }
    elements.append(element)
    return elements.count - 1
  }

  func code(ofAttribute name: XMLName) -> Int {
    if attributes.count == Self.namesMax { return Self.namesMax - 1 }
    attributes.append(name)
    return attributes.count - 1
  }

  func rootDeclares(namespace uri: String, prefix: String?) {
    if let prefix { document.namespaces.append(OPMLAttribute(name: prefix, value: uri)) }
  }

  func startElement(_ code: Int, _ attributes: XMLAttributes) {
    let element = elements[code]
    if open.isEmpty, element == .opml { isOPML = true }
    open.append(element)
    if element == .title { title.removeAll() }
    if element == .outline { takeOutline(attributes) }
  }

  func endElement() {
    if open.last == .title, open.dropLast().last == .head { document.title = title.trimmedText.nonEmpty }
    if folders.last?.depth == open.count { folders.removeLast() }
    _ = open.popLast()
  }

  func text(_ bytes: Span<UInt8>) {
    if open.last == .title, title.count + bytes.count <= Self.titleBytesMax { title.append(copying: bytes) }
  }

  func flaw(_ flaw: XMLFlaw) {
    // Our own prefix is understood without being declared.
    if flaw.kind == .undeclaredPrefix, flaw.message.contains("salient") { return }
    repairs.add(flaw)
  }

  // MARK: Outlines

  private func takeOutline(_ attributes: XMLAttributes) {
    var subscription = OPMLSubscription(feedURL: "", folders: folders.map(\.title), line: line())
    var text: String?
    // A `url` is a feed's only in an outline that says that it is one: type "link" has one, too.
    isFeedOutline = (0..<attributes.count).contains { index in
      self.attributes[attributes.code(at: index)].local.lowercased() == "type"
        && ["rss", "atom", "feed"].contains(attributes.value(at: index).lowercased())
    }
    for index in 0..<attributes.count {
      take(self.attributes[attributes.code(at: index)], attributes.value(at: index), into: &subscription, text: &text)
    }
    subscription.title = subscription.title ?? text
    guard subscription.feedURL.isEmpty else {
      keep(subscription)
      return
    }
    if let title = subscription.title, folders.count < Self.depthMax { folders.append((open.count, title)) }
  }

  private func take(
    _ name: XMLName, _ value: String, into subscription: inout OPMLSubscription, text: inout String?
  ) {
    let value = value.trimmedSpace
    if name.prefix == nil {
      switch name.local.lowercased() {
      case "xmlurl", "feedurl":
        subscription.feedURL = value
        return
      case "url" where subscription.feedURL.isEmpty && isFeedOutline:
        subscription.feedURL = value
        return
      case "htmlurl", "homepage":
        subscription.homePageURL = value.nonEmpty
        return
      case "title":
        subscription.title = value.nonEmpty
        return
      case "text":
        text = value.nonEmpty
        return
      case "category":
        subscription.categories = value.split(separator: ",").map { String($0).trimmedSpace }.filter { !$0.isEmpty }
        return
      case "type": return
      default: break
      }
    } else if name.prefix == "salient", name.local == "interval" {
      subscription.intervalText = value.nonEmpty
      return
    }
    let qualified = name.prefix.map { "\($0):\(name.local)" } ?? name.local
    subscription.otherAttributes.append(OPMLAttribute(name: qualified, value: value))
  }

  private func keep(_ subscription: OPMLSubscription) {
    guard document.subscriptions.count < Self.subscriptionsMax else {
      repairs.add(.limit, "more than \(Self.subscriptionsMax) subscriptions")
      return
    }
    document.subscriptions.append(subscription)
  }
}
