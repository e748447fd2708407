/// When an event that was not taken is tried again.
public struct AlertBackOff: Sendable {
  /// After the first attempt.
  public var first: Duration
  /// By which each wait is longer than the one before.
  public var factor: Double
  /// No wait is longer.
  public var longest: Duration
  /// After so many attempts the event is given up.
  public var attemptsMax: Int

  public init(first: Duration, factor: Double, longest: Duration, attemptsMax: Int) {
    self.first = first
    self.factor = factor
    self.longest = longest
    self.attemptsMax = attemptsMax
  }

  /// 5 s, 15 s, 45 s, … up to an hour: about a day in all.
  public static let day = AlertBackOff(first: .seconds(5), factor: 3, longest: .seconds(3600), attemptsMax: 30)

  func wait(after attempts: Int) -> Duration {
    var wait = first
    for _ in 1..<max(1, attempts) where wait < longest { wait = wait * factor }
    return min(wait, longest)
  }
}
