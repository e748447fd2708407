internal import ArgumentParser
import FeedParsing
import Fetching
import FoundationEssentials
import Model

extension FeedsCommand {
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Subscribe to a feed: writes it into the OPML file and tells the running daemon.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The feed's URL.")
    var url: String
    @Option(help: "How the feed is called; its own title when left out.")
    var title: String?
    @Option(help: "The folder, which becomes a tag; a/b for a folder in a folder.")
    var folder: String?
    @Option(help: "Poll it this often, such as 5m, whatever is learnt.")
    var interval: String?
    @Option(help: "The OPML file; the first of the configuration when left out.")
    var file: String?

    func run() throws {
      try Command.run {
        let settings = try common.settings()
        try FeedURLText.check(url)
        let subscription = OPMLSubscription(
          feedURL: url, title: title, folders: folder.map { $0.split(separator: "/").map(String.init) } ?? [],
          intervalText: interval)
        if let interval, subscription.interval == nil {
          throw CommandFailure(.usage, "--interval is a time such as 5m, 1h30m or PT5M; found \"\(interval)\"")
        }
        for path in settings.feeds
        where try FeedListFile(path).document().subscriptions.contains(where: { $0.feedURL == url }) {
          throw CommandFailure(.no, "\(url) stands in \(path) already; `salient feeds show` says how it does")
        }
        var list = try FeedListFile(try FeedListChoice.file(file, of: settings))
        try list.change { editor throws(OPMLEditor.Failure) in try editor.add(subscription) }
        try list.write()
        try Output.standard.line("\(list.path): added \(url)")
        try DaemonOrders(settings).reload()
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a subscription; what the feed brought stays.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The feed's URL, as subscribed.")
    var url: String

    func run() throws {
      try Command.run {
        let settings = try common.settings()
        var removed = 0
        for path in settings.feeds {
          var list = try FeedListFile(path)
          let count = try list.change { editor throws(OPMLEditor.Failure) in try editor.remove(feed: url) }
          guard count > 0 else { continue }
          try list.write()
          removed += count
          try Output.standard.line("\(path): removed \(url)")
        }
        guard removed > 0 else {
          throw CommandFailure(
            .no,
            "\(url) stands in none of \(settings.feeds.joined(separator: ", ")); `salient feeds list` shows the URLs")
        }
        try DaemonOrders(settings).reload()
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take over subscriptions from OPML files, as Miniflux, FreshRSS, newsboat and others write them.",
      discussion: "Feeds that are subscribed already are left alone; folders become tags.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "OPML files; - for standard input.")
    var files: [String]
    @Option(help: "The OPML file to add to; the first of the configuration when left out.")
    var file: String?
    @Flag(help: "Only say what would be added.")
    var dryRun = false

    func run() throws {
      try Command.run {
        let settings = try common.settings()
        var known = Set<String>()
        for path in settings.feeds { known.formUnion(try FeedListFile(path).document().subscriptions.map(\.feedURL)) }
        var list = try FeedListFile(try FeedListChoice.file(file, of: settings))
        var (added, present, refused) = (0, 0, 0)
        for path in files {
          for subscription in try FeedListChoice.document(path).subscriptions {
            guard FeedURLText.isFeed(subscription.feedURL) else {
              refused += 1
              Messages.say("salient: \(path):\(subscription.line): \(subscription.feedURL) is no http URL; left out")
              continue
            }
            guard known.insert(subscription.feedURL).inserted else {
              present += 1
              continue
            }
            try list.change { editor throws(OPMLEditor.Failure) in try editor.add(subscription) }
            added += 1
            if dryRun { try Output.standard.line("would add \(subscription.feedURL)") }
          }
        }
        if !dryRun, added > 0 { try list.write() }
        try Output.standard.line(
          "\(list.path): \(dryRun ? "would add" : "added") \(added), subscribed already \(present), left out \(refused)"
        )
        if !dryRun, added > 0 { try DaemonOrders(settings).reload() }
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Print all subscriptions as one OPML file for other programs.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      try Command.run {
        var all = OPMLDocument(title: "Salient's feeds")
        var seen = Set<String>()
        for path in try common.settings().feeds {
          let document = try FeedListChoice.document(path)
          all.subscriptions += document.subscriptions.filter { seen.insert($0.feedURL).inserted }
          all.namespaces += document.namespaces.filter { new in !all.namespaces.contains { $0.name == new.name } }
        }
        try Output.standard.write(all.bytes())
      }
    }
  }
}

/// Which list a command works on.
enum FeedListChoice {
  static func file(_ given: String?, of settings: Settings) throws(CommandFailure) -> String {
    guard let file = given ?? settings.feeds.first else {
      throw CommandFailure(
        .configuration, "the configuration names no feed list; write `feeds: [feeds.opml]` into it, or say --file")
    }
    if given != nil, !settings.feeds.contains(where: { $0 == file }) {
      Messages.say("salient: \(file) is none of the configuration's lists (feeds: …); the daemon will not read it")
    }
    return file
  }

  static func document(_ path: String) throws(CommandFailure) -> OPMLDocument {
    let bytes: [UInt8]
    if path == "-" {
      var lines = InputLines()
      var all: [UInt8] = []
      while let line = lines.next() { all += line + [0x0A] }
      bytes = all
    } else {
      bytes = try readFile(path)
    }
    do {
      return try OPMLDocument(parsing: bytes)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error.description)")
    }
  }
}

/// What may stand as a feed's URL.
enum FeedURLText {
  static func isFeed(_ url: String) -> Bool {
    let start = url.prefix(8).lowercased()
    return (start.hasPrefix("http://") || start.hasPrefix("https://")) && url.count > 8
      && !url.contains { $0.isWhitespace }
  }

  static func check(_ url: String) throws(CommandFailure) {
    guard isFeed(url) else {
      throw CommandFailure(.usage, "\"\(url)\" is no feed URL: give it whole, with http:// or https:// and no blanks")
    }
  }
}
