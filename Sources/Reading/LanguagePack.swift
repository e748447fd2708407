public import FoundationEssentials

/// The files of one language, as the caller has read or mapped them: `etc/language/<code>/`.
public struct LanguagePack: Sendable {
  /// The language's code: "en".
  public let code: String
  /// `model.bin`: the weights of tagger and parser; meant to be mapped, it is read in place.
  public let model: Data
  /// `abbreviations.txt`: words that a full stop belongs to, and how each stands to the end of a sentence.
  public let abbreviations: String
  /// `lemmas.txt`: irregular forms, and words that the rules of endings would misread.
  public let lemmas: String

  public init(code: String, model: Data, abbreviations: String, lemmas: String) {
    self.code = code
    self.model = model
    self.abbreviations = abbreviations
    self.lemmas = lemmas
  }
}
