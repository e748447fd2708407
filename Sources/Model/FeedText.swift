/// A text construct: what the source holds, and how it is to be read. Plain text and safe HTML are made of it on
/// demand by FeedParsing.
public struct FeedText: Sendable, Equatable, Hashable {
  /// How the source declared the text.
  public enum Kind: String, Sendable, Codable { case text, html, xhtml }

  /// Plain text, or a fragment of HTML exactly as the source has it: not sanitised, references not resolved.
  public var raw: String
  public var kind: Kind
  /// The URL against which relative references in it resolve.
  public var base: String?
  /// BCP 47.
  public var language: String?

  public init(raw: String, kind: Kind, base: String? = nil, language: String? = nil) {
    self.raw = raw
    self.kind = kind
    self.base = base
    self.language = language
  }
}
