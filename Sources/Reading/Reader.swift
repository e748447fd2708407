/// Reads text of one language: sentences, words, their parts of speech and how they hang together.
///
/// In comes plain text, its paragraphs parted by blank lines; out come sentences whose tokens know their place in the
/// text. Nothing can go wrong with a text: whatever it holds is cut into tokens, within the bounds of `Limits`.
/// A value without state that changes: one serves any number of threads.
public struct Reader: Sendable {
  private let abbreviations: Abbreviations
  private let lemmatizer: Lemmatizer
  private let model: ReadingModel

  /// - Throws: when a file of the pack is not what it should be; the message says which and where.
  public init(pack: LanguagePack) throws(ReadingError) {
    abbreviations = try Abbreviations(pack.abbreviations)
    lemmatizer = try Lemmatizer(pack.lemmas)
    model = try ReadingModel(pack.model, language: pack.code)
  }

  /// The sentences of a text with their tokens, not yet tagged or parsed.
  public func sentences(of text: String) -> [Sentence] {
    SentenceSplitter(text: TextBytes(text), abbreviations: abbreviations).sentences()
  }

  /// The sentences of a text without a model: for the trainer, which makes it.
  package static func sentences(of text: String, abbreviations: String) throws(ReadingError) -> [Sentence] {
    SentenceSplitter(text: TextBytes(text), abbreviations: try Abbreviations(abbreviations)).sentences()
  }

  /// Tags the words, finds their lemmas and the tree. Called only for the sentences that matter: it costs some twenty
  /// times what cutting into tokens does.
  public func parse(_ sentence: inout Sentence) {
    let skipped = sentence.datelineCount
    var codes = SentenceCodes(sentence.tokens[skipped...])
    guard codes.count > 0 else { return }
    Tagger(model: model).tag(&codes)
    for word in 0..<codes.count {
      let wordClass = model.classes[Int(codes.classes[word])]
      let lemma = lemmatizer.lemma(of: sentence.tokens[skipped + word].lower, wordClass)
      sentence.tokens[skipped + word].tag = wordClass.tag
      sentence.tokens[skipped + word].features = wordClass.features
      sentence.tokens[skipped + word].lemma = lemma
      codes.lemmas[word] = FeatureHash.of(lemma)
    }
    let state = Parser(model: model).parse(codes)
    for word in 0..<codes.count {
      let isRoot = state.heads[word] == codes.count
      sentence.tokens[skipped + word].head = isRoot ? -1 : state.heads[word] + skipped
      sentence.tokens[skipped + word].relation = isRoot ? .root : model.labels[Int(state.labels[word])]
    }
    sentence.isParsed = true
  }
}
