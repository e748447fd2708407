import Synchronization

/// The values of all metrics of this process.
public final class MetricRegistry: Sendable {
  struct Series: Hashable {
    let metric: Metric
    let labels: [String]
  }

  struct Histogram {
    var counts: [Int]
    var sum: Double
  }

  struct Values {
    var numbers: [Series: Double] = [:]
    var histograms: [Metric: Histogram] = [:]
  }

  private let values = Mutex(Values())

  public init() {
    values.withLock { values in
      // Series are there from the start: a counter that nobody raised says 0, it is not absent, and the first time it is
      // raised is an increase that rules see.
      for metric in Metric.allCases {
        if metric.kind == .histogram {
          values.histograms[metric] = Histogram(counts: Array(repeating: 0, count: metric.buckets.count + 1), sum: 0)
        } else {
          for labels in metric.knownLabels { values.numbers[Series(metric: metric, labels: labels)] = 0 }
        }
      }
    }
  }

  /// Raises a counter.
  public func add(_ amount: Double = 1, to metric: Metric, _ labels: String...) {
    precondition(metric.kind == .counter && labels.count == metric.labels.count && amount >= 0)
    values.withLock { $0.numbers[Series(metric: metric, labels: labels), default: 0] += amount }
  }

  /// Sets a gauge, or a counter that somebody else keeps (the process's CPU time).
  public func set(_ metric: Metric, _ labels: String..., to value: Double) {
    precondition(metric.kind != .histogram && labels.count == metric.labels.count)
    values.withLock { $0.numbers[Series(metric: metric, labels: labels)] = value }
  }

  /// Moves a gauge up or down.
  public func change(_ metric: Metric, by amount: Double) {
    precondition(metric.kind == .gauge && metric.labels.isEmpty)
    values.withLock { $0.numbers[Series(metric: metric, labels: []), default: 0] += amount }
  }

  /// Counts one observation into a histogram.
  public func observe(_ metric: Metric, _ value: Double) {
    precondition(metric.kind == .histogram)
    let bucket = metric.buckets.firstIndex { value <= $0 } ?? metric.buckets.count
    values.withLock {
      $0.histograms[metric]?.counts[bucket] += 1
      $0.histograms[metric]?.sum += value
    }
  }

  /// The value of one series, 0 when nothing was counted yet.
  public func value(_ metric: Metric, _ labels: String...) -> Double {
    values.withLock { $0.numbers[Series(metric: metric, labels: labels)] ?? 0 }
  }

  func snapshot() -> Values { values.withLock { $0 } }
}
