/// Everything that is wrong with a configuration file, all at once.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// The path of the file.
  public let file: String
  public let mistakes: [ConfigurationMistake]

  public var description: String {
    mistakes.map { mistake in
      "\(file):\(mistake.line):\(mistake.column): \(mistake.text)"
    }.joined(separator: "\n")
  }
}

/// One mistake, with its place in the file.
public struct ConfigurationMistake: Error, Equatable {
  /// From 1.
  public let line: Int
  /// From 1.
  public let column: Int
  /// What is wrong and what would be right.
  public let text: String
}
