internal import ArgumentParser
import Cataloguing
import FoundationEssentials
import Model
import Observing
import Polling
import Publishing

extension FeedsCommand {
  struct Poll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Poll feeds now, whatever their schedule says.",
      discussion:
        "The running daemon does it, in its turn and as the feed's host allows; without a daemon the command does.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Feed URLs, as subscribed.")
    var urls: [String]
    @Option(help: "Wait so many seconds for the result; 0: only ask for it.")
    var wait = 60
    @Flag(help: "One JSON object a line.")
    var json = false

    /// How often the daemon is asked whether the poll is done.
    private static let askEvery = Duration.milliseconds(250)

    func run() async throws {
      try await Command.run {
        let settings = try common.settings()
        let source = ViewSource(settings)
        let orders = DaemonOrders(settings)
        guard orders.isDaemonRunning else { return try await pollHere(settings) }
        let inbox = Inbox(state: settings.state)
        var before: [String: Date] = [:]
        for url in urls {
          let feed = try await source.document(FeedDocument.self, "/feed", ["url": url]).feed
          guard feed.state == .active else { throw Poll.inactive(feed) }
          before[url] = feed.lastPoll ?? .distantPast
        }
        for url in urls { try inbox.put(.poll(url: url)) }
        guard wait > 0 else { return }
        var failed = 0
        for url in urls { failed += try await tell(url, after: before[url] ?? .distantPast, source) ? 0 : 1 }
        if failed > 0 { throw CommandFailure(.no, "\(failed) of \(urls.count) feeds gave nothing") }
      }
    }

    private static func inactive(_ feed: FeedLine) -> CommandFailure {
      CommandFailure(
        .no, "\(feed.feedURL) is \(feed.state.rawValue) and is not polled; `salient feeds add` subscribes to it again")
    }

    /// - Returns: whether the feed answered.
    private func tell(_ url: String, after last: Date, _ source: ViewSource) async throws -> Bool {
      let deadline = ContinuousClock.now + .seconds(wait)
      while ContinuousClock.now < deadline {
        let document = try await source.document(FeedDocument.self, "/feed", ["url": url])
        if let poll = document.polls.first, poll.at > last {
          try Poll.show(document.feed, poll, json: json)
          return poll.result == .ok || poll.result == .salvage
        }
        try await Task.sleep(for: Poll.askEvery)
      }
      throw CommandFailure(
        .temporary,
        "\(url) is not polled after \(wait) s: its host is asked for others or wants a pause; "
          + "`salient feeds show` says when it is due")
    }

    private func pollHere(_ settings: Settings) async throws {
      let began = Date()
      let daemon = Daemon(
        settings: settings, configuration: common.file, resources: try common.resources(settings),
        observer: Observer(
          sink: LogSink(format: settings.logging.format, environment: ProcessInfo.processInfo.environment),
          level: .warning), mode: .once, only: urls)
      try await daemon.run()
      let source = ViewSource(settings)
      var failed = 0
      for url in urls {
        let document = try await source.document(FeedDocument.self, "/feed", ["url": url])
        guard let poll = document.polls.first, poll.at >= began - 1 else { throw Poll.inactive(document.feed) }
        try Poll.show(document.feed, poll, json: json)
        failed += poll.result == .ok || poll.result == .salvage ? 0 : 1
      }
      if failed > 0 { throw CommandFailure(.no, "\(failed) of \(urls.count) feeds gave nothing") }
    }

    private static func show(_ feed: FeedLine, _ poll: FeedDocument.Poll, json: Bool) throws {
      if json { return try JSONLines.write(feed) }
      let status = poll.status.map { " \($0)" } ?? ""
      try Output.standard.line(
        "\(poll.result.rawValue)\(status)  \(feed.feedURL): \(poll.items) items, \(poll.new) new, \(poll.revised) revised"
          + (poll.message.map { "; " + Text.plain($0) } ?? ""))
    }
  }
}
