/// What stands in the letters of one word.
struct LetterCount {
  private(set) var shape: WordShape = []
  private(set) var scalarCount = 0
  /// All ASCII.
  private(set) var isPlain = true
  private(set) var hasCapitals = false

  init(_ text: TextBytes, _ range: Range<Int>) {
    var letters = 0
    var capitals = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (kind, length) = text.character(at: offset)
      if length > 1 { isPlain = false }
      switch kind {
      case .upper:
        if offset == range.lowerBound {
          shape.insert(.capitalised)
        } else if capitals < letters || letters == 0 {
          shape.insert(.innerCapital)
        }
        letters += 1
        capitals += 1
      case .lower, .otherLetter: letters += 1
      case .digit: shape.insert(.hasDigit)
      case .hyphen: if offset > range.lowerBound { shape.insert(.hasHyphen) }
      default: break
      }
      offset += length
      scalarCount += 1
    }
    hasCapitals = capitals > 0
    if letters > 0 { shape.insert(.hasLetter) } else if !shape.contains(.hasDigit) { shape.insert(.mark) }
    if letters > 1, capitals == letters { shape.insert(.allCapitals) }
  }

  /// The form in lower case, typographic apostrophes and hyphens made plain.
  func lowered(_ form: String) -> String {
    guard !isPlain else { return hasCapitals ? form.lowercased() : form }
    let plain = form.lowercased().unicodeScalars.map { scalar -> Unicode.Scalar in
      guard !scalar.isASCII else { return scalar }
      switch CharacterClass.of(scalar) {
      case .apostrophe: return "'"
      case .hyphen: return "-"
      default: return scalar
      }
    }
    return String(String.UnicodeScalarView(plain))
  }
}

extension Token {
  init(_ form: String, _ letters: LetterCount, scalars: Range<Int>, utf8: Range<Int>, afterSpace: Bool) {
    self.init(
      scalars: scalars, utf8: utf8, form: form, lower: letters.lowered(form),
      shape: afterSpace ? letters.shape.union(.afterSpace) : letters.shape)
  }

  /// A word outside any text, as treebanks have them.
  package init(form: String, afterSpace: Bool) {
    let text = TextBytes(form)
    let letters = LetterCount(text, 0..<text.count)
    self.init(form, letters, scalars: 0..<letters.scalarCount, utf8: 0..<text.count, afterSpace: afterSpace)
  }
}
