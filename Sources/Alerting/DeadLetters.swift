public import FoundationEssentials
public import Publishing

/// Alerts that were given up, one JSON object a line in a file of the state folder: to be looked at and sent by hand.
public struct DeadLetters: Sendable {
  /// The file.
  public let path: String

  /// One alert that nobody took.
  public struct Letter: Codable, Sendable, Equatable {
    /// When it was given up.
    public let at: Date
    /// The rule's name.
    public let alert: String
    /// `webhook`, `command`, `mail` or `ntfy`.
    public let sink: String
    /// The idempotency key of every attempt.
    public let key: String
    public let attempts: Int
    /// Why the last attempt failed.
    public let error: String
    public let event: ReportEvent
  }

  /// More are dropped from the front when the file is next written.
  private static let lettersMax = 10_000

  /// - Parameter state: the state folder.
  public init(state: String) { path = state + "/alerts/dead.jsonl" }

  /// All that are kept, oldest first; lines of later versions are passed over.
  ///
  /// - Throws: when the file is there and cannot be read.
  public func all() throws -> [Letter] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let text = try Data(contentsOf: URL(filePath: path))
    // A line that a later version wrote, or that a crash cut, is not ours to judge.
    return text.split(separator: 0x0A).compactMap { try? Documents.decoder().decode(Letter.self, from: Data($0)) }
  }

  func add(_ letter: Letter) throws {
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var lines = try FileManager.default.fileExists(atPath: path) ? Data(contentsOf: URL(filePath: path)) : Data()
    lines += try Documents.json(letter) + [0x0A]
    let count = lines.count { $0 == 0x0A }
    if count > DeadLetters.lettersMax {
      let kept = lines.split(separator: 0x0A).suffix(DeadLetters.lettersMax)
      lines = Data(kept.joined(separator: [0x0A]) + [0x0A])
    }
    try lines.write(to: URL(filePath: path), options: .atomic)
  }
}
