import Cataloguing
import FoundationEssentials
import Model
import Observing
import Polling
import ServiceLifecycle

/// Carries out the orders that commands leave in the inbox.
struct OrderTaker: Service, CustomStringConvertible {
  /// Its name in logs: the group of services prints each of them, and would print all that it holds.
  var description: String { "orders" }

  let inbox: Inbox
  let reload: Reload
  let catalogue: Catalogue
  let poller: Poller
  let observer: Observer

  /// A look costs one system call while nothing changed.
  private static let lookEvery = Duration.milliseconds(300)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var seen: Date?
      // Throws when the daemon is to stop.
      while (try? await Task.sleep(for: OrderTaker.lookEvery)) != nil {
        let changed = inbox.changed()
        guard changed != seen else { continue }
        let (orders, faults) = inbox.take()
        // Taking orders changes the folder: one more look finds it empty.
        seen = orders.isEmpty && faults.isEmpty ? changed : nil
        for fault in faults { observer.record(.orderRefused(error: fault)) }
        if orders.contains(.reload) { await reload.reload() }
        for case .poll(let url) in orders { await poll(url) }
      }
    }
  }

  private func poll(_ url: String) async {
    do {
      guard let feed = try await catalogue.feed(url: url), feed.state == .active else {
        return observer.record(.orderRefused(error: "no active feed \(url)"))
      }
      await poller.pollNow(feed.id, url: feed.url)
    } catch {
      observer.record(.catalogueFailed(error: error.description))
    }
  }
}
