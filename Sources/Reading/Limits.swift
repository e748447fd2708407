/// The bounds of this room.
package enum Limits {
  /// A sentence longer than this is cut: no writer means one, and the parser's work stays bounded.
  package static let tokensPerSentenceMax = 160
  /// Bytes of one token; the rest begins another. Long runs without space are no words.
  package static let tokenBytesMax = 120
  /// How many clauses up a shared subject is looked for.
  package static let clausesClimbedMax = 4
  package static let negations: Set<String> = ["not", "n't", "never"]
}
