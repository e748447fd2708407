public import Cataloguing
public import FoundationEssentials
public import Model
public import Observing
public import Publishing
public import ServiceLifecycle
import Synchronization

/// Tells the sinks of what the outbox brings, each in its own time.
///
/// A sink's position in the outbox moves when its receiver has taken the event, in the catalogue: after a restart
/// nothing that was acknowledged is sent again, and nothing is left out. A receiver that does not answer holds up
/// its own sink alone; it is tried at growing intervals, and after a day the event goes to the dead letters.
///
/// The rules can be changed while it runs (`use`): a sink whose rule is gone ends after what it has in hand, a new one begins
/// with what comes next, and one that stays goes on at its position.
public struct AlertService: Service, CustomStringConvertible {
  /// Its name in logs: the group of services prints each of them, and would print all that it holds.
  public var description: String { "alerts" }

  private let plans: AsyncStream<[AlertRoute]>
  private let plan: AsyncStream<[AlertRoute]>.Continuation
  private let catalogue: Catalogue
  private let views: Views
  private let bell: Bell
  private let courier: AlertCourier
  private let dead: DeadLetters
  private let observer: Observer
  private let clock: @Sendable () -> Date
  private let backOff: AlertBackOff
  private let health: Health

  private final class Health: Sendable {
    struct State {
      /// The rules in force, one entry for each sink of each.
      var routes: [AlertRoute]
      var pending: [String: Int] = [:]
      var failing: [String: String] = [:]
      var dead = 0
    }
    let state: Mutex<State>

    init(_ routes: [AlertRoute]) { state = Mutex(State(routes: routes)) }
  }

  private static let eventsAtOnce = 200
  /// The outbox is looked at no less often, in case a ring was missed.
  private static let lookEvery = Duration.seconds(30)

  /// - Parameters:
  ///   - rules: those in force from the start.
  ///   - views: where the outbox's events and the number of sources come from.
  ///   - bell: rings when something new is in the outbox.
  ///   - placeKind: the gazetteer's word for a place by its id, for rules that ask for it.
  ///   - clock: the wall clock, for what is told of times.
  public init(
    rules: [AlertRule], catalogue: Catalogue, views: Views, bell: Bell, courier: AlertCourier, dead: DeadLetters,
    observer: Observer, placeKind: @escaping @Sendable (String) -> String?, backOff: AlertBackOff = .day,
    clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    (plans, plan) = AsyncStream.makeStream(of: [AlertRoute].self, bufferingPolicy: .bufferingNewest(1))
    let routes = AlertRoute.all(of: rules, placeKind: placeKind)
    health = Health(routes)
    plan.yield(routes)
    (self.catalogue, self.views, self.bell) = (catalogue, views, bell)
    (self.courier, self.dead, self.observer) = (courier, dead, observer)
    (self.clock, self.backOff) = (clock, backOff)
  }

  /// Puts other rules in force, from the next event on.
  ///
  /// - Parameter placeKind: as for `init`, for the new rules.
  /// - Throws: when the catalogue cannot note the sinks; the rules that were in force stay then.
  public func use(
    _ rules: [AlertRule], placeKind: @escaping @Sendable (String) -> String?
  ) async throws(CatalogueError) {
    let routes = AlertRoute.all(of: rules, placeKind: placeKind)
    guard !health.state.withLock({ $0.routes.elementsEqual(routes) { $0.isSame(as: $1) } }) else { return }
    try await catalogue.begin(sinks: routes.map(\.name))
    health.state.withLock { state in
      state.routes = routes
      let names = Set(routes.map(\.name))
      state.pending = state.pending.filter { names.contains($0.key) }
      state.failing = state.failing.filter { names.contains($0.key) }
    }
    plan.yield(routes)
  }

  /// How the sinks do, for readiness: failing receivers and given-up alerts are told, and make nothing unready, since
  /// polling and archiving do not depend on them.
  public func check() -> HealthCheck {
    let state = health.state.withLock { $0 }
    let pending = state.pending.values.reduce(0, +)
    var value =
      "\(pending) waiting, \(state.failing.count) of \(state.routes.count) sinks failing, \(state.dead) given up"
    if let (name, error) = state.failing.min(by: { $0.key < $1.key }) { value += "; \(name): \(error)" }
    return HealthCheck(name: "sinks", ok: true, value: value, limit: "told, never unready")
  }

  /// Lets new sinks begin at what the outbox holds now; called before anything new can come into it.
  ///
  /// - Throws: when the catalogue cannot be written.
  public func begin() async throws(CatalogueError) {
    try await catalogue.begin(sinks: health.state.withLock { $0.routes.map(\.name) })
  }

  /// Serves every sink until graceful shutdown.
  ///
  /// - Throws: when the dead letters that are kept cannot be read.
  public func run() async throws {
    let kept = try dead.all().count
    health.state.withLock { $0.dead = kept }
    await cancelWhenGracefulShutdown {
      var changes = plans.makeAsyncIterator()
      var next = await changes.next()
      while let routes = next {
        next = await withTaskGroup(of: Void.self, returning: [AlertRoute]?.self) { group in
          for route in routes { group.addTask { await serve(route) } }
          // Ends with nil when it is time to stop.
          let newer = await changes.next()
          group.cancelAll()
          return newer
        }
        // What a sink that is gone had in hand may have noted its position again.
        if next != nil { await forgetOthers() }
      }
    }
  }

  private func forgetOthers() async {
    do throws(CatalogueError) {
      try await begin()
    } catch {
      observer.record(.catalogueFailed(error: error.description))
    }
  }

  private func serve(_ route: AlertRoute) async {
    let rings = bell.rings()
    await withDiscardingTaskGroup { group in
      let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      look.yield()
      group.addTask {
        for await _ in rings { look.yield() }
        look.finish()
      }
      group.addTask {
        while (try? await Task.sleep(for: AlertService.lookEvery)) != nil { look.yield() }  // Throws when cancelled.
        look.finish()
      }
      for await _ in looks {
        do throws(CatalogueError) {
          try await drain(route)
        } catch {
          observer.record(.catalogueFailed(error: error.description))
        }
      }
      group.cancelAll()
    }
  }

  /// Takes everything that waits for the sink.
  private func drain(_ route: AlertRoute) async throws(CatalogueError) {
    var position = try await catalogue.cursor(of: route.name)
    while !Task.isCancelled {
      let events = try await views.events(after: position, limit: AlertService.eventsAtOnce)
      await tellPending(route)
      guard let last = events.last else { return }
      for event in events where await matches(event, route) {
        guard await deliver(AlertMessage(rule: route.rule.name, event: event), route) else { return }
        try await catalogue.acknowledge(event.id, by: route.name)
      }
      position = last.id
      try await catalogue.acknowledge(position, by: route.name)
    }
  }

  private func matches(_ event: ReportEvent, _ route: AlertRoute) async -> Bool {
    guard route.matcher.matches(event.report) else { return false }
    guard route.matcher.condition.sourcesMin > 1 else { return true }
    do {
      return route.matcher.isReached(try await views.independentSources(of: event.report.id))
    } catch {
      // Better told with too few sources than not at all.
      observer.record(.catalogueFailed(error: "\(error)"))
      return true
    }
  }

  /// - Returns: false when it is time to stop before the event was taken or given up.
  private func deliver(_ message: AlertMessage, _ route: AlertRoute) async -> Bool {
    let report = message.event.report.id
    for attempt in 1... {
      let error: String
      switch await courier.bring(message, to: route.sink) {
      case .taken:
        health.state.withLock { $0.failing[route.name] = nil }
        observer.metrics.add(to: .alerts, route.sink.word, "sent")
        observer.record(
          .alertSent(alert: route.rule.name, sink: route.sink.word, key: message.key, report: report, attempts: attempt)
        )
        return true
      case .refused(let reason):
        giveUp(message, route, attempts: attempt, error: reason)
        return true
      case .failed(let reason): error = reason
      }
      // A try that was cut short says nothing of the receiver; the event comes again with the same key.
      guard !Task.isCancelled else { return false }
      guard attempt < backOff.attemptsMax else {
        giveUp(message, route, attempts: attempt, error: error)
        return true
      }
      let wait = backOff.wait(after: attempt)
      health.state.withLock { $0.failing[route.name] = error }
      observer.metrics.add(to: .alerts, route.sink.word, "failed")
      observer.record(
        .alertFailed(
          alert: route.rule.name, sink: route.sink.word, key: message.key, report: report, attempts: attempt,
          next: (clock() + wait.seconds).rfc3339, error: error))
      guard (try? await Task.sleep(for: wait)) != nil else { return false }  // Throws when it is time to stop.
    }
    return false
  }

  private func giveUp(_ message: AlertMessage, _ route: AlertRoute, attempts: Int, error: String) {
    observer.metrics.add(to: .alerts, route.sink.word, "dead")
    observer.record(
      .alertDead(
        alert: route.rule.name, sink: route.sink.word, key: message.key, report: message.event.report.id,
        attempts: attempts,
        error: error))
    do {
      try health.state.withLock { state in
        state.failing[route.name] = nil
        state.dead += 1
        // Written under the lock: two sinks must not write the file at once.
        try dead.add(
          DeadLetters.Letter(
            at: clock(), alert: route.rule.name, sink: route.sink.word, key: message.key, attempts: attempts,
            error: error,
            event: message.event))
      }
    } catch {
      observer.record(.catalogueFailed(error: "\(dead.path): the given-up alert could not be kept: \(error)"))
    }
  }

  private func tellPending(_ route: AlertRoute) async {
    do {
      let count = try await catalogue.pendingEventCount(of: route.name)
      let most = health.state.withLock { state in
        state.pending[route.name] = count
        return state.pending.values.max() ?? 0
      }
      observer.metrics.set(.outboxPending, to: Double(most))
    } catch {
      observer.record(.catalogueFailed(error: error.description))
    }
  }
}
