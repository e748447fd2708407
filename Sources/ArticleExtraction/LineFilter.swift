internal import Markup

/// What the page says of its article that helps to tell its lines apart.
struct LineContext {
  var title: String?
  /// The element that holds the title; -1 when it is not on the page.
  var heading: Int = -1
  var authors: [String] = []
  var siteNames: [String] = []
  /// Whether a link's element leads to the page's own site.
  var isOwnLink: (Int) -> Bool
}

/// Tells the lines that are no text from those that are, by their wording, their links and their place.
///
/// Rules look at one line, at the head of the article (title, byline, date) or at its tail (what stands after the
/// last sentence of the article: biographies, appeals, pointers to other pages).
struct LineFilter {
  private let lexicon: ExtractionLexicon
  private let title: [UInt8]
  private let authors: [[UInt8]]
  private let siteNames: [[UInt8]]
  private let context: LineContext
  private(set) var lines: [Line]
  private let bytes: [UInt8]
  /// For each line, its text in small letters; empty for lines longer than `shortBytes`.
  private var small: [[UInt8]]
  private var drop: [Bool]

  /// A line longer than this is prose: phrases at its beginning mean nothing.
  private static let shortBytes = 260
  /// Lines at the end that may be a biography, an appeal, a credit.
  private static let tailLinesMax = 8

  init(lines: [Line], bytes: [UInt8], context: LineContext, lexicon: ExtractionLexicon) {
    self.lines = lines
    self.bytes = bytes
    self.lexicon = lexicon
    self.context = context
    title = context.title.map { folded(Array($0.utf8)) } ?? []
    authors = context.authors.map { lowered(Array($0.utf8)[...]) }.filter { $0.count > 2 }
    siteNames = context.siteNames.map { lowered(Array($0.utf8)[...]) }.filter { $0.count > 2 }
    small = lines.map { $0.range.count <= LineFilter.shortBytes ? lowered(bytes[$0.range]) : [] }
    drop = Array(repeating: false, count: lines.count)
  }

  /// The lines that are text.
  mutating func kept() -> [Line] {
    for index in lines.indices where isFurniture(index) { drop[index] = true }
    head()
    tailHeading()
    tailLinks()
    tail()
    repeats()
    trailingHeadings()
    return lines.indices.filter { !drop[$0] }.map { lines[$0] }
  }

  // MARK: One line

  private func isFurniture(_ index: Int) -> Bool {
    let block = lines[index].block
    let text = small[index]
    guard !text.isEmpty else { return false }
    if lexicon.phrases(.furnitureWholes).isWhole(text.span) { return true }
    if block.chars < 200, lexicon.phrases(.furnitureLines).prefix(of: text.span) != nil { return true }
    if isPointer(index) { return true }
    return isBareLink(index)
  }

  /// `Related: …`, `Read more: …`, with a link or without a sentence.
  private func isPointer(_ index: Int) -> Bool {
    let block = lines[index].block
    let text = small[index]
    guard block.chars < 220, let length = lexicon.phrases(.pointers).prefix(of: text.span) else { return false }
    let endsWithColon = text[length - 1] == 0x3A
    return block.links > 0 || endsWithColon || block.kind == .heading
  }

  /// A line that is all link and no sentence: the heading of another article.
  private func isBareLink(_ index: Int) -> Bool {
    let block = lines[index].block
    guard block.linkShare > 0.9, block.words >= 4, block.row < 0 else { return false }
    return block.kind != .heading && context.isOwnLink(block.firstLink)
  }

  // MARK: Head

  /// Drops the title, and what stands above it or between it and the first prose: bylines, dates.
  private mutating func head() {
    let firstProse = lines.indices.first { BodyFinder.weight(lines[$0].block) >= 80 } ?? lines.count
    var index = 0
    while index < min(lines.count, 12) {
      let block = lines[index].block
      let isHeading = block.element == context.heading || (block.level == 1 && index < firstProse)
      if isHeading || (!title.isEmpty && !small[index].isEmpty && isTitle(small[index])) {
        for above in 0...index where BodyFinder.weight(lines[above].block) < 80 || above == index {
          drop[above] = true
        }
      }
      index += 1
    }
    for index in 0..<min(firstProse, lines.count) where !drop[index] && isBylineOrDate(index) { drop[index] = true }
  }

  private func isTitle(_ line: [UInt8]) -> Bool {
    let text = folded(line)
    guard text.count >= 8 else { return text == title }
    return text == title
      || (title.count >= 16 && (title.starts(with: text) || text.starts(with: title))
        && abs(text.count - title.count) <= title.count / 3)
  }

  private func isBylineOrDate(_ index: Int) -> Bool {
    let text = small[index]
    guard !text.isEmpty, text.count < 160, !lines[index].block.endsSentence || text.count < 60 else { return false }
    let block = lines[index].block
    // `By Friday the town had fallen.` is a sentence.
    if !block.endsSentence, block.words <= 14, lexicon.phrases(.bylineWords).prefix(of: text.span) != nil {
      return true
    }
    if block.words <= 12, lexicon.phrases(.updateWords).prefix(of: text.span) != nil { return true }
    if authors.contains(where: { text == $0 }) { return true }
    return isDateLine(text)
  }

  /// A line of little more than a date or a time.
  private func isDateLine(_ text: [UInt8]) -> Bool {
    guard text.count < 70 else { return false }
    let words = text.split(whereSeparator: { !isWordByte($0) })
    guard (2...12).contains(words.count) else { return false }
    let digits = words.filter { $0.allSatisfy { (0x30...0x39).contains($0) } }
    let hasMonth = words.contains { lexicon.months[String(decoding: $0, as: UTF8.self)] != nil }
    let hasYear = digits.contains { $0.count == 4 && ($0.first == 0x31 || $0.first == 0x32) }
    return hasYear && (hasMonth || digits.count >= 3)
  }

  // MARK: Tail

  /// Cuts the text at a heading that ends articles.
  private mutating func tailHeading() {
    let prose = lines.map { BodyFinder.weight($0.block) }
    let total = prose.reduce(0, +)
    var above: Float = 0
    for index in lines.indices {
      defer { above += prose[index] }
      guard above > total * 0.4, isTailHeading(index) else { continue }
      for below in index..<lines.count { drop[below] = true }
      return
    }
  }

  private func isTailHeading(_ index: Int) -> Bool {
    let block = lines[index].block
    let text = small[index]
    guard !text.isEmpty, block.words <= 10 else { return false }
    let isHeadingLike = block.kind == .heading || block.isAllStrong
    if lexicon.phrases(.tailHeadings).isWhole(text.span) { return isHeadingLike || headsLinks(index) }
    guard isHeadingLike, block.words <= 7, lexicon.phrases(.tailHeadings).prefix(of: text.span) != nil else {
      return false
    }
    return headsLinks(index)
  }

  /// Drops a list of links at the end, with the heading above it.
  private mutating func tailLinks() {
    var start = lines.count
    while start > 0, drop[start - 1] || isLinkedLine(start - 1) { start -= 1 }
    let linked = (start..<lines.count).count { !drop[$0] }
    guard linked >= 3, start > 1 else { return }
    let block = lines[start - 1].block
    guard block.kind == .heading || block.isAllStrong, block.words <= 10 else { return }
    for index in (start - 1)..<lines.count { drop[index] = true }
  }

  private func isLinkedLine(_ index: Int) -> Bool {
    let block = lines[index].block
    return block.links > 0 && block.chars < 200 && block.linkShare > 0.25
  }

  /// Whether nothing but links comes next, or nothing at all.
  private func headsLinks(_ index: Int) -> Bool {
    let next = lines[(index + 1)...].prefix(3)
    return next.isEmpty || next.count { $0.block.linkShare > 0.6 } * 2 > next.count
  }

  /// Drops what stands after the article's last words, from below upwards.
  private mutating func tail() {
    var seen = 0
    for index in lines.indices.reversed() where !drop[index] {
      seen += 1
      guard seen <= LineFilter.tailLinesMax, index > 0 else { return }
      guard isTailFurniture(index) else { return }
      drop[index] = true
    }
  }

  private func isTailFurniture(_ index: Int) -> Bool {
    let block = lines[index].block
    guard block.chars < 900 else { return false }
    let text = small[index].isEmpty ? lowered(bytes[lines[index].range]) : small[index]
    if isBiography(text, index) || isAppeal(text, index) || isCredit(text) || endsWithAddress(text) { return true }
    if block.linkShare > 0.6 { return true }
    return false
  }

  /// `Jane Doe is a reporter …`: a name, a copula and a role, in this order and near each other; or the author's or
  /// the site's own name and a copula.
  private func isBiography(_ text: [UInt8], _ index: Int) -> Bool {
    guard let copula = firstPlace(of: .copulas, in: text, before: 80) else { return false }
    if authors.contains(where: { text.starts(with: $0) }) { return true }
    let subject = text.starts(with: "the ".utf8) ? text.dropFirst(4) : text[...]
    let isSite = siteNames.contains { subject.starts(with: $0) && copula <= $0.count + 5 }
    if isSite { return true }
    let hasRole = firstPlace(of: .roles, in: text, before: min(text.count, copula + 120)) != nil
    return hasRole && isName(bytes[lines[index].range].prefix(copula))
  }

  private func firstPlace(of section: LexiconSection, in text: [UInt8], before end: Int) -> Int? {
    let list = lexicon.phrases(section)
    for at in 0..<min(end, text.count) where at == 0 || !isWordByte(text[at - 1]) {
      if list.prefix(of: text.span, from: at) != nil { return at }
    }
    return nil
  }

  /// Two to five words, nearly all with a capital.
  private func isName(_ text: ArraySlice<UInt8>) -> Bool {
    let words = text.split(whereSeparator: { $0 <= 0x20 })
    guard (2...5).contains(words.count) else { return false }
    let capitals = words.filter { word in word.first.map { (0x41...0x5A).contains($0) || $0 >= 0x80 } ?? false }
    return capitals.count >= words.count - 1
  }

  /// `X contributed to this report`, `(Reporting by X; editing by Y)`.
  private func isCredit(_ text: [UInt8]) -> Bool {
    guard text.count < 400 else { return false }
    if lexicon.phrases(.credits).count(in: text.span) > 0 { return true }
    let start = text.firstIndex(where: isWordByte) ?? 0
    return lexicon.phrases(.creditStarts).prefix(of: text.span, from: start) != nil
  }

  /// A short line that ends with an address on the web, or by mail.
  private func endsWithAddress(_ text: [UInt8]) -> Bool {
    guard text.count < 200, let last = text.split(separator: 0x20).last else { return false }
    return last.starts(with: "http".utf8) || last.starts(with: "www.".utf8) || last.contains(0x40)
  }

  /// Two phrases of asking and more, or one in a short line with a link: one alone is in many an article's last words.
  private func isAppeal(_ text: [UInt8], _ index: Int) -> Bool {
    let found = lexicon.phrases(.appeals).count(in: text.span)
    return found >= 3 || (found >= 2 && text.count < 300)
      || (found >= 1 && text.count < 80 && lines[index].block.links > 0)
  }

  // MARK: The whole

  /// Drops long paragraphs that come twice: pages carry them once for each width of screen, or as a pull quote.
  private mutating func repeats() {
    var seen: Set<ArraySlice<UInt8>> = []
    for index in lines.indices where !drop[index] && lines[index].block.chars > 60 {
      if !seen.insert(bytes[lines[index].range]).inserted { drop[index] = true }
    }
  }

  /// A heading with nothing below it heads what was dropped.
  private mutating func trailingHeadings() {
    for index in lines.indices.reversed() where !drop[index] {
      guard lines[index].block.kind == .heading else { return }
      drop[index] = true
    }
  }
}

/// In small letters.
func lowered(_ text: ArraySlice<UInt8>) -> [UInt8] {
  guard text.allSatisfy({ $0 < 0x80 }) else { return Array(String(decoding: text, as: UTF8.self).lowercased().utf8) }
  return text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
}

/// Letters and digits alone, in small letters, so that typography does not part what is the same.
func folded(_ text: [UInt8]) -> [UInt8] {
  let small = lowered(text[...])
  guard small.contains(where: { $0 >= 0x80 }) else { return small.filter(isWordByte) }
  var kept: [UInt8] = []
  for scalar in String(decoding: small, as: UTF8.self).unicodeScalars
  where scalar.value < 0x80 ? isWordByte(UInt8(scalar.value)) : !isPunctuation(scalar) {
    kept.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
  }
  return kept
}

/// The signs beyond ASCII that are no letters: Latin-1's, general punctuation to miscellaneous symbols, CJK's.
private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x80...0xBF, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE0F, 0xFF00...0xFF0F: true
  default: false
  }
}
