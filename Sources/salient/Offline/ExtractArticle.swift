internal import ArgumentParser
import Archiving
import ArticleExtraction
import Model

/// `salient extract article`
struct ExtractArticle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article", abstract: "Find the article in HTML pages, gzip-compressed or plain.",
    discussion: """
      With --batch, requests are JSON lines {"id", "file", "url"} on standard input, and each is answered by one line \
      {"id", "text", "title", "author", "published", "language", "site", "excerpt"} or {"id", "error"}. Nothing is fetched.
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "Pages.")
  var files: [String] = []
  @Option(help: "Where the page was found.")
  var url: String?
  @Flag(help: "Read requests as JSON lines from standard input.")
  var batch = false

  private struct Request: Decodable {
    let id: String
    let file: String
    let url: String?
  }

  private struct Answer: Encodable {
    let id: String
    var text: String?
    var title: String?
    var author: [String]?
    var published: String?
    var language: String?
    var site: String?
    var excerpt: String?
    var error: String?
  }

  func run() throws {
    try Command.run {
      let extractor = try common.resources(try common.settings()).articleExtractor()
      if batch {
        try JSONLines.read(Request.self) { (request) throws(CommandFailure) in
          try JSONLines.write(answer(request, extractor))
          try Output.standard.flush()
        }
      } else {
        guard !files.isEmpty else { throw CommandFailure(.usage, "name a page, or say --batch") }
        for file in files {
          try JSONLines.write(answer(Request(id: file, file: file, url: url), extractor))
        }
      }
    }
  }

  private func answer(_ request: Request, _ extractor: ArticleExtractor) -> Answer {
    var answer = Answer(id: request.id)
    do {
      let page = try GzipFile.content(of: try readFile(request.file), limit: ArticleLimits.pageBytesMax)
      let url = request.url.flatMap { $0.isEmpty ? nil : $0 }
      let article = try extractor.article(fromPage: page, contentType: nil, url: url)
      answer.text = article.text
      answer.title = article.title
      answer.author = article.authors
      answer.published = article.published?.rfc3339
      answer.language = article.language
      answer.site = article.siteName
      answer.excerpt = article.excerpt
    } catch let failure as CommandFailure {
      answer.error = failure.message
    } catch {
      answer.error = "\(request.file): \(error)"
    }
    return answer
  }
}
