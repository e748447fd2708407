import Observing
import Polling
import ServiceLifecycle

/// Says now and then what was done: to the log, and to the service manager with the watchdog's ping.
struct Progress: Service, CustomStringConvertible {
  /// Its name in logs: the group of services prints each of them, and would print all that it holds.
  var description: String { "progress" }

  let facts: DaemonFacts
  let observer: Observer

  /// At a terminal a person wants to see that things move; a log wants less.
  private static let everyForPeople = Duration.seconds(5)
  private static let everyForLogs = Duration.seconds(60)

  func run() async throws {
    let interval = observer.isForPeople ? Progress.everyForPeople : Progress.everyForLogs
    let ping = ServiceManager.watchdogInterval.map { $0 / 2 } ?? interval
    await cancelWhenGracefulShutdown {
      var last = Poller.Counts()
      var sinceTold = Duration.zero
      // Throws when the daemon is to stop.
      while (try? await Task.sleep(for: min(ping, interval))) != nil {
        // No ping without progress: systemd then ends the process, and starts it again on what is durable.
        if await facts.isAlive() { ServiceManager.notify(.watchdog) }
        let now = await facts.poller.progress
        sinceTold += min(ping, interval)
        guard sinceTold >= interval else { continue }
        sinceTold = .zero
        guard now != last else { continue }
        last = now
        ServiceManager.notify(.status("\(now.polls) polls, \(now.articles) articles, \(now.reports) reports"))
        observer.record(
          .serviceProgress(
            polls: now.polls, failed: now.failedPolls, articles: now.articles, reports: now.reports,
            active: now.active, waiting: now.waiting))
      }
    }
  }
}
