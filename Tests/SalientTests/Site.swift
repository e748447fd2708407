import Foundation
import Testing

/// A news site on loopback, run by a child process for as long as a test needs it.
final class Site {
  let port: Int
  private let process = Process()
  private let input = Pipe()

  /// - Parameter arguments: of Tests/Support/news_server.py.
  convenience init(_ arguments: [String]) throws { try self.init(script: "news_server.py", arguments) }

  /// - Parameter script: a server in Tests/Support that prints its port and ends with its input.
  init(script: String, _ arguments: [String]) throws {
    let script = try Checkout.root().appending(path: "Tests/Support/\(script)").path
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script] + arguments
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

  deinit {
    // The server ends when its input closes; it holds nothing that closing could lose.
    try? input.fileHandleForWriting.close()
    process.terminate()
  }
}

/// Where the tests find the source tree, the program and the shared data.
enum Checkout {
  static func root() throws -> URL {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    try #require(FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path))
    return root
  }

  /// The program, which stands beside the bundle of the tests.
  static func program() throws -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<3 {
      let program = folder.appending(path: "salient")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
      folder.deleteLastPathComponent()
    }
    let built = try root().appending(path: ".build/debug/salient")
    try #require(FileManager.default.isExecutableFile(atPath: built.path), "build the program first")
    return built
  }

  /// The data that lie beside the checkout where the project is developed; nil elsewhere.
  static let shared: URL? = {
    guard let root = try? root() else { return nil }  // Without a source tree there is nothing beside it.
    let folder = root.deletingLastPathComponent().appending(path: "shared/territory")
    return FileManager.default.fileExists(atPath: folder.appending(path: "seed_feed.xml").path) ? folder : nil
  }()
}

/// A daemon's state in a temporary folder, with its configuration, and the program run on it.
final class Installation {
  let folder: URL
  private var running: Process?

  /// - Parameters:
  ///   - feeds: URLs of the feed list.
  ///   - pages: `articles.pages`.
  ///   - watch: `articles.watch`, without brackets; nil for the default.
  ///   - archive: more of the archive's section.
  init(
    feeds: [String], pages: String = "when_cut", interval: String = "1s", watch: String? = nil, archive: String? = nil
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "salient-test-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let outlines = feeds.map { "<outline type=\"rss\" xmlUrl=\"\($0)\"/>" }.joined(separator: "\n")
    try write("feeds.opml", "<opml version=\"2.0\"><body>\(outlines)</body></opml>")
    try write(
      "salient.yaml",
      """
      state: state
      feeds: [feeds.opml]
      polling: { minimum: \(interval), maximum: \(interval), initial: \(interval) }
      fetching: { contact: "mailto:test@example.org", timeout: 5s, private_addresses: [127.0.0.0/8] }
      articles: { pages: \(pages)\(watch.map { ", watch: [\($0)]" } ?? "") }
      archive: { commit_every: 20ms\(archive.map { ", " + $0 } ?? "") }
      logging: { format: json }
      """)
  }

  deinit {
    running?.terminate()
    try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder does no harm.
  }

  var archive: URL { folder.appending(path: "state/archive") }
  var socket: String { folder.appending(path: "state/status.sock").path }

  /// Runs a command to its end.
  @discardableResult
  func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String, errors: String, signalled: Bool) {
    let process = try prepared(arguments)
    process.environment?.merge(environment) { _, given in given }
    let output = folder.appending(path: "output-\(UUID().uuidString.prefix(8))")
    let errors = folder.appending(path: "errors-\(UUID().uuidString.prefix(8))")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, try String(contentsOf: output, encoding: .utf8),
      try String(contentsOf: errors, encoding: .utf8), process.terminationReason == .uncaughtSignal
    )
  }

  /// The objects that a command prints, one a line.
  func objects(_ arguments: String...) throws -> [[String: Any]] {
    let process = try prepared(arguments)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// Starts the daemon and leaves it running; its log goes to `log.jsonl`.
  func start() throws -> Process {
    let process = try prepared(["run"])
    let log = folder.appending(path: "log.jsonl")
    if !FileManager.default.fileExists(atPath: log.path) {
      try Data().write(to: log)
    }
    let handle = try FileHandle(forWritingTo: log)
    try handle.seekToEnd()
    process.standardError = handle
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    running = process
    return process
  }

  /// Lines of the daemon's log.
  func log() throws -> [[String: Any]] {
    let text = try String(contentsOf: folder.appending(path: "log.jsonl"), encoding: .utf8)
    return text.split(separator: "\n").compactMap {
      // A killed daemon may leave its last line cut.
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// Adds to the configuration.
  func configure(_ more: String) throws {
    let file = folder.appending(path: "salient.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data((text + "\n" + more + "\n").utf8).write(to: file)
  }

  /// Waits until the daemon answers on its socket.
  func answers() async throws {
    try await eventually { (try? self.curl("/health/live"))?.contains("live") == true }
  }

  /// Asks the status socket as anybody would.
  func curl(_ path: String, _ arguments: [String] = [], input: String? = nil) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["curl", "-s", "--unix-socket", socket, "http://localhost" + path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let file = folder.appending(path: "input-\(UUID().uuidString.prefix(8))")
    try Data((input ?? "").utf8).write(to: file)
    process.standardInput = try FileHandle(forReadingFrom: file)
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  private func prepared(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = try Checkout.program()
    process.arguments = arguments + ["--config", folder.appending(path: "salient.yaml").path]
    process.standardInput = FileHandle.nullDevice
    var environment = ProcessInfo.processInfo.environment
    environment["SALIENT_DATA"] = try Checkout.root().appending(path: "etc").path
    process.environment = environment
    return process
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }
}

/// Asks again and again until something holds: for what another process does in its own time.
func eventually(within limit: Duration = .seconds(60), _ holds: () throws -> Bool) async throws {
  let deadline = ContinuousClock.now + limit
  while try !holds() {
    try #require(ContinuousClock.now < deadline, "it does not come to hold within \(limit)")
    try await Task.sleep(for: .milliseconds(50))
  }
}
