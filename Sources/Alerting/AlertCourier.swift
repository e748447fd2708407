public import Fetching
public import Foundation
public import Model
import Publishing

/// Brings one message to one sink.
public struct AlertCourier: Sendable {
  /// What became of an attempt.
  public enum Outcome: Sendable, Equatable {
    /// The receiver has it: a status of 200 to 299, or a program that ended with 0.
    case taken
    /// May be taken later; the sentence says why not now.
    case failed(String)
    /// Will never be taken as it is.
    case refused(String)
  }

  private let poster: Poster
  private let clock: @Sendable () -> Date

  /// A secret is a line, not a file of anything else.
  private static let secretBytesMax = 4096
  /// A program that takes longer is ended.
  private static let commandSeconds = 60.0

  /// - Parameters:
  ///   - poster: sends what goes over HTTP.
  ///   - clock: the wall clock, which signatures and mails name.
  public init(poster: Poster, clock: @escaping @Sendable () -> Date = { Date() }) {
    self.poster = poster
    self.clock = clock
  }

  /// Makes one attempt; what goes wrong is the outcome, never an error.
  public func bring(_ message: AlertMessage, to sink: AlertSink) async -> Outcome {
    do {
      switch sink {
      case .webhook(let url, let file):
        let body = try message.json()
        let secret = try file.map(AlertCourier.secret)
        return try await post(body, url, message.webhookHeaders(body: body, secret: secret, at: clock()))
      case .ntfy(let url, let file):
        let token = try file.map { String(decoding: try AlertCourier.secret($0), as: UTF8.self) }
        return try await post(Array(message.text.utf8), url, message.ntfyHeaders(token: token))
      case .command(let words): return try await run(words, input: try message.json(), message)
      case .mail(let to, let from, let sendmail):
        return try await run([sendmail, "-t", "-i"], input: message.mail(to: to, from: from, at: clock()), message)
      }
    } catch let failure as Poster.Failure {
      return .failed(failure.description)
    } catch {
      return .failed("\(error)")
    }
  }

  private func post(_ body: [UInt8], _ url: String, _ headers: [String]) async throws -> Outcome {
    let status = try await poster.post(body, to: url, headers: headers)
    switch status {
    case 200..<300: return .taken
    // What the body says will not change by sending it again; all else may be mended on the other side.
    case 400, 410, 413, 422: return .refused("the receiver answers \(status)")
    default: return .failed("the receiver answers \(status)")
    }
  }

  private static func secret(_ file: String) throws -> [UInt8] {
    let bytes = try Data(contentsOf: URL(filePath: file))
    guard bytes.count <= secretBytesMax else { throw CocoaError(.fileReadTooLarge) }
    return Array(bytes.prefix { $0 != 0x0A && $0 != 0x0D })
  }

  /// Runs a program with `input` on its standard input; its own output is left to nobody.
  private func run(_ words: [String], input: [UInt8], _ message: AlertMessage) async throws -> Outcome {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(message.key)-\(UUID().uuidString)")
    try Data(input).write(to: file, options: .withoutOverwriting)
    defer { try? FileManager.default.removeItem(at: file) }  // A leftover in the private temporary folder does no harm.
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    var environment = ProcessInfo.processInfo.environment
    environment["SALIENT_ALERT"] = message.rule
    environment["SALIENT_EVENT"] = message.event.event
    environment["SALIENT_KEY"] = message.key
    environment["SALIENT_REPORT"] = message.event.report.id.rawValue
    for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID"] {
      environment[name] = nil
    }
    process.environment = environment
    let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = {
      ended.yield($0.terminationReason == .exit ? $0.terminationStatus : -1)
      ended.finish()
    }
    try process.run()
    let status = await withTaskGroup(of: Int32?.self) { group in
      group.addTask { await ends.first { _ in true } }
      group.addTask {
        try? await Task.sleep(for: .seconds(AlertCourier.commandSeconds))  // Cut short when the program has ended.
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    guard let status else {
      process.terminate()
      if Task.isCancelled { return .failed("\(words[0]) was ended with the daemon") }
      return .failed("\(words[0]) did not end within \(Int(AlertCourier.commandSeconds)) s")
    }
    return status == 0 ? .taken : .failed("\(words[0]) ended with \(status)")
  }
}
