/// A JSON object of one level with whole numbers, lists of them, and plain words: what is remembered of a feed, read and
/// written at every poll. A general JSON decoder takes twenty times as long as the rest of the plan.
struct FlatRecord {
  enum Value: Equatable {
    case number(Int)
    case numbers([Int])
    case word(String)
  }

  private(set) var values: [String: Value] = [:]
  private var text = "{"

  init() {}

  // MARK: - Writing

  mutating func set(_ key: String, _ number: Int?) {
    if let number { append(key, "\(number)") }
  }

  mutating func set(_ key: String, _ numbers: [Int]) {
    if !numbers.isEmpty { append(key, "[" + numbers.map { "\($0)" }.joined(separator: ",") + "]") }
  }

  /// - Precondition: letters, digits and signs that JSON does not escape.
  mutating func set(_ key: String, word: String) { append(key, "\"\(word)\"") }

  private mutating func append(_ key: String, _ value: String) {
    if text.utf8.count > 1 { text += "," }
    text += "\"\(key)\":\(value)"
  }

  var json: String { text + "}" }

  // MARK: - Reading

  /// - Returns: nil for anything but such an object, as this type writes it: without white space.
  init?(_ json: String) {
    var reader = Reader(bytes: Array(json.utf8))
    guard reader.take("{") else { return nil }
    while let key = reader.word() {
      guard reader.take(":"), let value = reader.value() else { return nil }
      values[key] = value
      guard reader.take(",") else { break }
    }
    guard reader.take("}"), reader.isAtEnd else { return nil }
  }

  func number(_ key: String) -> Int? {
    if case .number(let number)? = values[key] { number } else { nil }
  }

  func numbers(_ key: String) -> [Int] {
    if case .numbers(let numbers)? = values[key] { numbers } else { [] }
  }

  func word(_ key: String) -> String? {
    if case .word(let word)? = values[key] { word } else { nil }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }
    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard let next, UInt32(next) == sign.value else { return false }
      position += 1
      return true
    }

    mutating func value() -> Value? {
      if next == UInt8(ascii: "\"") { return word().map { .word($0) } }
      guard take("[") else { return number().map { .number($0) } }
      var numbers: [Int] = []
      repeat {
        guard let number = number() else { return nil }
        numbers.append(number)
      } while take(",")
      return take("]") ? .numbers(numbers) : nil
    }

    mutating func number() -> Int? {
      let isNegative = take("-")
      let start = position
      var number = 0
      // Eighteen digits fit.
      while let next, (0x30...0x39).contains(next), position - start < 18 {
        number = number * 10 + Int(next - 0x30)
        position += 1
      }
      guard position > start else { return nil }
      return isNegative ? -number : number
    }

    mutating func word() -> String? {
      guard take("\""), let end = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      defer { position = end + 1 }
      return String(decoding: bytes[position..<end], as: UTF8.self)
    }
  }
}
