/// Tells whether a text breaks off before its end.
struct CutDetection {
  let lexicon: ExtractionLexicon

  /// A text longer than this is no teaser, whatever it ends with; publishers cut feeds far below it.
  private static let teaserBytesMax = 1500

  /// - Parameters:
  ///   - text: The article's text.
  ///   - lastLines: The last lines of the source, furniture included, in small letters, with whether they hold links.
  ///   - summary: What is said of the article beside its text.
  ///   - isPaid: Whether the page says that not all may read.
  func isCut(text: String, lastLines: [(text: [UInt8], hasLink: Bool)], summary: String?, isPaid: Bool) -> Bool {
    let isShort = text.utf8.count < CutDetection.teaserBytesMax
    if endsInBrackets(text) { return true }
    if isShort, endsInEllipsis(text) { return true }
    if lastLines.contains(where: { lexicon.phrases(.paywalls).count(in: $0.text.span) > 0 }) { return true }
    if isPaid, isShort { return true }
    if isShort, lastLines.contains(where: { isCutMark($0.text, hasLink: $0.hasLink) }) { return true }
    if isShort, let last = lastLines.last, last.hasLink, !endsSentence(text) { return true }
    if isShort, let summary, saysNoMore(text, than: summary) { return true }
    return false
  }

  /// `[…]`, `[...]`, `(…)`.
  private func endsInBrackets(_ text: String) -> Bool {
    guard let last = text.last, last == "]" || last == ")" else { return false }
    return endsInEllipsis(String(text.dropLast()))
  }

  private func endsInEllipsis(_ text: String) -> Bool {
    let bare = text.trimmingSpaces()
    return bare.hasSuffix("…") || bare.hasSuffix("...") || bare.hasSuffix(". . .")
  }

  private func isCutMark(_ line: [UInt8], hasLink: Bool) -> Bool {
    guard hasLink else { return false }
    let marks = lexicon.phrases(.cutMarks)
    return line.count < 120 && marks.prefix(of: line.span) != nil || marks.isSuffix(of: line.span)
  }

  private func endsSentence(_ text: String) -> Bool {
    guard let last = text.last else { return true }
    return ".!?\"'”’»)。？！؟।…".contains(last)
  }

  private func saysNoMore(_ text: String, than summary: String) -> Bool {
    let own = folded(Array(text.utf8))
    let other = folded(Array(summary.utf8))
    return !own.isEmpty && other.count > own.count && other.starts(with: own)
  }
}
