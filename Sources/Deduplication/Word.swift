/// One word of a text, as far as comparison needs it.
struct Word: Equatable {
  /// Of the folded letters.
  let hash: UInt64
  let kind: Kind

  enum Kind: Equatable {
    case plain
    /// Begins with a capital; with a hash of its first three letters, by which two spellings of one name are known.
    case name(start: UInt8)
    /// A number, or the name of a day or month: what changes from one day's bulletin to the next.
    case fact
    case ideograph
  }

  init(hash: UInt64, kind: Kind) {
    self.hash = hash
    self.kind = kind
  }

  /// The hash of a word given in small letters.
  init(listed text: String) {
    var words = WordReader(ScalarTables.shared)
    self = words.words(of: text).first ?? Word(hash: 0, kind: .plain)
  }

  var isFact: Bool { kind == .fact }

  /// The short form that fingerprints keep: runs of several words are compared, so sixteen bits of each do.
  var short: UInt16 { UInt16(truncatingIfNeeded: hash ^ hash >> 16 ^ hash >> 32 ^ hash >> 48) }
}

/// FNV-1a with 64 bits, the same in every run and on every machine: hashes are stored.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt32) {
    value = (value ^ UInt64(word)) &* 0x100_0000_01B3
    value ^= value >> 29
  }

  mutating func add(_ word: UInt64) {
    add(UInt32(truncatingIfNeeded: word))
    add(UInt32(truncatingIfNeeded: word >> 32))
  }

  static func of(_ text: String) -> UInt64 {
    var hash = StableHash()
    for byte in text.utf8 { hash.add(UInt32(byte)) }
    return hash.value
  }
}

/// Takes texts apart into words.
struct WordReader {
  private let tables: ScalarTables
  private let dates: Set<UInt64>

  init(_ tables: ScalarTables, dates: Set<UInt64> = []) {
    self.tables = tables
    self.dates = dates
  }

  private struct Pending {
    var hash = StableHash()
    var letters = 0
    var start = StableHash()
    var isNumber = false
    var isCapital = false
    var last: UInt32 = 0
    var isEmpty: Bool { letters == 0 }
  }

  /// The words, in order; quotes, dashes and white space lie between them.
  mutating func words(of text: some StringProtocol) -> [Word] {
    var words: [Word] = []
    var pending = Pending()
    var joint: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let scalarClass = tables.scalarClass(scalar)
      switch scalarClass {
      case .invisible: continue
      case .letter, .digit:
        if let held = joint {
          // "1,500" and "6:39" are numbers, "don't" is a word; "end.Next" is two.
          let isInside = scalarClass == .digit ? pending.isNumber : !pending.isNumber && held == "'"
          if isInside { pending.hash.add(held.value) } else { finish(&pending, into: &words) }
          joint = nil
        } else if !pending.isEmpty, pending.isNumber != (scalarClass == .digit) {
          finish(&pending, into: &words)
        }
        take(scalar, scalarClass, into: &pending)
      case .mark:
        guard !pending.isEmpty else { continue }
        retake(scalar, into: &pending)
      case .ideograph:
        joint = nil
        finish(&pending, into: &words)
        var hash = StableHash()
        hash.add(scalar.value)
        words.append(Word(hash: hash.value, kind: .ideograph))
      case .apostrophe:
        if joint != nil || pending.isEmpty { finish(&pending, into: &words) } else { joint = "'" }
      case .separator:
        if joint == nil, pending.isNumber, scalar == "." || scalar == "," || scalar == ":" {
          joint = scalar
        } else {
          joint = nil
          finish(&pending, into: &words)
        }
      }
    }
    finish(&pending, into: &words)
    return words
  }

  private func take(_ scalar: Unicode.Scalar, _ scalarClass: ScalarClass, into pending: inout Pending) {
    let folded = tables.folded(scalar)
    flush(&pending)
    if pending.isEmpty {
      pending.isNumber = scalarClass == .digit
      pending.isCapital = folded != scalar.value
    }
    pending.last = folded
    pending.letters += 1
  }

  /// The last letter is held back until it is known whether a mark follows.
  private func flush(_ pending: inout Pending) {
    guard pending.letters > 0 else { return }
    pending.hash.add(pending.last)
    if pending.letters <= 3 { pending.start.add(pending.last) }
  }

  private func retake(_ mark: Unicode.Scalar, into pending: inout Pending) {
    if let whole = tables.composition(of: pending.last, and: mark) {
      pending.last = whole
    } else {
      pending.hash.add(mark.value)
    }
  }

  private func finish(_ pending: inout Pending, into words: inout [Word]) {
    guard !pending.isEmpty else { return }
    flush(&pending)
    let hash = pending.hash.value
    let kind: Word.Kind =
      pending.isNumber || dates.contains(hash)
      ? .fact
      : pending.isCapital
        ? .name(start: UInt8(truncatingIfNeeded: pending.start.value ^ pending.start.value >> 17)) : .plain
    words.append(Word(hash: hash, kind: kind))
    pending = Pending()
  }
}
