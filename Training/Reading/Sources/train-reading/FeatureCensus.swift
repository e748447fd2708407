/// Which features come up often enough to be worth a row of the model.
///
/// A model that learnt with millions of rare features leans on them, and is lamed when the file has no room for them. So
/// the rare ones are left out before anything is learnt. Counts live in a table of buckets: two features that share one
/// count together, which lets a few rare ones pass and stops none.
struct FeatureCensus {
  private static let bits: UInt64 = 26
  private var counts = [UInt16](repeating: 0, count: 1 << bits)
  private(set) var least: UInt16 = 1

  private func bucket(_ feature: UInt64) -> Int { Int(feature >> (64 - Self.bits)) }

  mutating func count(_ features: [UInt64]) {
    for feature in features where counts[bucket(feature)] < UInt16.max { counts[bucket(feature)] += 1 }
  }

  /// Raises the bar until no more than `most` features pass.
  mutating func settle(most: Int) {
    var passing = [Int](repeating: 0, count: Int(UInt16.max) + 2)
    for count in counts { passing[Int(count)] += 1 }
    for place in stride(from: Int(UInt16.max), through: 0, by: -1) { passing[place] += passing[place + 1] }
    while least < UInt16.max, passing[Int(least)] > most { least += 1 }
    note("\(passing[1]) features, \(passing[Int(least)]) of them seen \(least) times or more")
  }

  /// How often a feature came up, or those that share its bucket.
  func frequency(_ feature: UInt64) -> Int { Int(counts[bucket(feature)]) }

  func allows(_ feature: UInt64) -> Bool { counts[bucket(feature)] >= least }
}
