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
  let frameName: Term
  let category: Category
  /// What must stand beside the words, since by themselves they say next to nothing: "is in", "has".
  var condition: Condition?

  enum Condition: Sendable {
    /// A place right behind: "claimed the village of Kobo", not "claimed that".
    case place
    /// As `place`, and somebody armed before: "the soldiers are in Kobo", not "the museum is in Kobo".
    case forceAndPlace
  }

  enum Category: String, Sendable {
    case verb, noun, phrase
  }
}
