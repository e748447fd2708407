public import FoundationEssentials
import Model

/// The newest reports as an Atom feed (RFC 4287), for any feed reader.
public enum ReportFeed {
  public static let contentType = "application/atom+xml; charset=utf-8"

  public static func atom(_ reports: [ReportDocument], updated: Date) -> [UInt8] {
    var xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:salient:reports</id><title>Reports of territorial change</title>\
      <updated>\((reports.map(\.knownAt).max() ?? updated).rfc3339)</updated><author><name>Salient</name></author>\
      <generator version="\(Version.string)">Salient</generator>

      """
    for report in reports { xml += entry(report) }
    return Array((xml + "</feed>\n").utf8)
  }

  private static func entry(_ document: ReportDocument) -> String {
    let link = document.article.url.map { "<link rel=\"alternate\" href=\"\(escaped($0))\"/>" } ?? ""
    let summary = "“\(document.quote)” — \(document.article.feedTitle ?? document.article.feed)"
    return """
      <entry><id>urn:salient:report:\(document.id)</id><title>\(escaped(document.report.line))</title>\
      <updated>\(document.knownAt.rfc3339)</updated>\(link)<summary>\(escaped(summary))</summary>\
      <category term="\(document.report.kind.rawValue)"/><category term="\(document.report.certainty.rawValue)"/></entry>

      """
  }

  /// XML text; characters that XML 1.0 §2.2 does not allow are left out.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: out += "&amp;"
      case 0x3C: out += "&lt;"
      case 0x3E: out += "&gt;"
      case 0x22: out += "&quot;"
      case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: out.unicodeScalars.append(scalar)
      default: continue
      }
    }
    return out
  }
}
