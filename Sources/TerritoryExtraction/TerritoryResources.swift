public import Naming
public import Reading

/// What the extraction knows of a language: frames, word lists, learnt weights, and the names.
public struct TerritoryResources: Sendable {
  let frames: FrameFile
  let lexicon: Lexicon
  let timeWords: TimeWords
  let weights: [String: Weights]
  let names: NameTables
  let reader: Reader

  /// - Parameters:
  ///   - frames: `frames.txt` of the language.
  ///   - words: `words.txt`.
  ///   - times: `times.txt`.
  ///   - weights: `territory-weights.txt`; empty for the hand rules alone.
  /// - Throws: when a file is not what its head says, with file and line.
  public init(frames: String, words: String, times: String, weights: String, reader: Reader, names: NameTables)
    throws(TerritoryResourceError)
  {
    self.frames = try FrameFile(frames)
    lexicon = try Lexicon(WordLists(words))
    timeWords = try TimeWords(times)
    self.weights = try Weights.read(weights, file: "territory-weights.txt")
    self.names = names
    self.reader = reader
  }

  func weights(_ choice: Choice) -> Weights { weights[choice.rawValue] ?? .empty }
}

/// The choices that are learnt.
enum Choice: String, Sendable, CaseIterable {
  case text, meant, report, kind, to, from, certainty, status, date
}
