internal import Markup
internal import Model

/// What a feed item carries on its way to an article.
///
/// All of it is meant to be read, so no body is looked for; but publishers add biographies, appeals, links to share
/// and pictures' captions to it, which are told from the text as on a page.
struct ItemReading {
  private let tree: HTMLTree
  private let lexicon: ExtractionLexicon
  private(set) var body: BodyReader

  init(fragment: String, title: String?, authors: [String], base: String?, lexicon: ExtractionLexicon) {
    self.lexicon = lexicon
    tree = HTMLTree(parsing: ItemReading.markedUp(fragment))
    let survey = PageSurvey(tree: tree, lexicon: lexicon)
    let blocks = BlockReader(tree: tree, survey: survey, range: 0..<tree.count).blocks
    let finder = BodyFinder(wholeOf: tree, survey: survey, blocks: blocks)
    body = BodyReader(tree: tree, finder: finder)
    let site = Site(url: base)
    let context = LineContext(
      title: title, authors: authors, siteNames: [site.name].compactMap { $0 },
      isOwnLink: { [tree] in site.owns(tree.attribute($0, .href)) })
    body.filter(context, lexicon: lexicon)
  }

  /// Whether the text breaks off, as far as it and the item's summary tell.
  func isCut(summary: String?) -> Bool {
    CutDetection(lexicon: lexicon).isCut(
      text: body.text, lastLines: body.lastLines, summary: summary.map(HTMLText.plain), isPaid: false)
  }

  /// The first picture's address.
  func image(base: String?) -> String? {
    tree.first(.img).flatMap { tree.attribute($0, .src) }.map { URLReference.resolve($0, against: base) }
  }

  /// Plain text becomes paragraphs at its blank lines; NUL, which ends texts in C, becomes a space.
  private static func markedUp(_ fragment: String) -> [UInt8] {
    let limited = fragment.utf8.prefix(ArticleLimits.textBytesMax * 2)
    let isPlain = !limited.contains(0x3C)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(limited.count)
    var lineBreaks = 0
    for byte in limited {
      if isPlain {
        lineBreaks = byte == 0x0A ? lineBreaks + 1 : byte <= 0x20 ? lineBreaks : 0
        if byte == 0x0A, lineBreaks == 2 { bytes.append(contentsOf: "<p>".utf8) }
      }
      bytes.append(byte == 0 ? 0x20 : byte)
    }
    return bytes
  }
}
