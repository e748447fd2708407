import FoundationEssentials
public import Naming
public import Reading

extension TerritoryResources {
  /// Reads the files of a language folder, `etc/language/en`.
  ///
  /// - Throws: when a file is missing or malformed; the message names it.
  public init(languageFolder folder: String, reader: Reader, names: NameTables) throws(TerritoryResourceError) {
    try self.init(
      frames: Self.text(folder, "frames.txt"), words: Self.text(folder, "words.txt"),
      times: Self.text(folder, "times.txt"),
      weights: Self.text(folder, "territory-weights.txt"), reader: reader, names: names)
  }

  private static func text(_ folder: String, _ file: String) throws(TerritoryResourceError) -> String {
    let path = folder + "/" + file
    do {
      return try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    } catch {
      throw .unreadable(file: path, reason: "\(error)")
    }
  }
}
