import Alerting
import Cataloguing
import Configuring
import FoundationEssentials
import Glibc
import Model
import Observing
import Polling
import ServiceLifecycle
import UnixSignals

/// Reads the configuration and the feed list again on SIGHUP; a bad file leaves the running one in force.
///
/// The feed list, the alerts and the log level take effect at once; what other settings say holds from the next start on.
/// Everything is read and judged before anything is changed.
struct Reload: Service, CustomStringConvertible {
  /// Its name in logs: the group of services prints each of them, and would print all that it holds.
  var description: String { "reload" }

  let configuration: String?
  let catalogue: Catalogue
  let poller: Poller
  let alerts: AlertService
  let resources: Resources
  let observer: Observer
  let running: Settings

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
    }
  }

  /// Reads both again now.
  func reload() async {
    ServiceManager.notify(.reloading(monotonicMicroseconds: Reload.monotonicMicroseconds()))
    do {
      let settings = try configuration.map { try Configuration.load($0) } ?? running
      let list = try FeedList.read(settings.feeds)
      let placeKind = try Alerts(settings: settings, resources: resources).placeKind()
      // Before new feeds are polled: a new rule then tells of what they bring.
      try await alerts.use(settings.alerts, placeKind: placeKind)
      let changes = try await catalogue.subscribe(list, at: Date())
      for feed in changes.removed { await poller.forget(feed) }
      for id in changes.added {
        guard let feed = try await catalogue.feed(id) else { continue }
        await poller.pollNow(id, url: feed.url)
      }
      observer.setLevel(LogLevel(settings.logging.level))
      observer.record(.serviceReloaded(feeds: list.count, alerts: settings.alerts.count))
      ServiceManager.notify(.status("\(list.count) feeds, configuration read again"))
    } catch let failure as CommandFailure {
      refuse(failure.message)
    } catch {
      refuse("\(error)")
    }
    ServiceManager.notify(.ready)
  }

  private func refuse(_ reason: String) {
    observer.record(.serviceReloadFailed(error: reason))
    ServiceManager.notify(.status("the new configuration is not used; the journal says why"))
  }

  private static func monotonicMicroseconds() -> UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
  }
}
