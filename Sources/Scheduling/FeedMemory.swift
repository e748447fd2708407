/// What the schedule remembers of a feed between polls; the catalogue keeps it as `FeedSource.hints`.
public struct FeedMemory: Sendable, Equatable {
  public var hints: FeedHints
  public var history: PublishingHistory

  public init(hints: FeedHints = FeedHints(), history: PublishingHistory = PublishingHistory()) {
    self.hints = hints
    self.history = history
  }

  /// - Returns: an empty memory when there is none or it cannot be read, as after an older version: it is learnt again.
  public init(json: String?) {
    guard let json, let record = FlatRecord(json) else {
      self.init()
      return
    }
    let hints = FeedHints(
      ttl: record.number("ttl"), updateEvery: record.number("updateEvery"), freshFor: record.number("freshFor"),
      skipHours: record.numbers("skipHours"), skipDays: record.numbers("skipDays"), shown: record.number("shown"))
    self.init(hints: hints, history: PublishingHistory(record))
  }

  public var json: String {
    var record = FlatRecord()
    record.set("ttl", hints.ttl)
    record.set("updateEvery", hints.updateEvery)
    record.set("freshFor", hints.freshFor)
    record.set("skipHours", hints.skipHours)
    record.set("skipDays", hints.skipDays)
    record.set("shown", hints.shown)
    history.write(into: &record)
    return record.json
  }
}

/// Kept small, since every feed has one: weights in sixteenths, two characters an hour.
extension PublishingHistory {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  /// The value of each byte as a digit; -1 for the others.
  private static let digitValues: [Int] = (0..<256).map { byte in digits.firstIndex { Int($0) == byte } ?? -1 }
  private static let unitsPerItem = 16.0
  private static let unitsMax = 64 * 64 - 1

  fileprivate init(_ record: FlatRecord) {
    self.init()
    guard let since = record.number("since"), let landmark = record.number("landmark") else { return }
    var slots: [Double] = []
    if let text = record.word("slots") {
      guard let read = Self.slots(text) else { return }
      slots = read
    }
    self.init(
      slots: slots, since: Double(since), landmark: Double(landmark),
      burst: Double(record.number("burstHundredths") ?? 0) / 100, burstAt: Double(record.number("burstAt") ?? 0))
  }

  fileprivate func write(into record: inout FlatRecord) {
    guard let since else { return }
    record.set("since", Int(since))
    record.set("landmark", Int(landmark))
    guard !slots.isEmpty else { return }
    record.set("burstHundredths", Int((burst * 100).rounded()))
    record.set("burstAt", Int(burstAt))
    record.set("slots", word: Self.text(slots))
  }

  private static func text(_ slots: [Double]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(slots.count * 2)
    for weight in slots {
      let units = min(Int((weight * unitsPerItem).rounded()), unitsMax)
      bytes.append(digits[units / 64])
      bytes.append(digits[units % 64])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func slots(_ text: String) -> [Double]? {
    var slots: [Double] = []
    slots.reserveCapacity(slotCount)
    var high: Int?
    for byte in text.utf8 {
      let digit = digitValues[Int(byte)]
      guard digit >= 0 else { return nil }
      if let first = high {
        slots.append(Double(first * 64 + digit) / unitsPerItem)
        high = nil
      } else {
        high = digit
      }
    }
    return slots.count == slotCount && high == nil ? slots : nil
  }
}
