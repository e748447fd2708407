import Observing

/// Which text form of the metrics a scraper prefers (RFC 9110 §12.5.1).
enum MetricsNegotiation {
  static func format(accept fields: [String]) -> MetricsFormat {
    var openMetrics = 0.0
    var text = 0.0
    for range in fields.joined(separator: ",").lowercased().split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let type = parts.first else { continue }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      switch type {
      case "application/openmetrics-text": openMetrics = max(openMetrics, quality)
      case "text/plain", "text/*", "*/*": text = max(text, quality)
      default: continue
      }
    }
    return openMetrics > 0 && openMetrics >= text ? .openMetrics : .prometheus
  }
}
