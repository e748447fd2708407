import FoundationEssentials
import Markup
import Model

/// Makes a feed of the events of one XML document, in one pass.
///
/// Every element is known by a small number; text is gathered in one buffer that is used again, and a string is made
/// only where a field is filled.
struct FeedBuilder: ~Copyable {
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

  /// What the name of an element means, and what its tags are where they become part of a text.
  struct ElementMeaning {
    let element: FeedElement
    let namespace: FeedNamespace
    /// Its local name, which only markup inside texts needs; of what kind the tag is, is asked when it first stands there.
    let name: String
    var tag: MarkupTag?
  }

  private struct NamespaceMeaning {
    let uri: String
    var namespace: FeedNamespace
    /// The version of RSS that it belongs to by itself.
    let format: FeedFormat?
  }

  /// Distinct names of elements, and of attributes, that are told apart.
  private static let namesMax = 2_048
  // Room for what most documents have.
  private static let framesAtFirst = 16
  private static let namesAtFirst = 24
  private static let itemsAtFirst = 16

  /// Namespaces that are remembered; later ones are looked up each time.
  private static let namespacesMax = 64

  let limits: FeedLimits
  var format: FeedFormat?
  var repairs: RepairLog

  private var hasRoot = false
  private(set) var rootIsFeed = false
  /// True when a limit says that nothing more is to be read.
  private(set) var isFull = false

  var feed = FeedDraft()
  /// The feed that the item being read came from, while `isInSource`.
  var source: FeedDraft?
  var isInSource = false
  /// What else is known of the last of `items`, while `isInItem`.
  var draft = ItemDraft()
  private(set) var isInItem = false
  var items: [FeedItem] = []

  private(set) var frames: [Frame] = []
  var bases: [String?]
  var languages: [String?] = [nil]
  /// The number of frames when an element began whose inside is ignored.
  private var ignoredAt: Int?
  /// How many of the open elements lie beyond the limit; their tags are skipped, their text is not.
  private var tooDeep = 0
  /// By code: what the names of elements mean.
  var elements: [ElementMeaning] = []
  private(set) var attributeNames = [XMLName(local: "")]
  private var namespaces: [NamespaceMeaning] = []
  private var rootNamespaceURI: String?
  /// What the root declares: says the version of an RDF document that holds nothing.
  private(set) var rootNamespaces: [String] = []

  /// The text of the element being read.
  var text = TextBuffer()
  var isCollecting = false
  /// True where the text gathered is markup, and what is added has to be escaped.
  var isMarkup = false
  /// The construct being read, and the number of frames when it began.
  var construct: TextConstruct?
  var constructAt = 0
  /// The names of the elements open inside it, by their codes.
  var openTags: [Int] = []
  /// A plain value being read: its frames.
  var valueAt: Int?

  // What the start tag said that the end tag needs.
  var guidIsLink = true
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
    frames.reserveCapacity(Self.framesAtFirst)
    elements.reserveCapacity(Self.namesAtFirst)
  }

  var frame: Frame {
    frames.last ?? Frame(element: .unknown, context: .document, base: 0, language: 0)
  }

  var base: String? { bases[frame.base] }
  var language: String? { languages[frame.language] }

  /// The result, once the document has ended. An item that is still open was cut off, and is left out.
  consuming func finished(encoding: String) -> Feed {
    if isInItem { items.removeLast() }
    feed.settle()
    // Exchanged, not copied: it is large.
    var info = FeedInfo()
    swap(&info, &feed.info)
    info.hubs = info.links.filter { $0.relation == "hub" }.map(\.url)
    return Feed(format: format, encoding: encoding, repairs: repairs.all, info: info, items: items)
  }

  /// Where the item that is being read stands.
  var itemPlace: Int { items.count - 1 }

  // MARK: XMLEventSink

  mutating func code(ofElement name: XMLName) -> Int {
    if elements.isEmpty { rootNamespaceURI = name.namespace }
    var meaning = meaning(ofNamespace: name)
    // A root in a namespace of its own, as some generators invent them, takes its children along.
    if meaning.namespace == .unknown, let uri = name.namespace, uri == rootNamespaceURI { meaning.namespace = .core }
    noteFormat(meaning)
    // A flood of names shares the last place: a code is used at once, and the parser remembers fewer than this.
    if elements.count == Self.namesMax { elements.removeLast() }
    let element = FeedVocabulary.element(name.local, in: meaning.namespace)
    elements.append(
      ElementMeaning(element: element, namespace: meaning.namespace, name: name.local))
    return elements.count - 1
  }

  mutating func code(ofAttribute name: XMLName) -> Int {
    // The first name is nobody's: it stands for all names of a flood, and means nothing.
    if attributeNames.count == Self.namesMax { return FeedAttributeCode(.unknown, namePlace: 0).number }
    let namespace = meaning(ofNamespace: name).namespace
    let hasNamespace = name.namespace != nil || name.prefix != nil
    attributeNames.append(name)
    return FeedAttributeCode(
      FeedVocabulary.attribute(name.local, in: namespace, hasNamespace: hasNamespace),
      namePlace: attributeNames.count - 1
    ).number
  }

  mutating func startElement(_ code: Int, _ attributes: XMLAttributes) {
    guard !isFull else { return }
    let element = elements[code].element
    if !hasRoot { takeRoot(element) }
    guard frames.count < limits.depthMax else {
      if tooDeep == 0 { repairs.add(.limit, "elements lie deeper than \(limits.depthMax)") }
      tooDeep += 1
      return
    }
    var frame = self.frame
    frame.element = element
    if !attributes.isEmpty { inherit(attributes, into: &frame) }
    frames.append(frame)
    guard valueAt == nil, ignoredAt == nil else { return }
    let seen = FeedAttributes(raw: attributes, base: attributes.isEmpty ? nil : bases[frame.base])
    if construct != nil {
      openMarkup(code, seen)
    } else if element == .unknown, frames.count > 1 {
      ignoredAt = frames.count
      isCollecting = false
    } else {
      open(element, elements[code].namespace, seen)
    }
  }

  mutating func endElement() {
    if tooDeep > 0 {
      tooDeep -= 1
      return
    }
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

  mutating func text(_ bytes: Span<UInt8>) {
    guard isCollecting, !isFull else { return }
    guard text.count + bytes.count <= limits.textBytesMax else {
      repairs.add(.limit, "a text is longer than \(limits.textBytesMax) bytes")
      return
    }
    if isMarkup { text.appendEscaped(bytes) } else { text.append(copying: bytes) }
  }

  mutating func rootDeclares(namespace uri: String) { rootNamespaces.append(uri) }

  mutating func flaw(_ flaw: XMLFlaw) { repairs.add(flaw) }

  // MARK: Structure

  private mutating func takeRoot(_ element: FeedElement) {
    hasRoot = true
    rootIsFeed = [.rss, .rdf, .feed, .channel, .item, .source].contains(element)
    if element == .feed, format == nil { format = .atom }
  }

  private mutating func noteFormat(_ meaning: NamespaceMeaning) {
    switch meaning.namespace {
    case .core: if let version = meaning.format { format = version }
    case .atom10: if elements.isEmpty { format = .atom10 }
    case .atom03: if elements.isEmpty { format = .atom03 }
    default: break
    }
  }

  /// Remembers what each URI means: a document has few, and many names in each.
  private mutating func meaning(ofNamespace name: XMLName) -> NamespaceMeaning {
    guard let uri = name.namespace, !uri.isEmpty else {
      return NamespaceMeaning(uri: "", namespace: FeedNamespace(undeclaredPrefix: name.prefix), format: nil)
    }
    if let known = namespaces.first(where: { $0.uri == uri }) { return known }
    let namespace = FeedNamespace(uri: uri)
    let meaning = NamespaceMeaning(
      uri: uri, namespace: namespace, format: namespace == .core ? FeedNamespace.format(ofURI: uri) : nil)
    if namespaces.count < Self.namespacesMax { namespaces.append(meaning) }
    return meaning
  }

  private mutating func inherit(_ attributes: XMLAttributes, into frame: inout Frame) {
    for index in 0..<attributes.count {
      switch FeedAttributeCode(attributes.code(at: index)).meaning {
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

  mutating func rebase(to place: Int) {
    if !frames.isEmpty { frames[frames.count - 1].base = place }
  }

  /// Says whose children the elements inside the current one are.
  mutating func enter(_ context: Context) {
    if !frames.isEmpty { frames[frames.count - 1].context = context }
  }

  mutating func beginItem() {
    guard items.count < limits.itemsMax else {
      repairs.add(.limit, "more than \(limits.itemsMax) items")
      isFull = true
      return
    }
    if items.isEmpty { items.reserveCapacity(min(Self.itemsAtFirst, limits.itemsMax)) }
    items.append(FeedItem())
    draft = ItemDraft()
    isInItem = true
    enter(.item)
  }

  mutating func endItem() {
    draft.settle(&items[itemPlace])
    isInItem = false
  }
}
