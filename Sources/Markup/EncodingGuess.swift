/// Guesses the encoding of text that says nothing of it and is not UTF-8.
///
/// Encodings of East Asia show themselves by their scripts: Hangul, Kana and the frequent ideographs stand in rows of
/// their own. The others are told apart by how frequent, in their languages, the letters are that the bytes would mean.
public enum EncodingGuess {
  /// Bytes that are looked at, from the first beyond ASCII on.
  private static let sampleBytesMax = 32 << 10

  /// Whether most of what lies beyond ASCII is UTF-8, so that the rest are slips.
  public static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var whole = 0
    var bad = 0
    var index = 0
    while index < bytes.count {
      switch UTF8Sequence.read(bytes, at: index) {
      case .whole(let length):
        if length > 1 { whole += 1 }
        index += length
      case .cut, .invalid:
        bad += 1
        index += 1
      }
    }
    return bad == 0 || whole >= bad * 4
  }

  /// - Returns: Windows-1252 where nothing speaks for another.
  public static func guess(_ bytes: [UInt8]) -> TextEncoding {
    let sample = sample(of: bytes)
    guard !sample.isEmpty else { return .windows1252 }
    if let wide = eastAsian(sample) { return wide }
    var best = (encoding: TextEncoding.windows1252, score: 0.0)
    for alphabet in alphabets {
      guard let score = score(sample, as: alphabet) else { continue }
      if score > best.score { best = (alphabet.encoding, score) }
    }
    return best.encoding
  }

  private static func sample(of bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return [] }
    return Array(bytes[first...].prefix(sampleBytesMax))
  }

  // MARK: East Asia

  /// Above this share of broken characters a text is something else.
  private static let brokenShareMax = 0.02

  private static func eastAsian(_ sample: [UInt8]) -> TextEncoding? {
    if let korean = wide(sample, "euc-kr"), korean.hangul > 0.7 { return korean.encoding }
    let japanese = [wide(sample, "euc-jp"), wide(sample, "shift_jis")].compactMap(\.self)
    if let best = japanese.max(by: { $0.kana < $1.kana }), best.kana > 0.1, best.kana + best.ideographs > 0.8 {
      return best.encoding
    }
    // Row by row both Chinese encodings are full: what tells them apart is whether second bytes are ASCII's.
    let isBig5 = share(of: sample) { $1 < 0x80 } > 0.1
    // The frequent ideographs stand in the first level of each set, or in its row of punctuation.
    let frequent =
      isBig5
      ? share(of: sample) { lead, _ in (0xA1...0xC6).contains(lead) }
      : share(of: sample) { lead, _ in (0xB0...0xD7).contains(lead) || lead == 0xA1 || lead == 0xA3 }
    guard frequent > 0.75, let chinese = wide(sample, isBig5 ? "big5" : "gb18030"), chinese.ideographs > 0.7 else {
      return nil
    }
    return chinese.encoding
  }

  private struct WideReading {
    let encoding: TextEncoding
    var hangul = 0.0
    var kana = 0.0
    var ideographs = 0.0
  }

  private static func wide(_ sample: [UInt8], _ label: String) -> WideReading? {
    guard let encoding = TextEncoding.named(label), var decoder = TextDecoder(encoding) else { return nil }
    var text: [UInt8] = []
    decoder.decode(sample.span, into: &text)
    var total = 0
    var counts = (hangul: 0, kana: 0, ideographs: 0)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      total += 1
      switch scalar.value {
      case 0xAC00...0xD7A3: counts.hangul += 1
      case 0x3041...0x30FF: counts.kana += 1
      case 0x4E00...0x9FFF, 0x3001...0x3011, 0xFF01...0xFF5E: counts.ideographs += 1
      default: break
      }
    }
    guard total > 0, Double(decoder.undecodableCount) / Double(total) <= brokenShareMax else { return nil }
    return WideReading(
      encoding: encoding, hangul: Double(counts.hangul) / Double(total), kana: Double(counts.kana) / Double(total),
      ideographs: Double(counts.ideographs) / Double(total))
  }

  /// The share of those pairs of bytes, each beginning with one beyond ASCII, that are as asked for.
  private static func share(of sample: [UInt8], where isCounted: (UInt8, UInt8) -> Bool) -> Double {
    var pairs = 0
    var counted = 0
    var index = 0
    while index + 1 < sample.count {
      if sample[index] < 0x80 {
        index += 1
        continue
      }
      pairs += 1
      if isCounted(sample[index], sample[index + 1]) { counted += 1 }
      index += 2
    }
    return pairs == 0 ? 0 : Double(counted) / Double(pairs)
  }

  // MARK: One byte a character

  /// The letters of a language in one of its encodings.
  private struct Alphabet: Sendable {
    let encoding: TextEncoding
    /// From 1 for the most frequent letter down to a fifth for the rarest.
    let weights: [Unicode.Scalar: Double]
    let isLatin: Bool

    init?(_ label: String, _ letters: String) {
      guard let encoding = TextEncoding.named(label) else { return nil }
      self.encoding = encoding
      let scalars = Array(letters.unicodeScalars)
      var weights: [Unicode.Scalar: Double] = [:]
      for (rank, letter) in scalars.enumerated() { weights[letter] = 1 - 0.8 * Double(rank) / Double(scalars.count) }
      self.weights = weights
      isLatin = scalars.allSatisfy { $0.value < 0x250 }
    }
  }

  /// The mean over the characters beyond ASCII of how well each fits the language.
  private static func score(_ sample: [UInt8], as alphabet: Alphabet) -> Double? {
    guard var decoder = TextDecoder(alphabet.encoding) else { return nil }
    var text: [UInt8] = []
    decoder.decode(sample.span, into: &text)
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    var total = 0.0
    var count = 0
    for (place, scalar) in scalars.enumerated() where !scalar.isASCII {
      count += 1
      let before = place > 0 ? scalars[place - 1] : " "
      let after = place + 1 < scalars.count ? scalars[place + 1] : " "
      // Letters of other scripts come in words of their own; one among Latin letters is a misread sign.
      let isAlone =
        !alphabet.isLatin && (before.isASCII || !before.properties.isAlphabetic)
        && (after.isASCII || !after.properties.isAlphabetic)
      total += isAlone && scalar.properties.isAlphabetic ? -0.5 : fit(of: scalar, after: before, alphabet.weights)
    }
    return count == 0 ? nil : total / Double(count)
  }

  private static func fit(of scalar: Unicode.Scalar, after before: Unicode.Scalar, _ weights: [Unicode.Scalar: Double])
    -> Double
  {
    if scalar.properties.isUppercase, before.properties.isLowercase { return -1 }
    let lowered = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    if let weight = weights[lowered] { return weight }
    if scalar.properties.isAlphabetic { return 0 }
    return "«»“”„‘’–—…№€§°©® ".unicodeScalars.contains(scalar) ? 0.2 : -1
  }

  /// The letters of a script or a family of languages, the most frequent first.
  private static let alphabets: [Alphabet] = [
    ("windows-1251", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў"), ("koi8-r", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    ("koi8-u", "оаинеівтрслкупдмзяьбгчйхцжюшїєщфґ"), ("iso-8859-5", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    ("ibm866", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"), ("windows-1253", "αοιετσνηυρπκμλςωδγάίόθχέήύφβξώζψ"),
    ("windows-1255", "יוהלאתרבשמנדםקעחפגצטסכזןךףץ"), ("windows-1256", "اليمنرتوبةدعسفهكقحجشطصخذىأإزءغضثظئؤآ"),
    ("tis-620", "านรกอเงมยลวดทสตะปบคหแจพชขใไโผณซศธฐษถภฉฟฝฏฎฆฮญฬ่้ีัิ็์ืุู"),
    ("windows-1252", "éèàçêáíóãñüöäßúôâîõåøæëïùûœ¡¿"), ("windows-1250", "áéíóęąłśżćńšžčýřěőůúźäöűďňťşţăî"),
    ("windows-1254", "ıişğüçö"),
  ].compactMap { Alphabet($0, $1) }
}
