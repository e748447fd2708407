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
      var found = 0
      try await source.each(SearchLine.self, "/search", query, limit: limit ?? (json ? nil : 20)) { hit in
        found += 1
        try Output.standard.show(hit, json: json) { lines(hit) }
      }
      if found == 0, !json, source.hasSomething { Messages.say("no article has these words") }
    }
  }

  private func lines(_ hit: SearchLine) -> [String] {
    let width = Output.standard.width
    let day = (hit.article.published ?? hit.article.firstSeen).day
    let head = "\(hit.article.id)  \(day)  \(Text.plain(hit.article.title ?? hit.article.url ?? ""))"
    // Wrapped before it is marked: the marks take no columns.
    let words = hit.snippet.replacing("\n", with: " ").split(separator: " ")
    var lines = [Paint.standard.bold(Text.cut(head, to: width))]
    var line = ""
    for word in words {
      if !line.isEmpty, line.count + 1 + word.count > width - 4 {
        lines.append("    " + marked(line))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + ["    " + marked(line)]
  }

  /// Matches in bold, or in brackets where there is no colour.
  ///
  /// A match that goes over the line's end is closed there; the rest of it stands unmarked.
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
    return isOn ? text + "\u{1B}[0m" : text
  }
}
