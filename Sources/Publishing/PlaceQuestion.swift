import Foundation

/// A place as people ask for it: by a name that may be written otherwise than the catalogue's.
struct PlaceQuestion: Sendable {
  private let words: [String]
  private let ids: Set<String>

  /// - Parameter meanings: the ids that a gazetteer gives for the name.
  init(_ name: String, meanings: [String]) {
    words = PlaceQuestion.words(of: name)
    ids = Set(meanings)
  }

  static func isID(_ place: String) -> Bool { place.hasPrefix("site:") || place.hasPrefix("geonames:") }

  func means(_ id: String?) -> Bool { id.map(ids.contains) ?? false }

  /// Whether every word asked for begins a word of the name.
  func isWithin(_ name: String) -> Bool {
    let held = PlaceQuestion.words(of: name)
    return !words.isEmpty && words.allSatisfy { word in held.contains { $0.hasPrefix(word) } }
  }

  /// Lower case, without accents; hyphens part words.
  private static func words(of name: String) -> [String] {
    name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
