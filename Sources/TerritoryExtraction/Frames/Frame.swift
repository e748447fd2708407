import Model

/// A way in which English says that control of a place changed or lasts: one block of `frames.txt`.
struct Frame: Sendable {
  let name: Term
  /// What it reports when no clue says otherwise.
  let kind: ReportKind
  /// Which role the subject, the object, or the object of a preposition fills.
  let roles: [String: Role]

  enum Role: String, Sendable {
    case place, to, from, none
  }

  /// A test kept beside the words it tests.
  struct Example: Sendable {
    let frame: String
    let text: String
    /// `KIND PLACE to=A from=B`, parted by `;`, or `nothing`.
    let expected: String
    let line: Int
  }
}

/// The words that call up a frame.
struct Trigger: Sendable {
  let frame: Int
  let category: Category

  enum Category: String, Sendable {
    case verb, noun, phrase
  }
}
