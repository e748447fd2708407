import Allocations
import FoundationEssentials
import Glibc

/// Measures libxml2 alone, the feed parser and other parsers in turns over the same bytes, round by round, so that what
/// else the machine does falls on all of them.
struct Comparison {
  let sets: [DocumentSet]
  let rounds: Int
  /// A Python with the other parsers.
  let python: String?

  func run() {
    print("documents\tnumber\tleft out\tMB\titems\tallocations an item\tSAX2 MB/s\tfeed MB/s\tratio min\tmedian\tmax")
    var total = [Pair](repeating: Pair(), count: rounds)
    for set in sets {
      let pairs = (0..<rounds).map { _ in measure(set) }
      total = zip(total, pairs).map { $0 + $1 }
      report(set.name, [set], pairs)
    }
    if sets.count > 1 { report("all", sets, total) }
    if let python { OtherParsers(python: python, rounds: rounds).report(sets) }
  }

  /// Processor seconds for one pass over the same documents.
  private struct Pair {
    var sax = 0.0
    var feed = 0.0

    var ratio: Double { sax / feed }

    static func + (left: Pair, right: Pair) -> Pair { Pair(sax: left.sax + right.sax, feed: left.feed + right.feed) }
  }

  private func measure(_ set: DocumentSet) -> Pair {
    Pair(sax: secondsOfPass(set.readAllByLibXML2), feed: secondsOfPass(set.parseAll))
  }

  private func report(_ name: String, _ sets: [DocumentSet], _ pairs: [Pair]) {
    let bytes = Double(sets.reduce(0) { $0 + $1.byteCount }) / 1e6
    let items = sets.reduce(0) { $0 + $1.items }
    let before = allocationCount()
    for set in sets { set.parseAll() }
    let allocations = Double(allocationCount() - before) / Double(max(1, items))
    let ratios = Spread(pairs.map(\.ratio))
    print(
      name, sets.reduce(0) { $0 + $1.documents.count }, sets.reduce(0) { $0 + $1.leftOut }, rounded(bytes), items,
      rounded(allocations), rounded(bytes / Spread(pairs.map(\.sax)).median),
      rounded(bytes / Spread(pairs.map(\.feed)).median), rounded(ratios.min), rounded(ratios.median),
      rounded(ratios.max), separator: "\t")
  }
}

/// The smallest, the middle and the largest of some figures.
struct Spread {
  let min: Double
  let median: Double
  let max: Double

  init(_ figures: [Double]) {
    let sorted = figures.sorted()
    min = sorted.first ?? .nan
    median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    max = sorted.last ?? .nan
  }
}

func rounded(_ value: Double) -> String { String((value * 100).rounded() / 100) }

/// Seconds of processor time that this process has used: other work on the machine does not count.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Processor seconds of one pass: the best of as many as fit in a fifth of a second.
func secondsOfPass(_ pass: () -> Void) -> Double {
  var best = Double.infinity
  let end = processorSeconds() + 0.2
  repeat {
    let start = processorSeconds()
    pass()
    best = min(best, processorSeconds() - start)
  } while processorSeconds() < end
  return best
}
