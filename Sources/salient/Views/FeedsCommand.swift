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
        for feed in page.items { try Output.standard.show(feed, json: json) { [line(feed)] } }
        if page.items.isEmpty, !json { Messages.say("no feeds; `salient feeds add URL` subscribes to one") }
      }
    }

    /// Result, next poll, items, then title and URL as far as they fit.
    private func line(_ feed: FeedLine) -> String {
      let paint = Paint.standard
      let next = feed.nextPoll.map { Text.relative($0) } ?? feed.state.rawValue
      let result = (feed.result?.rawValue ?? "-") + (feed.failures > 1 ? " ×\(feed.failures)" : "")
      let head =
        paint.result(feed.result, Text.column(result, 15)) + Text.column("next " + next, 16)
        + Text.column(Text.count(feed.items, "item"), 12)
      let left = max(20, Output.standard.width - 43)
      let title = Text.cut(Text.plain(feed.title ?? feed.feedURL), to: feed.title == nil ? left : max(20, left / 2))
      let url = feed.title == nil ? "" : Text.cut(feed.feedURL, to: max(8, left - Text.width(title) - 2))
      // Tools that read text get the URL whole.
      let shown = Output.standard.isTerminal ? url : feed.title == nil ? "" : feed.feedURL
      return head + title + (shown.isEmpty ? "" : "  " + paint.dim(shown))
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
        try Output.standard.show(feed, json: json) { lines(feed) }
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
          "\(poll.at.rfc3339)  \(Paint.standard.result(poll.result, poll.result.rawValue))\(status), \(poll.milliseconds) ms, \(poll.bytes) bytes, "
            + "\(poll.items) items, \(poll.new) new" + (poll.message.map { "; " + Text.plain($0) } ?? ""))
      }
      return lines
    }
  }
}
