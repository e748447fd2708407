import Reading

/// The clause of a sentence that states a report, where punctuation and tree are sure of its borders.
struct EvidenceClause: Sendable {
  let line: Line
  let lexicon: Lexicon

  /// - Parameter needed: words that the clause must hold: trigger, place and actors.
  /// - Returns: Unicode scalars of the text; the whole sentence when no single clause holds all that is needed.
  func span(holding needed: [Range<Int>]) -> Range<Int> {
    let cuts = self.cuts()
    guard !cuts.isEmpty else { return line.span }
    var start = 0
    for cut in cuts + [line.words.count] {
      if needed.allSatisfy({ $0.lowerBound >= start && $0.upperBound <= cut }) { return scalars(start..<cut) }
      start = cut
    }
    return line.span
  }

  // Where a further main clause begins.
  private func cuts() -> [Int] {
    var cuts: Set<Int> = []
    for index in line.words.indices.dropFirst() where line.words[index].text == ";" && !line.words[index].quoted {
      cuts.insert(index)
    }
    if let tree = line.tree {
      let subjects = Set(line.words.indices.filter { tree.relations[$0].isSubject }.map { tree.heads[$0] })
      for node in line.words.indices
      where tree.relations[node] == .conjunct && subjects.contains(node) && subjects.contains(tree.heads[node]) {
        let first = tree.first(under: node)
        guard first > 1, !line.words[first].quoted, lexicon.pauseMark.contains(line.words[first - 1].low) else {
          continue
        }
        cuts.insert(first)
      }
    }
    return cuts.sorted()
  }

  private func scalars(_ words: Range<Int>) -> Range<Int> {
    var (start, end) = (words.lowerBound, words.upperBound)
    while start < end - 1,
      line.words[start].shape == .mark && !lexicon.quoteMark.contains(line.words[start].low)
        || lexicon.opener.contains(line.words[start].low) && start > 0
    {
      start += 1
    }
    while end > start + 1, lexicon.pauseMark.contains(line.words[end - 1].low) { end -= 1 }
    return line.words[start].span.lowerBound..<line.words[end - 1].span.upperBound
  }
}
