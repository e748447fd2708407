internal import ArgumentParser
import FoundationEssentials
import Model
import Publishing

/// `salient search`
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Search the titles and texts of all articles.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "Words; \"a phrase\" in quotes, a prefix with a star.")
  var words: [String]
  @Option(help: "relevance or newest.")
  var order: String?
  @Option(help: "At most so many.")
  var limit: Int?
  @Flag(help: "One JSON object a line.")
  var json = false

  func run() async throws {
    try await Command.run {
      let query: KeyValuePairs<String, String?> = ["q": words.joined(separator: " "), "order": order]
      let source = ViewSource(try common.settings())
      try await source.each(SearchLine.self, "/search", query, limit: limit ?? (json ? nil : 20)) { hit in
        if json { return try JSONLines.write(hit) }
        let day = (hit.article.published ?? hit.article.firstSeen).day
        try Output.standard.line("\(hit.article.id)  \(day)  \(Text.plain(hit.article.title ?? hit.article.url ?? ""))")
        try Output.standard.line("    " + marked(hit.snippet))
      }
    }
  }

  /// Matches in bold, or in brackets where there is no colour.
  private func marked(_ snippet: String) -> String {
    let isOn = Paint.standard.isOn
    var text = ""
    for character in snippet {
      switch character {
      case "\u{02}": text += isOn ? "\u{1B}[1m" : "["
      case "\u{03}": text += isOn ? "\u{1B}[0m" : "]"
      default: text += Text.plain(String(character))
      }
    }
    return text
  }
}
