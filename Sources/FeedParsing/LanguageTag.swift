/// Language tags as BCP 47 spells them.
enum LanguageTag {
  /// - Returns: nil for an empty tag, which ends what was inherited.
  static func normalized(_ tag: String) -> String? {
    let trimmed = tag.trimmedSpace
    guard !trimmed.isEmpty else { return nil }
    return trimmed.utf8.contains(UInt8(ascii: "_")) ? String(trimmed.map { $0 == "_" ? "-" : $0 }) : trimmed
  }
}
