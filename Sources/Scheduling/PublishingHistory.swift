public import FoundationEssentials

/// When a feed publishes: its rate by hour of the week, in which old items weigh less.
public struct PublishingHistory: Sendable, Equatable, Codable {
  public init() {}

  /// Notes the items that a poll found new.
  /// - Parameter published: their own times; `now` for those without.
  public mutating func note(_ published: [Date], at now: Date) {}

  /// Items an hour, in the hour of the week that `date` falls in; nil before anything is known.
  public func rate(at date: Date) -> Double? { nil }
}
