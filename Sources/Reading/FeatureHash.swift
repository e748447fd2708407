/// The hash of a feature: which template, and what stands in its places. Model files hold these hashes, so they never
/// change without a new version of the format.
package enum FeatureHash {
  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  package static func mixed(_ value: UInt64) -> UInt64 {
    let product = (value ^ (value >> 32)) &* multiplier
    return product ^ (product >> 29)
  }

  /// FNV-1a begins here.
  package static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  package static func add(_ byte: UInt8, to hash: inout UInt64) {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// FNV-1a over the UTF-8 of a word or a part of it, stirred so that all bits count.
  package static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = start
    for place in range { add(bytes[place], to: &hash) }
    return mixed(hash)
  }

  package static func of(_ word: String) -> UInt64 {
    let bytes = word.utf8.span
    return of(bytes, 0..<bytes.count)
  }

  @inline(__always)
  package static func of(_ template: UInt64, _ first: UInt64) -> UInt64 {
    mixed(first &+ template &* 0xD6E8_FEB8_6659_FD93)
  }

  @inline(__always)
  package static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
    mixed(of(template, first) &+ second &* 0xA076_1D64_78BD_642F)
  }

  @inline(__always)
  package static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    mixed(of(template, first, second) &+ third &* 0xE703_7ED1_A0B4_28DB)
  }

  @inline(__always)
  package static func of(
    _ template: UInt64, _ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64
  ) -> UInt64 {
    mixed(of(template, first, second, third) &+ fourth &* 0x8EBC_6AF0_9C88_C6E3)
  }
}
