/// The text forms in which metrics are served.
public enum MetricsFormat: Sendable, CaseIterable {
  /// Prometheus text format 0.0.4.
  case prometheus
  /// OpenMetrics 1.0.
  case openMetrics

  public var contentType: String {
    switch self {
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    }
  }
}

extension MetricRegistry {
  /// All metrics, in the order of the catalogue.
  public func text(_ format: MetricsFormat) -> String {
    let values = snapshot()
    let series = Dictionary(grouping: values.numbers) { $0.key.metric }
    var out = ""
    for metric in Metric.allCases {
      let samples = (series[metric] ?? []).sorted { $0.key.labels.lexicographicallyPrecedes($1.key.labels) }
      let histogram = values.histograms[metric]
      guard !samples.isEmpty || histogram != nil else { continue }
      head(of: metric, format, into: &out)
      for (key, value) in samples { out += "\(metric.rawValue)\(labels(key)) \(decimal(value))\n" }
      if let histogram { append(histogram, of: metric, into: &out) }
    }
    if format == .openMetrics { out += "# EOF\n" }
    return out
  }

  /// OpenMetrics names a counter's family without `_total`, and calls an `_info` gauge by its bare name.
  private func head(of metric: Metric, _ format: MetricsFormat, into out: inout String) {
    var family = metric.rawValue
    var kind = metric.kind.rawValue
    if format == .openMetrics {
      if metric.kind == .counter { family = String(family.dropLast("_total".count)) }
      if metric == .buildInfo {
        family = String(family.dropLast("_info".count))
        kind = "info"
      }
    }
    out += "# HELP \(family) \(metric.help)\n# TYPE \(family) \(kind)\n"
  }

  private func labels(_ series: Series) -> String {
    guard !series.labels.isEmpty else { return "" }
    let pairs = zip(series.metric.labels, series.labels).map { name, value in "\(name)=\"\(escaped(value))\"" }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  private func append(_ histogram: Histogram, of metric: Metric, into out: inout String) {
    var running = 0
    for (bound, count) in zip(metric.buckets, histogram.counts) {
      running += count
      out += "\(metric.rawValue)_bucket{le=\"\(decimal(bound))\"} \(running)\n"
    }
    running += histogram.counts.last ?? 0
    out += "\(metric.rawValue)_bucket{le=\"+Inf\"} \(running)\n"
    out += "\(metric.rawValue)_sum \(decimal(histogram.sum))\n\(metric.rawValue)_count \(running)\n"
  }

  private func decimal(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) + ".0" : String(value)
  }

  private func escaped(_ value: String) -> String {
    var out = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
