/// How a later text stands to an earlier one, word by word.
struct Comparison {
  /// Share of the later text's words that were carried over in runs, 0 to 1.
  let carried: Double
  /// The same with the words that stand in the place of others inside runs: what two fillings of one form share.
  let form: Double
  /// Different facts that were put in another's place between words that stayed: numbers, dates, names.
  let replacedFacts: Int
  /// Words of the later text.
  let wordCount: Int

  /// Runs that are looked up: three words, or six characters of a script without spaces.
  static func runLength(isSpaced: Bool) -> Int { isSpaced ? 3 : 6 }

  /// Edits over which a run goes on, in words on either side: a house style changes a word here and there.
  private static let gapMax = 8
  /// Words that a run must have in all to count, unless the text itself is short: shared phrases are no copy.
  private static let runWordsMin = 12

  private typealias Words = StoryFingerprint.Words

  /// - Parameter runLength: shortest exact run that can start or go on after an edit.
  init(_ later: StoryFingerprint.Words, carriedFrom earlier: StoryFingerprint.Words, runLength: Int) {
    wordCount = later.count
    guard later.count >= runLength, earlier.count >= runLength else {
      carried = later.count > 0 && later.count == earlier.count && later.hashes == earlier.hashes ? 1 : 0
      form = carried
      replacedFacts = 0
      return
    }
    var walk = Walk(later, earlier, runLength)
    walk.run()
    carried = Double(walk.carried) / Double(later.count)
    form = Double(walk.carried + walk.replaced) / Double(later.count)
    replacedFacts = walk.facts.count
  }

  /// One pass over the later text: finds where each run stands in the earlier one, and goes on there over small edits.
  private struct Walk {
    let later: Words
    let earlier: Words
    let length: Int
    let least: Int
    let positions: RunIndex
    var carried = 0
    var replaced = 0
    var facts: Set<UInt64> = []
    private var at = 0
    /// Words of the run under way, where it ended in both texts, and the facts replaced inside it.
    private var running = 0
    private var end: (later: Int, earlier: Int)?
    private var runningFacts: Set<UInt64> = []
    private var runningReplaced = 0

    init(_ later: Words, _ earlier: Words, _ length: Int) {
      self.later = later
      self.earlier = earlier
      self.length = length
      least = min(Comparison.runWordsMin, max(length, later.count / 3))
      positions = RunIndex(earlier.hashes, length: length)
    }

    mutating func run() {
      while at < later.count {
        if let end, at - end.later > Comparison.gapMax { close() }
        guard let start = nextStart() else {
          at += 1
          continue
        }
        extend(from: start)
      }
      close()
    }

    /// Where the words at `at` stand in the earlier text: behind the run under way when they can, else wherever they
    /// go on longest.
    private mutating func nextStart() -> Int? {
      let candidates = positions.positions(of: later.hashes, at: at)
      guard !candidates.isEmpty else { return nil }
      if let end {
        let reach = end.earlier...(end.earlier + Comparison.gapMax)
        if let next = candidates.first(where: reach.contains) {
          noteFacts(from: end, to: (at, next))
          return next
        }
        close()
      }
      let best = candidates.max { matchLength(at, $0) < matchLength(at, $1) }
      if let best, at <= Comparison.gapMax, best <= Comparison.gapMax { noteFacts(from: (0, 0), to: (at, best)) }
      return best
    }

    private mutating func extend(from start: Int) {
      let length = matchLength(at, start)
      running += length
      at += length
      end = (at, start + length)
    }

    private mutating func close() {
      // What is left behind the run, when both texts end there.
      if let end, later.count - end.later <= Comparison.gapMax, earlier.count - end.earlier <= Comparison.gapMax {
        noteFacts(from: end, to: (later.count, earlier.count))
      }
      if running >= least {
        carried += running
        replaced += runningReplaced
        facts.formUnion(runningFacts)
      }
      running = 0
      end = nil
      runningFacts = []
      runningReplaced = 0
    }

    private func matchLength(_ later: Int, _ earlier: Int) -> Int {
      var length = 0
      while later + length < self.later.count, earlier + length < self.earlier.count,
        self.later.hashes[later + length] == self.earlier.hashes[earlier + length]
      { length += 1 }
      return length
    }

    /// Looks at an edit inside a run: word against word where both sides are as long, else as a whole.
    private mutating func noteFacts(from: (later: Int, earlier: Int), to: (later: Int, earlier: Int)) {
      let length = to.later - from.later
      guard length > 0, to.earlier > from.earlier else { return }
      let step = length == to.earlier - from.earlier ? 1 : length
      var isFact = false
      for start in stride(from: 0, to: length, by: step) {
        let earlierRange = step == 1 ? (from.earlier + start)..<(from.earlier + start + 1) : from.earlier..<to.earlier
        let laterRange = (from.later + start)..<(from.later + start + step)
        if let fact = Facts.replaced(later, laterRange, earlier, earlierRange) {
          runningFacts.insert(fact)
          isFact = true
        }
      }
      if isFact { runningReplaced += length }
    }
  }
}

/// Facts in the place of other facts.
enum Facts {
  /// Whether the words of one stretch put a number, a date or a name in another's place.
  ///
  /// Two spellings of one name begin alike and are no replacement; neither is a number beside the same number.
  /// - Returns: a hash of what replaced what; nil when nothing was.
  static func replaced(
    _ later: StoryFingerprint.Words, _ laterRange: Range<Int>, _ earlier: StoryFingerprint.Words,
    _ earlierRange: Range<Int>
  ) -> UInt64? {
    guard !laterRange.isEmpty, !earlierRange.isEmpty else { return nil }
    let laterNumbers = laterRange.filter { later.kinds[$0] == 1 }
    let earlierNumbers = earlierRange.filter { earlier.kinds[$0] == 1 }
    let isNumberReplaced =
      !laterNumbers.isEmpty && !earlierNumbers.isEmpty
      && !laterNumbers.contains { index in earlierNumbers.contains { earlier.hashes[$0] == later.hashes[index] } }
    let laterNames = Set(laterRange.map { later.kinds[$0] }.filter { $0 >= 2 })
    let earlierNames = Set(earlierRange.map { earlier.kinds[$0] }.filter { $0 >= 2 })
    // "Raqqa" for "Ar Raqqah": the side with fewer names must stand in the other one whole.
    let isNameReplaced =
      !laterNames.isEmpty && !earlierNames.isEmpty && !laterNames.isSubset(of: earlierNames)
      && !earlierNames.isSubset(of: laterNames)
    guard isNumberReplaced || isNameReplaced else { return nil }
    var hash = StableHash()
    for index in laterRange { hash.add(UInt32(later.hashes[index])) }
    hash.add(UInt32.max)
    for index in earlierRange { hash.add(UInt32(earlier.hashes[index])) }
    return hash.value
  }

  /// Whether one headline differs from the other by facts put in place: "Weather: Monday", "Weather: Tuesday".
  static func areReplaced(inTitle later: StoryFingerprint.Words, of earlier: StoryFingerprint.Words) -> Bool {
    var start = 0
    while start < later.count, start < earlier.count, later.hashes[start] == earlier.hashes[start] { start += 1 }
    var end = 0
    while end < later.count - start, end < earlier.count - start,
      later.hashes[later.count - 1 - end] == earlier.hashes[earlier.count - 1 - end]
    { end += 1 }
    // Something of the form must be left around the facts.
    guard start + end > 0 else { return false }
    return replaced(later, start..<(later.count - end), earlier, start..<(earlier.count - end)) != nil
  }
}

/// Where each run of a few words stands in a text.
struct RunIndex {
  private let length: Int
  private let mask: Int
  private var heads: [Int32]
  private var next: [Int32]
  private let words: [UInt16]

  init(_ words: [UInt16], length: Int) {
    self.length = length
    self.words = words
    var size = 16
    while size < words.count { size <<= 1 }
    mask = size - 1
    heads = [Int32](repeating: -1, count: size)
    next = [Int32](repeating: -1, count: words.count)
    guard words.count >= length else { return }
    for start in (0...(words.count - length)).reversed() {
      let slot = RunIndex.hash(words, start, length) & mask
      next[start] = heads[slot]
      heads[slot] = Int32(start)
    }
  }

  /// Starts of the run that stands at `start` in other words, in order; at most `DedupeLimits.positionsMax`.
  func positions(of other: [UInt16], at start: Int) -> [Int] {
    guard start + length <= other.count else { return [] }
    var found: [Int] = []
    var at = heads[RunIndex.hash(other, start, length) & mask]
    while at >= 0, found.count < DedupeLimits.positionsMax {
      let position = Int(at)
      if (0..<length).allSatisfy({ words[position + $0] == other[start + $0] }) { found.append(position) }
      at = next[position]
    }
    return found
  }

  private static func hash(_ words: [UInt16], _ start: Int, _ length: Int) -> Int {
    var hash: UInt64 = 0
    for index in start..<(start + length) { hash = (hash &+ UInt64(words[index]) &+ 1) &* 0x9E37_79B9_7F4A_7C15 }
    return Int(truncatingIfNeeded: hash >> 33)
  }
}
