import Cataloguing
import FoundationEssentials
import Model

extension Views {
  /// Reports that the page shows.
  static let pageReports = 100

  /// The page for a browser: the newest reports, each with its sentence, source, certainty and place. Plain HTML
  /// that needs no script.
  public func page() async throws(ViewError) -> [UInt8] {
    do {
      let reports = try await catalogue.reports(ReportFilter(), limit: Views.pageReports)
      return ReportPage.html(reports.items.map(ReportDocument.init), counts: try await catalogue.counts())
    } catch {
      throw .unavailable("\(error)")
    }
  }
}

/// The reports as one HTML page.
enum ReportPage {
  static func html(_ reports: [ReportDocument], counts: CatalogueCounts) -> [UInt8] {
    let rows = reports.map(row).joined(separator: "\n")
    let summary = "\(counts.reports) reports from \(counts.articles) articles of \(counts.feeds[.active] ?? 0) feeds"
    return Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Salient: a list of reports of territorial change</title>
      <link rel="alternate" type="application/atom+xml" href="/reports.atom" title="Reports"></head>
      <body>
      <h1>Reports of territorial change</h1>
      <p>\(summary). As data: <a href="/reports">JSON</a>, <a href="/reports.geojson">GeoJSON</a>,
      <a href="/reports.atom">Atom</a>; <a href="/control">control</a>, <a href="/feeds">feeds</a>,
      <a href="/status">status</a>, <a href="/metrics">metrics</a>.</p>
      <table>
      <thead><tr><th scope="col">Known</th><th scope="col">Kind</th><th scope="col">Place</th><th scope="col">To</th>
      <th scope="col">From</th><th scope="col">Certainty</th><th scope="col">Sentence</th><th scope="col">Source</th></tr></thead>
      <tbody>
      \(rows)
      </tbody>
      </table>
      </body>
      </html>

      """.utf8)
  }

  private static func row(_ document: ReportDocument) -> String {
    let report = document.report
    let place = report.place.name + (report.place.country.map { " (\($0))" } ?? "")
    let source = document.article.title ?? document.article.feed
    let cells = [
      document.knownAt.rfc3339, report.kind.rawValue, place, report.to?.description ?? "",
      report.from?.description ?? "",
      "\(report.certainty.rawValue), \(report.status.rawValue)",
    ]
    let first = cells.map { "<td>\(escaped($0))</td>" }.joined()
    return "<tr>\(first)<td><q>\(escaped(document.quote))</q></td>"
      + "<td><a href=\"/articles/\(document.article.id)\">\(escaped(source))</a></td></tr>"
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(character)
      }
    }
    return out
  }
}
