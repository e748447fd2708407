internal import ArgumentParser
import FoundationEssentials
import Model
import Publishing

/// `salient feeds`
struct FeedsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds", abstract: "Look at feeds, and subscribe to them.",
    subcommands: [List.self, Show.self, Add.self, Remove.self, Poll.self, Import.self, Export.self],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all feeds with their last result and next poll.")

    @OptionGroup var common: CommonOptions
    @Flag(help: "One JSON object a line.")
    var json = false

    func run() async throws {
      try await Command.run {
        let source = ViewSource(try common.settings())
        if source.hasNothingYet() { return }
        let page = try await source.document(PageDocument<FeedLine>.self, "/feeds")
        for feed in page.items {
          if json { try JSONLines.write(feed) } else { try Output.standard.line(line(feed)) }
        }
      }
    }

    private func line(_ feed: FeedLine) -> String {
      let next = feed.nextPoll.map { Text.relative($0) } ?? feed.state.rawValue
      return Text.column(feed.result?.rawValue ?? "-", 11) + Text.column("next " + next, 16)
        + Text.column("\(feed.items) items", 12) + Text.plain(feed.title.map { "\($0)  " } ?? "") + feed.feedURL
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one feed: its last polls, the next one, and each rule that set it.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The feed's URL, as subscribed.")
    var url: String
    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
      try await Command.run {
        let feed = try await ViewSource(try common.settings()).document(FeedDocument.self, "/feed", ["url": url])
        if json { return try JSONLines.write(feed) }
        for line in lines(feed) { try Output.standard.line(line) }
      }
    }

    private func lines(_ document: FeedDocument) -> [String] {
      let feed = document.feed
      var lines = [Text.plain(feed.title ?? feed.feedURL), "url        \(feed.feedURL)"]
      if let final = feed.finalURL { lines.append("asked at   \(final)") }
      if !feed.tags.isEmpty { lines.append("tags       \(feed.tags.joined(separator: ", "))") }
      lines.append("state      \(feed.state.rawValue), \(feed.items) items, \(feed.failures) failures in a row")
      if let next = feed.nextPoll { lines.append("next poll  \(next.rfc3339) (\(Text.relative(next)))") }
      for reason in (feed.nextPollReason ?? "").split(separator: ";") {
        lines.append("           \(reason.drop { $0 == " " })")
      }
      for poll in document.polls {
        let status = poll.status.map { " \($0)" } ?? ""
        lines.append(
          "\(poll.at.rfc3339)  \(poll.result.rawValue)\(status), \(poll.milliseconds) ms, \(poll.bytes) bytes, "
            + "\(poll.items) items, \(poll.new) new" + (poll.message.map { "; " + Text.plain($0) } ?? ""))
      }
      return lines
    }
  }
}
