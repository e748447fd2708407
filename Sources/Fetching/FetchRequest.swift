public import Model

/// What is asked of a server, and how much of an answer is taken.
public struct FetchRequest: Sendable {
  /// What the answer is for: it bounds the size of the body and says what is accepted.
  public enum Purpose: String, Sendable, CaseIterable { case feed, page, robots }

  /// Reads the decoded body as it comes, on the transfer thread: it must be quick and must not wait.
  ///
  /// Only bodies of 2xx answers are handed on, in order, each byte once; a fetch that fails half-way has handed on
  /// what came before.
  public typealias BodySink = @Sendable (Span<UInt8>) -> Void

  /// `http` or `https`; may carry `user:password@`, which is sent as basic authentication and shown nowhere.
  public var url: String
  public var validators: Validators
  public var purpose: Purpose
  /// Further header fields of this feed alone. They are taken for secrets: sent to the origin of `url` only, and left
  /// out of `Capture.requestHeaders`.
  public var headers: [HTTPField]
  public var onBody: BodySink?

  public init(
    url: String, validators: Validators = .none, purpose: Purpose = .feed, headers: [HTTPField] = [],
    onBody: BodySink? = nil
  ) {
    self.url = url
    self.validators = validators
    self.purpose = purpose
    self.headers = headers
    self.onBody = onBody
  }
}
