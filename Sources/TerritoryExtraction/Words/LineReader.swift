/// Splits a text into sentences and words.
struct LineReader: Sendable {
  static func lines(of text: String) -> [Line] {
    let scalars = Array(text.unicodeScalars)
    var lines: [Line] = []
    var words: [Word] = []
    var paragraph = 0
    var position = 0
    func close() {
      if !words.isEmpty { lines.append(Line(number: lines.count, paragraph: paragraph, words: marked(words))) }
      words = []
    }
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "\n" {
        close()
        paragraph += 1
        position += 1
        continue
      }
      if isBlank(scalar) {
        position += 1
        continue
      }
      let end = wordEnd(scalars, position)
      words.append(word(scalars, position..<end))
      position = end
      if let last = words.last, last.shape == .mark, ".!?".contains(last.text), endsSentence(scalars, end, words) {
        while position < scalars.count, "\"'”’»)".unicodeScalars.contains(scalars[position]) {
          words.append(word(scalars, position..<position + 1))
          position += 1
        }
        close()
      }
    }
    close()
    return lines
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{A0}" || scalar == "\t" || scalar == "\r"
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (scalar.value >= 48 && scalar.value <= 57) || (scalar.value | 32 >= 97 && scalar.value | 32 <= 122)
    }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" || scalar == "‘" }

  private static func wordEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var end = start
    if isApostrophe(scalars[start]), start > 0, isWord(scalars[start - 1]), start + 1 < scalars.count,
      isWord(scalars[start + 1])
    {
      end = start + 1
      while end < scalars.count, isWord(scalars[end]) { end += 1 }
      return end
    }
    guard isWord(scalars[start]) else { return start + 1 }
    let digits = scalars[start].properties.numericType != nil
    while end < scalars.count {
      let scalar = scalars[end]
      if isWord(scalar) {
        end += 1
        continue
      }
      let more = end + 1 < scalars.count && isWord(scalars[end + 1])
      if scalar == "-" || scalar == "‑", more { end += 1; continue }
      if digits, scalar == "." || scalar == ",", more, scalars[end + 1].properties.numericType != nil {
        end += 1; continue
      }
      if isApostrophe(scalar), more {
        // A possessive is a word of its own; an apostrophe inside a name is not.
        let after = end + 2 < scalars.count && isWord(scalars[end + 2])
        if scalars[end + 1] == "s", !after { break }
        if scalars[end + 1] == "t", !after { end += 1; continue }
        let rest = String(String.UnicodeScalarView(scalars[(end + 1)..<min(end + 3, scalars.count)]))
        if ["ll", "re", "ve"].contains(rest) || (!after && ["d", "m"].contains(String(rest.prefix(1)))) { break }
        end += 1
        continue
      }
      if scalar == ".", more, end == start + 1 || (end >= 2 && scalars[end - 2] == ".") { end += 1; continue }
      if scalar == ".", end - start >= 3, scalars[end - 2] == "." { end += 1 }
      break
    }
    return end
  }

  private static func word(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Word {
    let text = String(String.UnicodeScalarView(scalars[range]))
    let low = text.lowercased().replacing("’", with: "'")
    let shape: Word.Shape
    let first = scalars[range.lowerBound]
    if !isWord(first) && !(isApostrophe(first) && range.count > 1) {
      shape = .mark
    } else if first.properties.numericType != nil {
      shape = .number
    } else if first.properties.isUppercase || capitalBehindArticle(text) {
      shape = range.count > 1 && text.unicodeScalars.allSatisfy { !$0.properties.isLowercase } ? .capitals : .capital
    } else {
      shape = .lower
    }
    return Word(text: text, low: Term(low), span: range, shape: shape)
  }

  // al-Rahida, ez-Zor, d'Ivoire.
  private static func capitalBehindArticle(_ text: String) -> Bool {
    guard let hyphen = text.firstIndex(where: { $0 == "-" || $0 == "'" || $0 == "’" }) else { return false }
    let article = text[..<hyphen]
    return article.count <= 3 && text[text.index(after: hyphen)...].first?.isUppercase == true
  }

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "brig", "cpl", "st", "jan", "feb", "mar", "apr",
    "jun", "jul",
    "aug", "sept", "sep", "oct", "nov", "dec", "no", "vs", "sen", "rep", "gov", "prof", "hon", "adm", "rev", "fr", "sr",
    "jr", "km", "approx", "lt.-gen", "u.s", "u.n", "dist", "prov", "mt", "ft",
  ]

  private static func endsSentence(_ scalars: [Unicode.Scalar], _ end: Int, _ words: [Word]) -> Bool {
    var next = end
    while next < scalars.count, "\"'”’»)".unicodeScalars.contains(scalars[next]) { next += 1 }
    guard next < scalars.count else { return true }
    guard isBlank(scalars[next]) || scalars[next] == "\n" else { return false }
    while next < scalars.count, isBlank(scalars[next]) { next += 1 }
    guard next < scalars.count else { return true }
    if let mark = words.last, mark.text == ".", words.count >= 2 {
      let before = words[words.count - 2]
      if titles.contains(before.low.text) || (before.text.count == 1 && before.shape == .capital) { return false }
    }
    return !scalars[next].properties.isLowercase
  }

  // Which words stand inside quotation marks.
  private static func marked(_ words: [Word]) -> [Word] {
    var words = words
    var open = false
    for index in words.indices {
      switch words[index].text {
      case "“", "«": open = true
      case "”", "»": open = false
      case "\"": open.toggle()
      default: words[index].quoted = open
      }
    }
    return words
  }
}
