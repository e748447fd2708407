import ArticleExtraction
import Foundation
import Model

/// What the tests read from beside them: the word lists of the checkout, and the shared documents next to it.
enum Checkout {
  /// The folder that holds Sources and Tests.
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let lexicon: ExtractionLexicon = {
    let folder = root.appending(path: "etc/extraction")
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
      return try ExtractionLexicon(
        files: names.sorted().map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) })
    } catch {
      preconditionFailure("word lists of \(folder.path): \(error)")
    }
  }()

  static let extractor = ArticleExtractor(lexicon: lexicon)

  /// A shared document; nil when the checkout stands alone.
  static func shared(_ path: String) -> [UInt8]? {
    let file = root.deletingLastPathComponent().appending(path: "shared/\(path)")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    // A document that is there and cannot be read is a fault of the machine, seen as one missing.
    return (try? Data(contentsOf: file)).map(Array.init)
  }

  /// The article of a page written in a test.
  static func article(_ html: String, url: String? = "https://news.example/2024/03/02/town.html") throws
    -> ExtractedArticle
  {
    try extractor.article(fromPage: Array(html.utf8), contentType: "text/html; charset=utf-8", url: url)
  }
}

/// Prose to fill test pages with: three paragraphs that no rule takes for anything else.
enum Prose {
  static let first =
    "Government forces entered the town on Friday morning, according to two residents, after rebels left their positions overnight and withdrew to the hills in the north."
  static let second =
    "The army said that its engineers were clearing mines from the main road, and that families who had fled last month would be allowed to return within days."
  static let third =
    "Aid workers counted more than four hundred damaged houses. They said that the hospital, which was hit twice in February, had neither power nor clean water."
  static let paragraphs = [first, second, third].map { "<p>\($0)</p>" }.joined(separator: "\n")
  static let text = [first, second, third].joined(separator: "\n\n")

  /// A page with the prose in its midst.
  static func page(
    head: String = "", above: String = "", inside: String = "", below: String = "", after: String = ""
  ) -> String {
    """
    <!DOCTYPE html><html lang="en"><head><title>Army enters town | The Example</title>\(head)</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
    \(above)<article><h1>Army enters town</h1><div class="text"><p>\(first)</p>\(inside)
    <p>\(second)</p><p>\(third)</p>\(below)</div></article>\(after)
    <footer><p>All rights reserved by the publishers of this page, wherever they may be found on the day.</p></footer></body></html>
    """
  }
}
