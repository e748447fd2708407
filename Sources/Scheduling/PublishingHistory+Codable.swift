/// Kept small, since every feed has one: weights in sixteenths, two characters an hour.
extension PublishingHistory: Codable {
  private enum CodingKeys: String, CodingKey { case slots, since, landmark, burst, burstAt }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let perUnit = 16.0
  private static let most = 64 * 64 - 1

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    guard let since else { return }
    try container.encode(Int64(since), forKey: .since)
    try container.encode(Int64(landmark), forKey: .landmark)
    guard !slots.isEmpty else { return }
    try container.encode(Self.text(slots), forKey: .slots)
    try container.encode((burst * 100).rounded() / 100, forKey: .burst)
    try container.encode(Int64(burstAt), forKey: .burstAt)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    guard let since = try container.decodeIfPresent(Int64.self, forKey: .since) else { return }
    let slots = try container.decodeIfPresent(String.self, forKey: .slots).map { text in
      guard let slots = Self.slots(text) else {
        throw DecodingError.dataCorruptedError(forKey: .slots, in: container, debugDescription: "not 168 weights")
      }
      return slots
    }
    self.init(
      slots: slots ?? [], since: Double(since), landmark: Double(try container.decode(Int64.self, forKey: .landmark)),
      burst: try container.decodeIfPresent(Double.self, forKey: .burst) ?? 0,
      burstAt: Double(try container.decodeIfPresent(Int64.self, forKey: .burstAt) ?? 0))
  }

  private static func text(_ slots: [Double]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(slots.count * 2)
    for weight in slots {
      let number = min(Int((weight * perUnit).rounded()), most)
      bytes.append(digits[number / 64])
      bytes.append(digits[number % 64])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func slots(_ text: String) -> [Double]? {
    let values = text.utf8.map { byte in digits.firstIndex(of: byte) ?? -1 }
    guard values.count == slotCount * 2, values.allSatisfy({ $0 >= 0 }) else { return nil }
    return (0..<slotCount).map { Double(values[$0 * 2] * 64 + values[$0 * 2 + 1]) / perUnit }
  }
}
