import CLibXML2
import Glibc

/// What iconv answers when it stopped at a fault: (size_t)-1.
private let iconvFailure = Int(bitPattern: UInt.max)

/// Turns bytes of one encoding into UTF-8, piece by piece.
///
/// Works on iconv, as libxml2's own conversions do; those stop for good at the first byte that does not decode, where
/// a reader goes on with U+FFFD in its place.
@safe public struct TextDecoder: ~Copyable {
  /// How much is converted at a time.
  private static let chunkBytes = 8 << 10

  public let encoding: TextEncoding
  private let converter: iconv_t?
  /// The beginning of a character whose end has not come yet.
  private var pending: [UInt8] = []
  /// How many units could not be decoded.
  public private(set) var undecodableCount = 0
  /// The offset in the decoded text of the first of them.
  public private(set) var firstUndecodable: Int?

  /// - Returns: nil when the system cannot convert from the encoding.
  public init?(_ encoding: TextEncoding) {
    self.encoding = encoding
    if encoding == .windows1252 || encoding == .ascii || encoding == .utf8 {
      unsafe converter = nil
      return
    }
    let opened = unsafe iconv_open("UTF-8", encoding.converterName)
    // iconv_open gives (iconv_t)-1 for "unknown".
    guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else { return nil }
    unsafe converter = opened
  }

  deinit {
    // SAFETY: opened in init, closed once.
    if let converter = unsafe converter { unsafe _ = iconv_close(converter) }
  }

  /// Appends the text of `bytes` to `output`. A character cut off at the end waits for the next call.
  public mutating func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    if encoding == .utf8 {
      decodeUTF8(bytes, into: &output)
    } else if unsafe converter == nil {
      decodeBytes(bytes, into: &output)
    } else {
      convert(bytes, into: &output)
    }
  }

  /// Ends the text: what still waits cannot be decoded.
  public mutating func finish(into output: inout [UInt8]) {
    guard !pending.isEmpty else { return }
    pending.removeAll()
    replace(in: &output)
  }

  private mutating func replace(in output: inout [UInt8]) {
    undecodableCount += 1
    if firstUndecodable == nil { firstUndecodable = output.count }
    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
  }

  /// Windows-1252 and ASCII.
  private mutating func decodeBytes(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    output.reserveCapacity(output.count + bytes.count + bytes.count / 8)
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x80 {
        output.append(byte)
      } else if encoding == .ascii {
        replace(in: &output)
      } else if byte < 0xA0 {
        output.append(contentsOf: String(HTMLCharacterReferences.windows1252[Int(byte) - 0x80]).utf8)
      } else {
        output.append(0xC0 | (byte >> 6))
        output.append(0x80 | (byte & 0x3F))
      }
    }
  }

  private mutating func decodeUTF8(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    var all = pending
    pending.removeAll()
    for index in bytes.indices { all.append(bytes[index]) }
    var index = 0
    while index < all.count {
      switch UTF8Sequence.read(all, at: index) {
      case .whole(let length):
        output.append(contentsOf: all[index..<(index + length)])
        index += length
      case .cut:
        pending = Array(all[index...])
        return
      case .invalid:
        // A lone byte of windows-1252 in UTF-8 is what careless pasting leaves.
        undecodableCount += 1
        if firstUndecodable == nil { firstUndecodable = output.count }
        output.append(contentsOf: String(Self.lone(all[index])).utf8)
        index += 1
      }
    }
  }

  private static func lone(_ byte: UInt8) -> Unicode.Scalar {
    byte < 0xA0 ? HTMLCharacterReferences.windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  private mutating func convert(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    var offset = 0
    var room = [UInt8](repeating: 0, count: Self.chunkBytes * 4)
    while offset < bytes.count {
      let end = min(bytes.count, offset + Self.chunkBytes)
      for index in offset..<end { pending.append(bytes[index]) }
      offset = end
      convertPending(through: &room, into: &output)
    }
  }

  private mutating func convertPending(through room: inout [UInt8], into output: inout [UInt8]) {
    var taken = 0
    while taken < pending.count {
      let step = convertOnce(from: taken, through: &room)
      output.append(contentsOf: room[0..<step.written])
      taken += step.read
      switch step.fault {
      case 0, E2BIG: break
      case EINVAL:
        pending.removeFirst(taken)
        return
      default:
        taken += min(encoding.unitBytes, pending.count - taken)
        replace(in: &output)
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func convertOnce(
    from start: Int, through room: inout [UInt8]
  ) -> (read: Int, written: Int, fault: Int32) {
    let available = pending.count - start
    let space = room.count
    // SAFETY: iconv reads and writes within the two counts, keeps no pointer, and does not write to its input, though
    // its face takes it as mutable.
    return unsafe pending.withUnsafeMutableBytes { source in
      unsafe room.withUnsafeMutableBytes { target in
        var from = unsafe source.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
        var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = available
        var free = space
        let result = unsafe iconv(converter, &from, &left, &to, &free)
        return (available - left, space - free, result == iconvFailure ? errno : 0)
      }
    }
  }
}

/// Cutting of UTF-8 into characters (Unicode, table 3-7).
public enum UTF8Sequence {
  public enum Reading: Equatable, Sendable {
    case whole(Int)
    /// The bytes end inside the character.
    case cut
    case invalid
  }

  /// The character that begins at `start`.
  static func read(_ bytes: [UInt8], at start: Int) -> Reading {
    let first = bytes[start]
    if first < 0x80 { return .whole(1) }
    guard let length = length(for: first) else { return .invalid }
    for offset in 1..<length {
      guard start + offset < bytes.count else { return .cut }
      guard isAllowed(bytes[start + offset], at: offset, after: first) else { return .invalid }
    }
    return .whole(length)
  }

  static func length(for first: UInt8) -> Int? {
    switch first {
    case 0..<0x80: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  static func isAllowed(_ byte: UInt8, at offset: Int, after first: UInt8) -> Bool {
    guard byte & 0xC0 == 0x80 else { return false }
    guard offset == 1 else { return true }
    switch first {
    case 0xE0: return byte >= 0xA0
    case 0xED: return byte < 0xA0
    case 0xF0: return byte >= 0x90
    case 0xF4: return byte < 0x90
    default: return true
    }
  }

  /// The length of the longest prefix that is whole, valid UTF-8, and whether what follows is only a cut character.
  public static func validPrefix(_ bytes: Span<UInt8>) -> (count: Int, restIsCut: Bool) {
    var index = 0
    let count = bytes.count
    // SAFETY: reads of eight bytes stay inside the span: the loop's condition says so.
    return unsafe bytes.withUnsafeBytes { raw in
      while index < count {
        while index + 32 <= count,
          unsafe (raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            | raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
            | raw.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
            | raw.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)) & 0x8080_8080_8080_8080 == 0
        { index += 32 }
        while index + 8 <= count,
          unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        { index += 8 }
        guard index < count else { break }
        let first = unsafe raw[index]
        if first < 0x80 {
          index += 1
          continue
        }
        // Letters of most alphabets, of which whole words follow one another.
        if first >= 0xC2, first < 0xE0, index + 1 < count, unsafe raw[index + 1] & 0xC0 == 0x80 {
          index += 2
          continue
        }
        guard let length = length(for: first) else { return (index, false) }
        for offset in 1..<length {
          guard index + offset < count else { return (index, true) }
          guard isAllowed(unsafe raw[index + offset], at: offset, after: first) else { return (index, false) }
        }
        index += length
      }
      return (count, false)
    }
  }
}
