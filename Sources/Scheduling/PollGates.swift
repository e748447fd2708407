public import Model

/// How many polls may be under way at once, and where.
public struct PollGates: Sendable, Equatable {
  /// Polls at once.
  public var concurrency = 256
  /// Polls at once of one host.
  public var perHost = 2
  /// Between the starts of two polls of one host.
  public var hostGap: Duration = .zero
  /// Polls at once of hosts known to be slow: they share what is left to them, and never take all.
  public var slowConcurrency: Int
  /// A poll under way for longer no longer takes a place from others, and its host is slow from then on.
  public var slowAfter: Duration = .seconds(3)
  /// How many such polls are borne on top of `concurrency`.
  public var slowExtra: Int
  /// How long a host is taken for slow after it was.
  public var slowFor: Duration = .seconds(3600)
  /// Whether failures of many hosts at once, without an answer from any, are taken for an outage of our own network.
  /// A single pass over all feeds has to end, and does without.
  public var detectsOutage = true
  /// Hosts that must have failed in a row, or all there are if they are fewer (but three at least).
  public var outageHosts = 10
  /// Within this time.
  public var outageWithin: Duration = .seconds(120)
  /// Between two polls that try whether the network is back.
  public var probeEvery: Duration = .seconds(5)

  public init(concurrency: Int = 256, perHost: Int = 2, hostGap: Duration = .zero) {
    self.concurrency = max(1, concurrency)
    self.perHost = max(1, perHost)
    self.hostGap = hostGap
    slowConcurrency = max(1, concurrency / 4)
    slowExtra = 2 * max(1, concurrency)
  }

  public init(_ settings: PollingSettings) {
    self.init(concurrency: settings.concurrency, perHost: settings.perHost, hostGap: settings.hostGap)
  }
}
