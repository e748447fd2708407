import FoundationEssentials
import Markup
import Model

/// Makes a feed of the events of one XML document, in one pass.
///
/// Every element is known by a small number; text is gathered in one buffer that is used again, and a string is made
/// only where a field is filled.
struct FeedBuilder {
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
  /// Namespaces that are remembered; later ones are looked up each time.
  private static let namespacesMax = 64

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
  /// Set while an item is being read: the last of `items`.
  var draft: ItemDraft?
  var items: [FeedItem] = []

  private(set) var frames: [Frame] = []
  var bases: [String?]
  var languages: [String?] = [nil]
  /// The number of frames when an element began whose inside is ignored.
  private var ignoredAt: Int?
  /// How many of the open elements lie beyond the limit; their tags are skipped, their text is not.
  private var tooDeep = 0
  // By code: what a name means, and the name itself, which only markup inside texts needs.
  private var elements: [(element: FeedElement, namespace: FeedNamespace)] = []
  private(set) var elementNames: [XMLName] = []
  private var attributeMeanings: [FeedAttribute] = []
  private(set) var attributeNames: [XMLName] = []
  private var namespaces: [(uri: String, namespace: FeedNamespace)] = []
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
  consuming func finished(encoding: String) -> Feed {
    if isInItem { items.removeLast() }
    var info = feed.finished()
    info.hubs = info.links.filter { $0.relation == "hub" }.map(\.url)
    return Feed(format: format, encoding: encoding, repairs: repairs.all, info: info, items: items)
  }

  var isInItem: Bool { draft != nil }

  /// Where the item that is being read stands.
  var itemPlace: Int { items.count - 1 }

  // MARK: XMLEventSink

  mutating func code(ofElement name: XMLName) -> Int {
    if elements.isEmpty { rootNamespaceURI = name.namespace }
    var namespace = namespace(of: name)
    // A root in a namespace of its own, as some generators invent them, takes its children along.
    if namespace == .unknown, let uri = name.namespace, uri == rootNamespaceURI { namespace = .core }
    noteFormat(name, namespace)
    // A flood of names shares the last place: a code is used at once, and the parser remembers fewer than this.
    if elements.count == Self.namesMax {
      elements.removeLast()
      elementNames.removeLast()
    }
    elements.append((FeedVocabulary.element(name.local, in: namespace), namespace))
    elementNames.append(name)
    return elements.count - 1
  }

  mutating func code(ofAttribute name: XMLName) -> Int {
    if attributeNames.count == Self.namesMax { return Self.namesMax - 1 }
    // The last place stands for all names of a flood, and means nothing.
    let isLast = attributeNames.count == Self.namesMax - 1
    let namespace = namespace(of: name)
    let hasNamespace = name.namespace != nil || name.prefix != nil
    attributeMeanings.append(
      isLast ? .unknown : FeedVocabulary.attribute(name.local, in: namespace, hasNamespace: hasNamespace))
    attributeNames.append(isLast ? XMLName(local: "") : name)
    return attributeNames.count - 1
  }

  mutating func startElement(_ code: Int, _ attributes: XMLAttributes) {
    guard !isFull else { return }
    let (element, namespace) = elements[code]
    if frames.isEmpty, rootName == nil { takeRoot(elementNames[code], element) }
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
    // A method for this would be handed a copy of the whole builder.
    let seen =
      attributes.isEmpty
      ? .none : FeedAttributes(raw: attributes, meanings: attributeMeanings, base: bases[frame.base])
    if construct != nil {
      openMarkup(code, seen)
    } else if element == .unknown, frames.count > 1 {
      ignoredAt = frames.count
      isCollecting = false
    } else {
      open(element, namespace, seen)
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
    if construct?.isMarkup == true {
      text.appendEscaped(bytes, inAttribute: false)
    } else {
      text.append(copying: bytes)
    }
  }

  mutating func rootDeclares(namespace uri: String) { rootNamespaces.append(uri) }

  mutating func flaw(_ flaw: XMLFlaw) { repairs.add(flaw) }

  // MARK: Structure

  private mutating func takeRoot(_ name: XMLName, _ element: FeedElement) {
    rootName = name
    rootIsFeed = [.rss, .rdf, .feed, .channel, .item, .source].contains(element)
    if element == .feed, format == nil { format = .atom }
  }

  private mutating func noteFormat(_ name: XMLName, _ namespace: FeedNamespace) {
    switch namespace {
    case .core: if let uri = name.namespace, let version = FeedNamespace.format(ofURI: uri) { format = version }
    case .atom10: if elements.isEmpty { format = .atom10 }
    case .atom03: if elements.isEmpty { format = .atom03 }
    default: break
    }
  }

  /// Remembers what each URI means: a document has few, and many names in each.
  private mutating func namespace(of name: XMLName) -> FeedNamespace {
    guard let uri = name.namespace else { return FeedNamespace(uri: nil, prefix: name.prefix) }
    if let known = namespaces.first(where: { $0.uri == uri }) { return known.namespace }
    let namespace = FeedNamespace(uri: uri, prefix: name.prefix)
    if namespaces.count < Self.namespacesMax { namespaces.append((uri, namespace)) }
    return namespace
  }

  private mutating func inherit(_ attributes: XMLAttributes, into frame: inout Frame) {
    for index in 0..<attributes.count {
      switch attributeMeanings[attributes.code(at: index)] {
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
    items.append(FeedItem())
    draft = ItemDraft()
    enter(.item)
  }

  mutating func endItem() {
    let place = itemPlace
    draft?.settle(&items[place])
    draft = nil
  }
}
