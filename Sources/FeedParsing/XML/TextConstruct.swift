import Markup
import Model

/// A text construct while its element is open.
struct TextConstruct {
  /// Where the text goes when it is whole.
  enum Slot: UInt8 {
    case title, summary, content, rights, info
  }

  var slot: Slot
  var rank: UInt8
  var kind: FeedText.Kind
  var isBase64: Bool
  /// The base in force at the element: its place in the builder's list.
  var base: Int
  /// The frame of an Atom XHTML `div` that only wraps.
  var wrapperAt: Int?
}

/// What there is to know of an element that becomes part of a text.
enum MarkupTag {
  /// Has no end tag in HTML.
  case void
  case div, other

  init(_ name: String) {
    switch name {
    case "div": self = .div
    case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
      self = .void
    default: self = .other
    }
  }
}

extension FeedBuilder {
  mutating func beginConstruct(_ slot: TextConstruct.Slot, rank: UInt8, kind: FeedText.Kind, isBase64: Bool = false) {
    text.removeAll()
    isCollecting = true
    constructAt = frames.count
    construct = TextConstruct(slot: slot, rank: rank, kind: kind, isBase64: isBase64, base: frame.base)
    isMarkup = kind == .xhtml
  }

  /// Reads `type` and `mode` as the Atom of the element's namespace means them.
  mutating func beginAtomConstruct(_ slot: TextConstruct.Slot, rank: UInt8, attributes: FeedAttributes) {
    let type = (attributes.value(.type) ?? "").lowercased()
    let mode = (attributes.value(.mode) ?? "").lowercased()
    var kind: FeedText.Kind
    switch type {
    case "", "text", "text/plain": kind = .text
    case "html", "text/html": kind = .html
    case "xhtml", "application/xhtml+xml": kind = .xhtml
    default: kind = type.hasSuffix("xml") ? .xhtml : type.hasPrefix("text/") ? .text : .html
    }
    if mode == "escaped", kind == .xhtml { kind = .html }
    if mode == "xml", kind == .html { kind = .xhtml }
    let isBinary = type.contains("/") && !type.hasPrefix("text/") && !type.hasSuffix("xml")
    let isBase64 = mode == "base64" || (mode.isEmpty && isBinary)
    // Bytes of a type that is no text are read as what they most likely are.
    if isBase64 { kind = type.contains("html") || isBinary ? .html : .text }
    beginConstruct(slot, rank: rank, kind: kind, isBase64: isBase64)
  }

  /// An element inside a text construct: its tag becomes part of the text.
  mutating func openMarkup(_ code: Int, _ attributes: FeedAttributes) {
    guard let current = construct else { return }
    let tag = markupTag(code)
    // Some generators put a `div` around escaped HTML, too.
    let isWrapper =
      tag == .div && current.wrapperAt == nil && current.kind != .text && frames.count == constructAt + 1
      && attributes.isEmpty && text.isBlank
    if isWrapper {
      construct?.wrapperAt = frames.count
      return
    }
    if !isMarkup {
      text.escape()
      isMarkup = true
    }
    guard text.count <= limits.textBytesMax else { return }
    text.append(UInt8(ascii: "<"))
    text.append(elements[code].name)
    for index in 0..<attributes.raw.count { writeMarkupAttribute(attributes, index, base: current.base) }
    if tag == .void { text.append(" /") }
    text.append(UInt8(ascii: ">"))
    openTags.append(code)
  }

  private mutating func markupTag(_ code: Int) -> MarkupTag {
    if let known = elements[code].tag { return known }
    let tag = MarkupTag(elements[code].name)
    elements[code].tag = tag
    return tag
  }

  private mutating func writeMarkupAttribute(_ attributes: FeedAttributes, _ index: Int, base constructBase: Int) {
    let code = FeedAttributeCode(attributes.raw.code(at: index))
    guard code.meaning != .xmlBase, !attributeNames[code.namePlace].local.isEmpty else { return }
    text.append(UInt8(ascii: " "))
    if let prefix = attributeNames[code.namePlace].prefix {
      text.append(prefix)
      text.append(UInt8(ascii: ":"))
    }
    text.append(attributeNames[code.namePlace].local)
    text.append("=\"")
    // A base set inside the construct is known here alone: what depends on it is resolved at once.
    if frame.base != constructBase, Self.urlAttributes.contains(attributeNames[code.namePlace].local) {
      let url = URLReference.resolve(attributes.raw.value(at: index), against: base)
      text.appendEscaped(url.utf8Span.span, inAttribute: true)
    } else {
      attributes.raw.withBytes(at: index) { text.appendEscaped($0, inAttribute: true) }
    }
    text.append(UInt8(ascii: "\""))
  }

  mutating func closeMarkup() {
    if construct?.wrapperAt == frames.count { return }
    guard let code = openTags.popLast(), markupTag(code) != .void else { return }
    text.append("</")
    text.append(elements[code].name)
    text.append(UInt8(ascii: ">"))
  }

  mutating func closeConstruct() {
    guard let current = construct.take() else { return }
    let wasMarkup = isMarkup
    isMarkup = false
    isCollecting = false
    if !openTags.isEmpty { openTags.removeAll(keepingCapacity: true) }
    let raw = current.isBase64 ? decodedText() : text.trimmedText
    guard !raw.isEmpty else { return }
    assign(raw, wasMarkup && !current.isBase64 ? .xhtml : current.kind, to: current)
  }

  private mutating func decodedText() -> String {
    let written = text.trimmedText
    if let bytes = Base64.decode(written) { return String(decoding: bytes, as: UTF8.self).trimmedSpace }
    repairs.add(.character, "a text that should be base64 is not; taken as it is")
    return written
  }

  private static let urlAttributes: Set<String> = ["action", "cite", "href", "longdesc", "poster", "src"]

  private mutating func assign(_ raw: String, _ kind: FeedText.Kind, to construct: TextConstruct) {
    let rank = construct.rank
    let (base, language) = (base, language)
    // Made where it is used: moved into its field, not copied.
    func text() -> FeedText { FeedText(raw: raw, kind: kind, base: base, language: language) }
    switch (frame.context, construct.slot) {
    case (.image, .title): imageDraft.title.fill(text().plain)
    case (.image, .summary): imageDraft.description.fill(text().plain)
    case (.textInput, .title): textInputDraft.title.fill(text().plain)
    case (.textInput, .summary): textInputDraft.description.fill(text().plain)
    case (.image, _), (.textInput, _): break
    case (_, .title): apply(.title(text(), rank: rank))
    case (_, .summary): apply(.summary(text(), rank: rank))
    case (_, .rights): apply(.rights(text(), rank: rank))
    case (_, .content): if isInItem { items[itemPlace].content.fill(text()) }
    case (_, .info): withFeed { $0.info.fill(text()) }
    }
  }

  /// Fills a field of whatever is being described: a source, an item or the feed.
  @inline(__always)
  mutating func apply(_ edit: consuming FieldEdit) {
    let partsMax = limits.partsMax
    if isInSource {
      source?.apply(edit, partsMax: partsMax)
    } else if isInItem {
      draft.ranks.apply(edit, to: &items[itemPlace], partsMax: partsMax)
    } else {
      feed.apply(edit, partsMax: partsMax)
    }
  }

  /// Works on a feed's fields: those of a source inside an item, else of the feed; never of the feed inside an item.
  mutating func withFeed(_ body: (inout FeedInfo) -> Void) {
    if isInSource {
      source?.edit(body)
    } else if !isInItem {
      feed.edit(body)
    }
  }
}
