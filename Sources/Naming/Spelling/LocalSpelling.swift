/// How names of a country whose own Latin letters sound unlike English ones are written by English reporters.
///
/// Azerbaijani x is kh, q is g, c is j, ə is a; Somali c is a sound that reporters leave out, x is h.
enum LocalSpelling {
  static func variants(of name: String, country: String?) -> [String] {
    switch country {
    case "AZ": rewritten(name, by: azerbaijani)
    case "SO", "DJ": rewritten(name, by: somali)
    default: []
    }
  }

  private static let azerbaijani: [Character: String] = [
    "x": "kh", "X": "Kh", "q": "g", "Q": "G", "c": "j", "C": "J", "ə": "a", "Ə": "A", "ç": "ch", "Ç": "Ch", "ş": "sh",
    "Ş": "Sh", "ğ": "gh", "Ğ": "Gh", "ı": "y",
  ]

  private static let somali: [Character: String] = ["c": "", "C": "", "x": "h", "X": "H"]

  private static func rewritten(_ name: String, by letters: [Character: String]) -> [String] {
    guard name.contains(where: { letters[$0] != nil }) else { return [] }
    return [name.map { letters[$0] ?? String($0) }.joined()]
  }
}
