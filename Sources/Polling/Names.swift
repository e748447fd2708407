import Crypto
import Model

/// Lasting names and digests, drawn from what a thing is: the same thing has the same name after every rebuild.
enum Names {
  /// The name of the article that this item first brought.
  static func article(feed: String, item: ItemIdentity) -> ArticleID {
    ArticleID(rawValue: "a-" + digest(of: [feed.withoutCredentials, item.key]).prefix(12))
  }

  /// Names the reports of one revision: by who, what and where, not by where in the text they stand, so that an edited
  /// article keeps the names of what it still says.
  static func identify(
    _ reports: [TerritorialReport], of article: ArticleID, comment: Int?, text: String, title: String?
  ) -> [IdentifiedReport] {
    var seen: [String: Int] = [:]
    return reports.map { report in
      let day = report.date.basis == .publication ? "" : report.date.start?.description ?? ""
      let facts = [
        article.rawValue, comment.map(String.init) ?? "", report.kind.rawValue, report.place.id ?? report.place.name,
        report.to?.description ?? "", report.from?.description ?? "", day, report.certainty == .denied ? "denied" : "",
      ]
      let base = digest(of: facts)
      // Two reports that agree in all this are told apart by their order.
      let turn = seen[base, default: 0]
      seen[base] = turn + 1
      let id = turn == 0 ? base : digest(of: facts + [String(turn)])
      let quote = report.evidence.end == 0 ? title ?? "" : report.evidence.quote(in: text) ?? ""
      return IdentifiedReport(
        id: ReportID(rawValue: "r-" + id.prefix(12)), comment: comment, quote: quote, report: report)
    }
  }

  /// SHA-256 in hexadecimal of the parts, each closed by a byte that no text holds.
  static func digest(of parts: [String]) -> String {
    var hash = SHA256()
    for part in parts {
      hash.update(data: Array(part.utf8))
      hash.update(data: [0xFF])
    }
    return hexadecimal(hash.finalize())
  }

  /// SHA-256 in hexadecimal of a body.
  static func digest(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

  private static func hexadecimal(_ digest: SHA256Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
