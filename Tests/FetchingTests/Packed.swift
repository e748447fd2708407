/// Compressed bodies for tests, made without a library.
enum Packed {
  /// zlib (RFC 1950) around one stored block.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    var packed: [UInt8] = [0x78, 0x01, 0x01]
    for number in [length, ~length] { packed += [UInt8(number & 255), UInt8(number >> 8)] }
    var (a, b) = (UInt32(1), UInt32(0))
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return packed + bytes + [UInt8(b >> 8), UInt8(b & 255), UInt8(a >> 8), UInt8(a & 255)]
  }

  /// zlib around one block that repeats its first byte: 258 bytes for every 13 bits, and no end.
  static func bomb(unpacking count: Int) -> [UInt8] {
    var bits: [Bool] = [true, true, false]  // the last block, fixed codes
    func code(_ value: Int, _ length: Int) {
      for shift in (0..<length).reversed() { bits.append(value >> shift & 1 == 1) }
    }
    code(0x30 + 0x61, 8)
    for _ in 0..<count / 258 {
      code(0b1100_0101, 8)  // length 258
      code(0, 5)  // distance 1
    }
    var packed: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: bits.count, by: 8) {
      packed.append(bits[start..<min(start + 8, bits.count)].reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
    }
    return packed
  }
}
