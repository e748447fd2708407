public import Observing
public import Publishing

/// What the status server shows, and where it learns it.
public struct StatusSources: Sendable {
  let views: Views
  let observer: Observer
  let bell: Bell
  let page: PageFiles
  /// Named checks of readiness; all must hold.
  let readiness: @Sendable () async -> [HealthCheck]
  /// Brings the gauges up to date before they are read.
  let refreshMetrics: @Sendable () async -> Void

  public init(
    views: Views, observer: Observer, bell: Bell, page: PageFiles = PageFiles([:]),
    readiness: @escaping @Sendable () async -> [HealthCheck],
    refreshMetrics: @escaping @Sendable () async -> Void
  ) {
    self.views = views
    self.observer = observer
    self.bell = bell
    self.page = page
    self.readiness = readiness
    self.refreshMetrics = refreshMetrics
  }
}
