import FoundationEssentials
internal import GRDB
import Model

/// How long values stand in the file in few bytes. Each is restored exactly; what does not have the usual form is kept as text.
enum Packing {
  /// A lower-case hexadecimal digest, as its bytes.
  static func digest(_ text: String) -> DatabaseValue {
    guard let bytes = bytes(ofHex: text.utf8), !bytes.isEmpty else { return text.databaseValue }
    return Data(bytes).databaseValue
  }

  static func digest(from value: DatabaseValue) -> String? {
    switch value.storage {
    case .string(let text): text
    case .blob(let data): hex(data)
    default: nil
    }
  }

  private static let recordHead = "<urn:uuid:"

  /// `<urn:uuid:…>` (RFC 9562 §4, lower case), as its 16 bytes.
  static func recordID(_ text: String) -> DatabaseValue {
    let utf8 = Array(text.utf8)
    let inner = utf8.dropFirst(recordHead.utf8.count).dropLast()
    guard inner.count == 36, text.hasPrefix(recordHead), utf8.last == 0x3E,
      [8, 13, 18, 23].allSatisfy({ inner[inner.startIndex + $0] == 0x2D }),
      let bytes = bytes(ofHex: inner.filter { $0 != 0x2D }), bytes.count == 16
    else { return text.databaseValue }
    return Data(bytes).databaseValue
  }

  static func recordID(from value: DatabaseValue) -> String? {
    switch value.storage {
    case .string(let text): text
    case .blob(let data): recordText(Array(data))
    default: nil
    }
  }

  private static func recordText(_ bytes: [UInt8]) -> String {
    var text = recordHead
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text += "-" }
      text += hex(CollectionOfOne(byte))
    }
    return text + ">"
  }

  private static func hex(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      let (high, low) = (byte >> 4, byte & 15)
      text.append(high < 10 ? high + 0x30 : high + 0x57)
      text.append(low < 10 ? low + 0x30 : low + 0x57)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bytes(ofHex text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2)
    var high: UInt8?
    for character in text {
      let nibble: UInt8
      switch character {
      case 0x30...0x39: nibble = character - 0x30
      case 0x61...0x66: nibble = character - 0x57
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | nibble)
        high = nil
      } else {
        high = nibble
      }
    }
    return bytes
  }

  /// An optional text beside the key that it usually equals: the empty text stands for "as the key".
  static func besideKey(_ text: String?, key: String) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text == key ? "" : text
  }

  static func besideKey(from text: String?, key: String) -> String? { text == "" ? key : text }

  /// The furthest time kept, either way from 1970: feeds name years that no calendar has.
  private static let timeMillisecondsMax: Double = 253_402_300_799_999

  static func milliseconds(_ date: Date) -> Int64 {
    let exact = (date.timeIntervalSince1970 * 1000).rounded()
    guard exact.isFinite else { return 0 }
    return Int64(min(max(exact, -timeMillisecondsMax), timeMillisecondsMax))
  }

  static func date(milliseconds: Int64) -> Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

  static func milliseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}

extension Date {
  /// Milliseconds since 1970, as the catalogue keeps time.
  var kept: Int64 { Packing.milliseconds(self) }
}
