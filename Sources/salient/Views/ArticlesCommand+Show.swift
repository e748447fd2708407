internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Model
import Polling
import Publishing

extension ArticlesCommand {
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one article: text, comments, reports, revisions.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The article's id.")
    var id: String
    @Option(help: "The revision to show; the latest unless said.")
    var revision: Int?
    @Flag(help: "The article as HTML fit for display, made of the archived bytes: no script, style or form.")
    var html = false
    @Flag(help: "One JSON object.")
    var json = false

    private struct Page: Encodable {
      let id: ArticleID
      let revision: Int
      let html: String
    }

    func run() async throws {
      try await Command.run {
        let settings = try common.settings()
        let article = try await ViewSource(settings).document(ArticleDocument.self, "/articles/\(id)")
        let shown = try article.revision(revision ?? article.revisions.last?.revision ?? 0)
        if html {
          let page = Page(id: article.article.id, revision: shown.revision, html: try await html(of: shown, settings))
          return json ? try JSONLines.write(page) : try Output.standard.line(page.html)
        }
        try Output.standard.show(article, json: json) { lines(article, shown) }
      }
    }

    private func html(of revision: ArticleDocument.Revision, _ settings: Settings) async throws -> String {
      do {
        return try await ArchivedArticle(
          reader: ArchiveReader(folder: settings.archivePath),
          catalogue: try Catalogue(file: settings.cataloguePath, access: .readOnly),
          extractor: try common.resources(settings).articleExtractor()
        ).html(response: revision.response, conversion: revision.conversion)
      } catch let error as CatalogueError {
        throw CommandFailure(.unavailable, error.description)
      } catch let error as ArchivedArticleError {
        throw CommandFailure(.no, "article \(id), revision \(revision.revision): \(error.description)")
      }
    }

    private func lines(_ document: ArticleDocument, _ shown: ArticleDocument.Revision) -> [String] {
      let width = min(Output.standard.width, 100)
      let content = shown.content
      var lines = [Paint.standard.bold(Text.plain(content.title ?? ""))]
      var facts = content.authors
      if let published = content.published { facts.append(published.rfc3339) }
      if let url = document.article.url { facts.append(url) }
      lines += [Text.plain(facts.joined(separator: " | ")), ""]
      for paragraph in content.text.split(separator: "\n") { lines += Text.wrap(String(paragraph), at: width) + [""] }
      for comment in content.comments {
        lines.append("Comment by \(Text.plain(comment.author ?? "unknown")) \(comment.published?.rfc3339 ?? "")")
        for paragraph in comment.text.split(separator: "\n") {
          lines += Text.wrap(String(paragraph), at: width, indent: "  ")
        }
        lines.append("")
      }
      lines.append(
        "\(document.reports.count) reports, \(document.revisions.count) revisions, \(document.copies.count) copies")
      for report in document.reports { lines += ReportText.lines(report) }
      return lines
    }
  }
}

extension ArticleDocument {
  /// The revision of that number.
  func revision(_ number: Int) throws(CommandFailure) -> Revision {
    guard let found = revisions.first(where: { $0.revision == number }) else {
      let known = revisions.map { String($0.revision) }.joined(separator: ", ")
      throw CommandFailure(.no, "article \(article.id) has no revision \(number); it has \(known)")
    }
    return found
  }
}
