import FoundationEssentials
import Markup
import Model

/// Makes a feed of the events of one XML document, in one pass.
///
/// Every element is known by a small number; text is gathered in one buffer that is used again, and a string is made
/// only where a field is filled.
final class FeedBuilder: XMLEventSink {
  /// What an open element's children belong to.
  enum Context: UInt8 {
    case document, feed, item, source, image, textInput, author, contributor, publisher, owner, mediaContent,
      itunesCategory
    case geometry
  }

  struct Frame {
    var element: FeedElement
    var context: Context
    /// Places in `bases` and `languages`.
    var base: Int
    var language: Int
  }

  /// Distinct names of elements, and of attributes, that are told apart.
  private static let namesMax = 2_048

  let limits: FeedLimits
  var format: FeedFormat?
  var repairs: RepairLog

  /// The name of the root, once it has come.
  private(set) var rootName: XMLName?
  private(set) var rootIsFeed = false
  /// True when a limit says that nothing more is to be read.
  private(set) var isFull = false

  var feed = FeedDraft()
  var source: FeedDraft?
  var item: ItemDraft?
  private(set) var items: [FeedItem] = []

  private(set) var frames: [Frame] = []
  var bases: [String?]
  var languages: [String?] = [nil]
  /// The number of frames when an element began whose inside is ignored.
  private var ignoredAt: Int?
  private var elements: [(name: XMLName, element: FeedElement, namespace: FeedNamespace)] = []
  var attributeNames: [(name: XMLName, attribute: FeedAttribute)] = []
  private var rootNamespaceURI: String?
  /// What the root declares: says the version of an RDF document that holds nothing.
  private(set) var rootNamespaces: [String] = []

  /// The text of the element being read.
  var text: [UInt8] = []
  var isCollecting = false
  /// The construct being read, and the number of frames when it began.
  var construct: TextConstruct?
  var constructAt = 0
  var openTags: [String] = []
  /// A plain value being read: its frames.
  var valueAt: Int?

  // What the start tag said that the end tag needs.
  var pendingFlag: String?
  var pendingTag: FeedTag?
  var pendingLink: FeedLink?
  var person = FeedPerson()
  var imageDraft = FeedImage()
  var textInputDraft = FeedTextInput()
  var geometryDimension = 2
  var lowerCorner: [Double]?

  init(limits: FeedLimits, baseURL: String?) {
    self.limits = limits
    bases = [baseURL]
    repairs = RepairLog(max: limits.repairsMax)
  }

  var frame: Frame {
    frames.last ?? Frame(element: .unknown, context: .document, base: 0, language: 0)
  }

  var base: String? { bases[frame.base] }
  var language: String? { languages[frame.language] }

  /// The result, once the document has ended. An item that is still open was cut off, and is left out.
  func finished(encoding: String) -> Feed {
    var info = feed.finished()
    info.hubs = info.links.filter { $0.relation == "hub" }.map(\.url)
    return Feed(format: format, encoding: encoding, repairs: repairs.all, info: info, items: items)
  }

  var hasOpenItem: Bool { item != nil }

  // MARK: XMLEventSink

  func code(ofElement name: XMLName) -> Int {
    if elements.isEmpty { rootNamespaceURI = name.namespace }
    var namespace = FeedNamespace(uri: name.namespace, prefix: name.prefix)
    // A root in a namespace of its own, as some generators invent them, takes its children along.
    if namespace == .unknown, let uri = name.namespace, uri == rootNamespaceURI { namespace = .core }
    noteFormat(name, namespace)
    let entry = (name, FeedVocabulary.element(name.local, in: namespace), namespace)
    // A flood of names shares the last place: a code is used at once, and the parser remembers fewer than this.
    if elements.count < Self.namesMax { elements.append(entry) } else { elements[Self.namesMax - 1] = entry }
    return elements.count - 1
  }

  func code(ofAttribute name: XMLName) -> Int {
    let namespace = FeedNamespace(uri: name.namespace, prefix: name.prefix)
    let attribute = FeedVocabulary.attribute(
      name.local, in: namespace, hasNamespace: name.namespace != nil || name.prefix != nil)
    if attributeNames.count == Self.namesMax { return Self.namesMax - 1 }
    // The last place stands for all names of a flood, and means nothing.
    attributeNames.append(
      attributeNames.count == Self.namesMax - 1 ? (XMLName(local: ""), .unknown) : (name, attribute))
    return attributeNames.count - 1
  }

  func startElement(_ code: Int, _ attributes: XMLAttributes) {
    let (name, element, namespace) = elements[code]
    if frames.isEmpty, rootName == nil { takeRoot(name, element) }
    guard frames.count < limits.depthMax else {
      if !isFull { repairs.add(.limit, "elements lie deeper than \(limits.depthMax)") }
      isFull = true
      return
    }
    var frame = self.frame
    frame.element = element
    if !attributes.isEmpty { inherit(attributes, into: &frame) }
    frames.append(frame)
    if construct != nil {
      openMarkup(name, attributes)
    } else if valueAt == nil, ignoredAt == nil {
      if element == .unknown, frames.count > 1 {
        ignoredAt = frames.count
        isCollecting = false
      } else {
        open(element, namespace, attributes)
      }
    }
  }

  func endElement() {
    guard let frame = frames.last, !isFull else { return }
    if construct != nil {
      if frames.count == constructAt { closeConstruct() } else { closeMarkup() }
    } else if let ignored = ignoredAt {
      if frames.count == ignored { ignoredAt = nil }
    } else if valueAt == nil || valueAt == frames.count {
      close(frame.element)
      valueAt = nil
      isCollecting = false
    }
    frames.removeLast()
    let now = self.frame
    if bases.count > now.base + 1 { bases.removeSubrange((now.base + 1)...) }
    if languages.count > now.language + 1 { languages.removeSubrange((now.language + 1)...) }
  }

  func text(_ bytes: Span<UInt8>) {
    guard isCollecting, !isFull else { return }
    guard text.count + bytes.count <= limits.textBytesMax else {
      repairs.add(.limit, "a text is longer than \(limits.textBytesMax) bytes")
      return
    }
    if construct?.isMarkup == true {
      text.appendEscaped(bytes, inAttribute: false)
    } else {
      text.append(copying: bytes)
    }
  }

  func declaresNamespace(_ uri: String) {
    guard frames.isEmpty, format == nil else { return }
    rootNamespaces.append(uri)
  }

  func flaw(_ flaw: XMLFlaw) { repairs.add(flaw) }

  // MARK: Structure

  private func takeRoot(_ name: XMLName, _ element: FeedElement) {
    rootName = name
    rootIsFeed = [.rss, .rdf, .feed, .channel, .item, .source].contains(element)
    if element == .feed, format == nil { format = .atom }
  }

  private func noteFormat(_ name: XMLName, _ namespace: FeedNamespace) {
    switch namespace {
    case .core:
      if let version = Self.version(ofNamespace: name.namespace ?? "") { format = version }
    case .atom10: if elements.isEmpty { format = .atom10 }
    case .atom03: if elements.isEmpty { format = .atom03 }
    default: break
    }
  }

  static func version(ofNamespace uri: String) -> FeedFormat? {
    let uri = uri.lowercased()
    if uri.contains("/simple/0.9") { return .rss090 }
    return uri.hasPrefix("http://purl.org/rss/1.0") && !uri.contains("modules") ? .rss10 : nil
  }

  private func inherit(_ attributes: XMLAttributes, into frame: inout Frame) {
    for index in 0..<attributes.count {
      switch attributeNames[attributes.code(at: index)].attribute {
      case .xmlBase:
        let base = BaseURL.resolve(attributes.value(at: index), against: bases[frame.base])
        guard base != bases[frame.base] else { continue }
        bases.append(base)
        frame.base = bases.count - 1
      case .xmlLanguage:
        languages.append(LanguageTag.normalized(attributes.value(at: index)))
        frame.language = languages.count - 1
      default: break
      }
    }
  }

  /// The value of the first attribute of that meaning.
  func value(_ attribute: FeedAttribute, of attributes: XMLAttributes) -> String? {
    for index in 0..<attributes.count where attributeNames[attributes.code(at: index)].attribute == attribute {
      return attributes.value(at: index).trimmedSpace
    }
    return nil
  }

  func url(_ attribute: FeedAttribute, of attributes: XMLAttributes) -> String? {
    guard let value = value(attribute, of: attributes), !value.isEmpty else { return nil }
    return URLReference.resolve(value, against: base)
  }

  func rebase(to place: Int) {
    if !frames.isEmpty { frames[frames.count - 1].base = place }
  }

  /// Says whose children the elements inside the current one are.
  func enter(_ context: Context) {
    if !frames.isEmpty { frames[frames.count - 1].context = context }
  }

  func beginItem() {
    item = ItemDraft()
    enter(.item)
  }

  func endItem() {
    guard let draft = item else { return }
    item = nil
    guard items.count < limits.itemsMax else {
      repairs.add(.limit, "more than \(limits.itemsMax) items")
      isFull = true
      return
    }
    items.append(draft.finished())
  }
}
