/// What changed between two texts, by paragraphs and in them by words.
///
/// Paragraphs are set beside each other first: those that are equal, then, in the gaps between, those that share most
/// words, in order. Only paragraphs set beside each other are compared word by word, so that the work stays small and a
/// changed sentence is shown in its place rather than scattered over the text.
struct WordDiff: Encodable {
  /// A run of words with one fate.
  struct Piece: Encodable, Equatable {
    enum Fate: String, Encodable { case same, removed, added }
    let fate: Fate
    let text: String
  }

  struct Paragraph: Encodable, Equatable {
    enum Change: String, Encodable { case same, changed, removed, added }
    let change: Change
    let pieces: [Piece]
  }

  let paragraphs: [Paragraph]

  /// Two paragraphs that share less than this part of their words are two, not one that changed.
  private static let likenessMin = 0.3
  /// Paragraphs of a gap that are compared each with each; of longer gaps the rest is removed and added.
  private static let gapParagraphsMax = 200
  /// Paragraphs, or words of a pair of paragraphs, that are compared after what they begin and end with alike; of more,
  /// all goes and all comes. The comparison's memory grows with the square of this.
  private static let comparedMax = 3000

  init(from old: String, to new: String) {
    let (old, new) = (WordDiff.paragraphs(of: old), WordDiff.paragraphs(of: new))
    var result: [Paragraph] = []
    var (gapOld, gapNew): ([Substring], [Substring]) = ([], [])
    for step in WordDiff.steps(from: old, to: new) {
      switch step {
      case .removed(let paragraph): gapOld.append(paragraph)
      case .added(let paragraph): gapNew.append(paragraph)
      case .same(let paragraph):
        result += WordDiff.gap(gapOld, gapNew)
        (gapOld, gapNew) = ([], [])
        result.append(Paragraph(change: .same, pieces: [Piece(fate: .same, text: String(paragraph))]))
      }
    }
    paragraphs = result + WordDiff.gap(gapOld, gapNew)
  }

  /// Whether the texts say the same, white space aside.
  var isEmpty: Bool { paragraphs.allSatisfy { $0.change == .same } }

  private static func paragraphs(of text: String) -> [Substring] {
    text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
  }

  private enum Step {
    case same(Substring), removed(Substring), added(Substring)
  }

  /// The shortest way from one sequence to the other; of one place, what goes is told before what comes.
  private static func steps(from old: [Substring], to new: [Substring]) -> [Step] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let (middleOld, middleNew) = (old[head..<(old.count - tail)], new[head..<(new.count - tail)])
    let begin = old[..<head].map(Step.same)
    let end = old[(old.count - tail)...].map(Step.same)
    guard middleOld.count + middleNew.count <= comparedMax else {
      return begin + middleOld.map(Step.removed) + middleNew.map(Step.added) + end
    }
    return begin + shortest(from: Array(middleOld), to: Array(middleNew)) + end
  }

  private static func shortest(from old: [Substring], to new: [Substring]) -> [Step] {
    var removed = Set<Int>()
    var added = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var steps: [Step] = []
    var (atOld, atNew) = (0, 0)
    while atOld < old.count || atNew < new.count {
      if removed.contains(atOld) {
        steps.append(.removed(old[atOld]))
        atOld += 1
      } else if added.contains(atNew) {
        steps.append(.added(new[atNew]))
        atNew += 1
      } else {
        steps.append(.same(new[atNew]))
        (atOld, atNew) = (atOld + 1, atNew + 1)
      }
    }
    return steps
  }

  // MARK: Paragraphs

  /// The paragraphs between two that stayed.
  private static func gap(_ old: [Substring], _ new: [Substring]) -> [Paragraph] {
    guard !old.isEmpty, !new.isEmpty else { return old.map { whole($0, .removed) } + new.map { whole($0, .added) } }
    var result: [Paragraph] = []
    var (atOld, atNew) = (0, 0)
    for (first, second) in pairs(old.prefix(gapParagraphsMax), new.prefix(gapParagraphsMax)) {
      result += old[atOld..<first].map { whole($0, .removed) } + new[atNew..<second].map { whole($0, .added) }
      result.append(Paragraph(change: .changed, pieces: pieces(from: old[first], to: new[second])))
      (atOld, atNew) = (first + 1, second + 1)
    }
    return result + old[atOld...].map { whole($0, .removed) } + new[atNew...].map { whole($0, .added) }
  }

  private static func whole(_ paragraph: Substring, _ fate: Piece.Fate) -> Paragraph {
    Paragraph(
      change: fate == .removed ? .removed : .added, pieces: [Piece(fate: fate, text: String(paragraph))])
  }

  /// Which paragraphs belong together: in order, and so that likeness is greatest in all.
  private static func pairs(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> [(Int, Int)] {
    let (oldWords, newWords) = (old.map(counts), new.map(counts))
    let like = oldWords.map { first in newWords.map { likeness(first, $0) } }
    // best[i][j]: the greatest sum of likeness of what comes from i and j on.
    var best = [[Double]](repeating: [Double](repeating: 0, count: new.count + 1), count: old.count + 1)
    for first in old.indices.reversed() {
      for second in new.indices.reversed() {
        let pair = like[first][second] >= likenessMin ? like[first][second] + best[first + 1][second + 1] : 0
        best[first][second] = max(pair, best[first + 1][second], best[first][second + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (first, second) = (0, 0)
    while first < old.count, second < new.count, best[first][second] > 0 {
      if best[first][second] == best[first + 1][second] {
        first += 1
      } else if best[first][second] == best[first][second + 1] {
        second += 1
      } else {
        pairs.append((first, second))
        (first, second) = (first + 1, second + 1)
      }
    }
    return pairs
  }

  private static func counts(_ paragraph: Substring) -> [Substring: Int] {
    var counts: [Substring: Int] = [:]
    for word in paragraph.split(whereSeparator: \.isWhitespace) { counts[word, default: 0] += 1 }
    return counts
  }

  /// The part of the longer paragraph's words that stand in the other, too.
  private static func likeness(_ first: [Substring: Int], _ second: [Substring: Int]) -> Double {
    let shared = first.reduce(0) { $0 + min($1.value, second[$1.key] ?? 0) }
    let longer = max(first.values.reduce(0, +), second.values.reduce(0, +))
    return longer == 0 ? 0 : Double(shared) / Double(longer)
  }

  // MARK: Words

  private static func pieces(from old: Substring, to new: Substring) -> [Piece] {
    let (old, new) = (old.split(whereSeparator: \.isWhitespace), new.split(whereSeparator: \.isWhitespace))
    var result: [Piece] = []
    var (same, removed, added): ([Substring], [Substring], [Substring]) = ([], [], [])
    func flush() {
      result += joined(removed, .removed) + joined(added, .added)
      (removed, added) = ([], [])
    }
    for step in steps(from: old, to: new) {
      switch step {
      case .same(let word):
        flush()
        same.append(word)
        continue
      case .removed(let word):
        result += joined(same, .same)
        removed.append(word)
      case .added(let word):
        result += joined(same, .same)
        added.append(word)
      }
      same = []
    }
    flush()
    return result + joined(same, .same)
  }

  private static func joined(_ words: [Substring], _ fate: Piece.Fate) -> [Piece] {
    words.isEmpty ? [] : [Piece(fate: fate, text: words.joined(separator: " "))]
  }
}
