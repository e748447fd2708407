/// What a character is for the comparison of texts, looked up in tables that are made once.
enum ScalarClass: UInt8 {
  case separator, letter, digit
  /// A character that is a word of its own, in scripts without spaces.
  case ideograph
  /// Stands inside words: the apostrophe in its several forms.
  case apostrophe
  /// Changes the letter before it.
  case mark
  /// Seen by nobody: zero-width spaces, soft hyphens, variation selectors.
  case invisible
}

/// Tables over the basic plane; beyond it, everything is a separator but rare ideographs.
struct ScalarTables: Sendable {
  private let classes: [UInt8]
  private let lower: [UInt16]
  private let composed: [UInt32: UInt16]

  static let shared = ScalarTables()

  private init() {
    var classes = [UInt8](repeating: 0, count: 0x10000)
    var lower = [UInt16](repeating: 0, count: 0x10000)
    for value in 0..<UInt32(0x10000) {
      lower[Int(value)] = UInt16(value)
      guard let scalar = Unicode.Scalar(value) else { continue }
      classes[Int(value)] = ScalarTables.classify(scalar).rawValue
      let small = scalar.properties.lowercaseMapping.unicodeScalars
      if small.count == 1, let only = small.first, only.value < 0x10000 { lower[Int(value)] = UInt16(only.value) }
    }
    self.classes = classes
    self.lower = lower
    composed = ScalarTables.compositions()
  }

  func scalarClass(_ scalar: Unicode.Scalar) -> ScalarClass {
    if scalar.value < 0x10000 { return ScalarClass(rawValue: classes[Int(scalar.value)]) ?? .separator }
    return (0x20000...0x3FFFF).contains(scalar.value) ? .ideograph : .separator
  }

  /// The small letter, in one form: full-width letters and digits count as the plain ones.
  func folded(_ scalar: Unicode.Scalar) -> UInt32 {
    guard scalar.value < 0x10000 else { return scalar.value }
    let plain = ScalarTables.narrow(scalar.value)
    return UInt32(lower[Int(plain)])
  }

  /// The letter that a letter and a mark make together (Unicode's canonical composition); nil when there is none.
  func composition(of letter: UInt32, and mark: Unicode.Scalar) -> UInt32? {
    guard letter < 0x10000, mark.value < 0x10000 else { return nil }
    return composed[letter << 16 | mark.value].map(UInt32.init)
  }

  private static func narrow(_ value: UInt32) -> UInt32 { (0xFF01...0xFF5E).contains(value) ? value - 0xFEE0 : value }

  private static func classify(_ scalar: Unicode.Scalar) -> ScalarClass {
    switch scalar.value {
    case 0x27, 0x2019, 0x02BC, 0x02B9: return .apostrophe
    case 0xFE00...0xFE0F, 0xAD: return .invisible
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: return .ideograph
    default: break
    }
    switch scalar.properties.generalCategory {
    case .format: return .invisible
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .decimalNumber: return .digit
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      return .letter
    default: return .separator
    }
  }

  /// Small letters of the scripts that compose: found by asking which letter equals a letter and a mark, since the
  /// standard library compares canonically but tells no decompositions.
  private static func compositions() -> [UInt32: UInt16] {
    var whole: [Character: UInt16] = [:]
    var bases: [Unicode.Scalar] = []
    for range in [0x61...0x7A, 0xDF...0x24F, 0x3AC...0x3CE, 0x430...0x4FF, 0x620...0x6D5, 0x1E00...0x1EFF] {
      for value in range {
        guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { continue }
        whole[Character(scalar)] = UInt16(value)
        bases.append(scalar)
      }
    }
    var composed: [UInt32: UInt16] = [:]
    let marks: [UInt32] =
      Array(0x300...0x30C) + [0x31B, 0x323, 0x324, 0x326, 0x327, 0x328, 0x331, 0x342, 0x653, 0x654, 0x655]
    for mark in marks {
      guard let mark = Unicode.Scalar(mark) else { continue }
      for base in bases {
        var pair = String.UnicodeScalarView([base])
        pair.append(mark)
        guard let character = String(pair).first, let letter = whole[character] else { continue }
        composed[base.value << 16 | mark.value] = letter
      }
    }
    return composed
  }
}
