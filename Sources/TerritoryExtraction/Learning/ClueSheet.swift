/// The clues seen for one choice: each is a name with up to three parts, kept as one key.
///
/// The words themselves are kept only when somebody is going to read them (the trace, the trainer).
struct ClueSheet: Sendable {
  private(set) var keys: [UInt64] = []
  private(set) var words: [String]?

  init(keepingWords: Bool) { words = keepingWords ? [] : nil }

  mutating func note(_ name: Term) {
    keys.append(name.key)
    words?.append(name.text)
  }

  mutating func note(_ name: Term, _ a: Term) {
    keys.append(Term.join(name.key, a.key))
    words?.append("\(name.text)\t\(a.text)")
  }

  mutating func note(_ name: Term, _ a: Term, _ b: Term) {
    keys.append(Term.join(Term.join(name.key, a.key), b.key))
    words?.append("\(name.text)\t\(a.text)\t\(b.text)")
  }

  mutating func note(_ name: Term, _ a: Term, _ b: Term, _ c: Term) {
    keys.append(Term.join(Term.join(Term.join(name.key, a.key), b.key), c.key))
    words?.append("\(name.text)\t\(a.text)\t\(b.text)\t\(c.text)")
  }

  mutating func note(_ name: Term, _ a: Term, _ b: Term, _ c: Term, _ d: Term) {
    keys.append(Term.join(Term.join(Term.join(Term.join(name.key, a.key), b.key), c.key), d.key))
    words?.append("\(name.text)\t\(a.text)\t\(b.text)\t\(c.text)\t\(d.text)")
  }

  /// All that another sheet noted, too.
  mutating func take(from other: ClueSheet) {
    keys.append(contentsOf: other.keys)
    if let noted = other.words { words?.append(contentsOf: noted) }
  }
}
