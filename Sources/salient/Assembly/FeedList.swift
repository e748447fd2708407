import Cataloguing
import FeedParsing
import FoundationEssentials
import Model

/// The operator's feed list: all OPML files of the configuration together.
enum FeedList {
  /// - Throws: naming the file that cannot be read or is no OPML.
  static func read(_ files: [String]) throws(CommandFailure) -> [Subscription] {
    var subscriptions: [Subscription] = []
    var seen: Set<String> = []
    for file in files {
      let bytes = try readFile(file)
      let document: OPMLDocument
      do {
        document = try OPMLDocument(parsing: bytes)
      } catch {
        throw CommandFailure(.configuration, "\(file): \(error)")
      }
      for outline in document.subscriptions where seen.insert(outline.feedURL).inserted {
        subscriptions.append(
          Subscription(
            url: outline.feedURL, title: outline.title, tags: outline.tags, interval: outline.interval))
      }
    }
    return subscriptions
  }
}
