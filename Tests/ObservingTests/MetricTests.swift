import Testing

@testable import Observing

@Suite struct MetricTests {
  @Test func `counters, gauges and histograms are written in Prometheus' text form`() {
    let metrics = MetricRegistry()
    metrics.set(.buildInfo, "1.0", to: 1)
    metrics.add(to: .polls, "ok")
    metrics.add(2, to: .polls, "not-a-feed")
    metrics.observe(.pollDuration, 0.007)
    metrics.observe(.pollDuration, 100)
    let text = metrics.text(.prometheus)
    #expect(text.contains("# TYPE salient_polls_total counter\nsalient_polls_total{result="))
    #expect(text.contains("salient_polls_total{result=\"not-a-feed\"} 2.0\n"))
    #expect(text.contains("salient_poll_duration_seconds_bucket{le=\"0.005\"} 0\n"))
    #expect(text.contains("salient_poll_duration_seconds_bucket{le=\"0.01\"} 1\n"))
    #expect(text.contains("salient_poll_duration_seconds_bucket{le=\"+Inf\"} 2\n"))
    #expect(text.contains("salient_poll_duration_seconds_count 2\n"))
    #expect(!text.contains("# EOF"))
  }

  @Test func `OpenMetrics names counter families without their suffix and ends in EOF`() {
    let metrics = MetricRegistry()
    metrics.set(.buildInfo, "1.0", to: 1)
    metrics.add(to: .polls, "ok")
    let text = metrics.text(.openMetrics)
    #expect(text.contains("# TYPE salient_polls counter\nsalient_polls_total{result="))
    #expect(text.contains("salient_polls_total{result=\"ok\"} 1.0\n"))
    #expect(text.contains("# TYPE salient_build info\nsalient_build_info{version=\"1.0\"} 1.0\n"))
    #expect(text.hasSuffix("# EOF\n"))
  }

  @Test func `a counter that nobody raised says zero`() {
    #expect(MetricRegistry().text(.prometheus).contains("salient_fetched_bytes_total 0.0\n"))
  }

  @Test func `every combination of known labels is there before anything happened, and few enough`() {
    let text = MetricRegistry().text(.prometheus)
    #expect(text.contains("salient_reports_total{kind=\"captured\",certainty=\"asserted\"} 0.0\n"))
    #expect(text.contains("salient_alerts_total{sink=\"ntfy\",result=\"dead\"} 0.0\n"))
    for metric in Metric.allCases where metric != .buildInfo {
      #expect(text.contains("# TYPE \(metric.rawValue) "), "\(metric.rawValue)")
    }
    #expect(text.split(separator: "\n").count { !$0.hasPrefix("#") } < 500)
  }

  @Test func `every counter is named total and every help is a sentence`() {
    for metric in Metric.allCases {
      #expect((metric.kind == .counter) == metric.rawValue.hasSuffix("_total"), "\(metric.rawValue)")
      #expect(metric.help.hasSuffix("."))
    }
  }
}
