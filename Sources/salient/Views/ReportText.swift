import FoundationEssentials
import Model
import Publishing

/// A report for people: what and where on one line, the sentence and the source below it.
enum ReportText {
  /// - Parameter first: stands before the place, such as the hour.
  static func lines(_ document: ReportDocument, first: Painted? = nil) -> [String] {
    let width = Output.standard.width
    var lines = Text.flow((first.map { [$0] } ?? []) + head(document), at: width)
    lines += Text.wrap("“\(document.quote)”", at: width, indent: "    ")
    var source = document.article.title ?? document.article.url ?? document.article.feed
    if !document.report.sources.isEmpty { source += " — says \(document.report.sources.joined(separator: ", "))" }
    let last = "    \(document.id)  \(Text.relative(document.knownAt))  \(Text.plain(source))"
    lines.append(Paint.standard.dim(Text.cut(last, to: width)))
    return lines
  }

  private static func head(_ document: ReportDocument) -> [Painted] {
    let paint = Paint.standard
    let report = document.report
    let place = Text.plain(report.place.name) + (report.place.country.map { " (\($0))" } ?? "")
    var parts = [Painted(place, paint.bold), Painted(report.kind.rawValue.replacing("_", with: " "))]
    if let to = report.to { parts.append(Painted("by " + name(to))) }
    if let from = report.from { parts.append(Painted("from " + name(from))) }
    if let start = report.date.start, let end = report.date.end {
      parts.append(Painted(start == end ? "\(start)" : "\(start) to \(end)"))
    }
    parts.append(
      Painted("\(report.certainty.rawValue), \(report.status.rawValue)") { paint.certainty(report.certainty, $0) })
    if let withdrawn = document.withdrawn {
      parts.append(Painted("withdrawn (\(withdrawn.reason)) \(Text.relative(withdrawn.at))", paint.bad))
    }
    return parts
  }

  static func name(_ actor: ReportedActor) -> String {
    switch actor {
    case .listed(let id): String(id.dropFirst("actor:".count))
    case .named(let name): Text.plain(name)
    }
  }
}
