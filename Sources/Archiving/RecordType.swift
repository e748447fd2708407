/// `WARC-Type` (WARC 1.1 §6): what a record holds. A closed list for what Salient writes; others' are kept as words.
public enum RecordType: Hashable, Sendable, CustomStringConvertible {
  /// First in every segment: who wrote it, under which configuration.
  case warcinfo
  /// The HTTP request as sent.
  case request
  /// The HTTP answer, head and body.
  case response
  /// The head of an answer whose body stands in an earlier record.
  case revisit
  /// An article made of a response, in JSON.
  case conversion
  /// What is said of another record: the reports of an article, in JSON.
  case metadata
  /// A document without an HTTP answer (WARC 1.1 §6.5): what a commit settled, in JSON.
  case resource
  /// A type that Salient reads past: `continuation`, or an extension.
  case other(String)

  /// Reads a `WARC-Type`; words that are not known are `.other`.
  public init(_ word: String) {
    switch word {
    case "warcinfo": self = .warcinfo
    case "request": self = .request
    case "response": self = .response
    case "revisit": self = .revisit
    case "conversion": self = .conversion
    case "metadata": self = .metadata
    case "resource": self = .resource
    default: self = .other(word)
    }
  }

  /// As it stands in `WARC-Type`.
  public var description: String {
    switch self {
    case .warcinfo: "warcinfo"
    case .request: "request"
    case .response: "response"
    case .revisit: "revisit"
    case .conversion: "conversion"
    case .metadata: "metadata"
    case .resource: "resource"
    case .other(let word): word
    }
  }
}
