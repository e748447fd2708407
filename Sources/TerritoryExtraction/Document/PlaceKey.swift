/// Names made alike for comparison: lower case, without accents, articles and marks.
enum PlaceKey {
  private static let noise = Set(
    """
    the a an of in at on and town city village district province region governorate state al el
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  static func fold(_ name: String) -> String {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let kept = words.filter { !noise.contains($0) }
    return (kept.isEmpty ? words : kept).joined(separator: " ")
  }
}
