/// The sound of a word's letters, so that ways to write one foreign name in Latin letters come out alike.
///
/// Vowels fall into three classes (a e, i y, o u w); a run of them is reduced to what all romanisations keep (`ou`, `oo`,
/// `aw` are u; `ee`, `ey`, `ay`, `iy` are i). q and ck are k, ph f, kh h, gh g, dh d, th t, zh z; doubled letters are single; h at the end
/// of a word after a vowel is silent. So Tadmur is Tadmor, Waleed Walid, Dayr az Zawr Deir ez-Zor, Khmeimim Hmeimim.
enum Sounds {
  /// Writes the sound of one folded word at the end of `key`.
  static func append(_ word: some Collection<UInt8>, to key: inout [UInt8]) {
    let start = key.count
    var index = word.startIndex
    var vowels = VowelRun()
    while index != word.endIndex {
      let letter = word[index]
      let afterIndex = word.index(after: index)
      let next = afterIndex == word.endIndex ? 0 : word[afterIndex]
      index = afterIndex
      if VowelRun.isVowel(letter) {
        vowels.take(letter)
        continue
      }
      if letter == h, next == 0, !vowels.isEmpty { break }
      vowels.write(to: &key)
      let (sound, width) = consonant(letter, next, isFirst: key.count == start)
      if width == 2 { index = word.index(after: afterIndex) }
      if key.count > start, key[key.count - 1] == sound { continue }
      key.append(sound)
    }
    vowels.write(to: &key)
  }

  private static let h: UInt8 = 0x68

  /// The sound that a consonant and the letter after it make, and how many of the two it takes.
  private static func consonant(_ letter: UInt8, _ next: UInt8, isFirst: Bool) -> (UInt8, Int) {
    switch (letter, next) {
    case (0x73, 0x68): (0x53, 2)  // sh, a sound of its own
    case (0x63, 0x68): (0x43, 2)  // ch
    case (0x6B, 0x68): (h, 2)  // kh
    case (0x67, 0x68): (0x67, 2)  // gh
    case (0x64, 0x68): (0x64, 2)  // dh
    case (0x74, 0x68): (0x74, 2)  // th
    case (0x7A, 0x68): (0x7A, 2)  // zh
    case (0x70, 0x68): (0x66, 2)  // ph
    case (0x64, 0x6A): (0x6A, 2)  // dj
    case (0x63, 0x6B): (0x6B, 2)  // ck
    case (0x71, _): (0x6B, 1)  // q
    case (0x63, 0x65), (0x63, 0x69), (0x63, 0x79): (0x73, 1)  // c before e, i, y
    case (0x63, _): (0x6B, 1)
    default: (letter, 1)
    }
  }
}

/// A run of vowel letters on its way to the sound it stands for, packed in a word: texts are full of runs.
private struct VowelRun {
  private var sounds: UInt64 = 0
  private var count = 0
  private var previous: UInt8 = 0

  static let a: UInt8 = 0x61
  static let e: UInt8 = 0x65
  static let i: UInt8 = 0x69
  static let u: UInt8 = 0x75
  /// Longer runs ("Waawwwooo") sound no different.
  private static let countMax = 8

  var isEmpty: Bool { count == 0 }

  static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x77, 0x79: true
    default: false
    }
  }

  mutating func take(_ letter: UInt8) {
    let sound: UInt8 =
      switch letter {
      case Self.a, Self.e: Self.a
      case Self.i, 0x79: Self.i
      default: Self.u
      }
    // ee is a long i, not a long a.
    if letter == Self.e, previous == Self.e {
      replaceLast(with: Self.i)
    } else if count == 0 || last != sound {
      // ay, ei, aw, ou: the glide is what is heard; it swallows the a before it.
      if sound != Self.a, count > 0, last == Self.a { replaceLast(with: sound) } else { push(sound) }
    }
    previous = letter
  }

  mutating func write(to key: inout [UInt8]) {
    for place in 0..<count { key.append(UInt8(truncatingIfNeeded: sounds >> (8 * UInt64(place)))) }
    self = VowelRun()
  }

  private var last: UInt8 { UInt8(truncatingIfNeeded: sounds >> (8 * UInt64(count - 1))) }

  private mutating func push(_ sound: UInt8) {
    guard count < Self.countMax else { return }
    sounds |= UInt64(sound) << (8 * UInt64(count))
    count += 1
  }

  private mutating func replaceLast(with sound: UInt8) {
    count -= 1
    sounds &= (1 << (8 * UInt64(count))) - 1
    if count == 0 || last != sound { push(sound) }
  }
}
