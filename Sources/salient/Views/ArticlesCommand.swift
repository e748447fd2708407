internal import ArgumentParser
import Cataloguing
import FoundationEssentials
import Model
import Publishing

/// `salient articles`
struct ArticlesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles", abstract: "Look at articles.", subcommands: [List.self, Show.self, Diff.self],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List articles, newest first.")

    @OptionGroup var common: CommonOptions
    @Option(help: "Articles of this feed's URL.")
    var feed: String?
    @Option(help: "First seen at or after this date.")
    var since: String?
    @Option(help: "All articles of the story that this article belongs to: the first and its copies.")
    var story: String?
    @Option(help: "Articles in this language (BCP 47).")
    var language: String?
    @Option(help: "At most so many.")
    var limit: Int?
    @Flag(
      help:
        "Every stored item of every feed instead: {\"feed_url\", \"item_id\", \"title\"}; reads the catalogue itself.")
    var items = false
    @Flag(help: "One JSON object a line.")
    var json = false

    private struct ItemLine: Encodable {
      let feed_url: String
      let item_id: String
      let title: String?
    }

    func run() async throws {
      try await Command.run {
        let settings = try common.settings()
        if items { return try listItems(settings) }
        let query: KeyValuePairs<String, String?> = [
          "feed": feed, "since": since, "story": story, "language": language,
        ]
        try await ViewSource(settings).each(ArticleLine.self, "/articles", query, limit: limit ?? (json ? nil : 50)) {
          let article = $0
          try Output.standard.show(article, json: json) { [line(article)] }
        }
      }
    }

    private func listItems(_ settings: Settings) throws {
      if ViewSource(settings).hasNothingYet() { return }
      do {
        let catalogue = try Catalogue(file: settings.cataloguePath, access: .readOnly)
        try catalogue.eachItem { item in
          if json {
            try JSONLines.write(
              ItemLine(feed_url: item.feed.withoutCredentials, item_id: item.itemID, title: item.title))
          } else {
            try Output.standard.line("\(item.article)  \(Text.plain(item.title ?? item.itemID))")
          }
        }
      } catch let error as CatalogueError {
        throw CommandFailure(.unavailable, error.description)
      }
    }

    private func line(_ article: ArticleLine) -> String {
      let day = (article.published ?? article.firstSeen).day
      let line =
        "\(day)  " + Text.column(article.relation.rawValue, 11) + Text.column(Text.count(article.reports, "report"), 12)
        + Text.plain(article.title ?? article.url ?? "")
      let left = max(20, Output.standard.width - "\(article.id)  ".count)
      return Paint.standard.dim("\(article.id)") + "  "
        + (Output.standard.isTerminal ? Text.cut(line, to: left) : line)
    }
  }
}
