import FoundationEssentials
import Model
import Testing

@testable import Fetching

/// Settings under which loopback may be asked.
func settings(_ change: (inout FetchingSettings) -> Void = { _ in }) -> FetchingSettings {
  var settings = FetchingSettings()
  settings.privateAddresses = .networks(["127.0.0.0/8"])
  settings.timeout = .seconds(20)
  change(&settings)
  return settings
}

/// Runs the body with a server and a fetcher, and ends both.
func withServer<Result>(
  _ settings: FetchingSettings = settings(), bodyBytes: Int = 64 << 20,
  answering answer: @escaping @Sendable (Exchange) -> Void, _ body: (TestServer, Fetcher) async throws -> Result
) async throws -> Result {
  let server = TestServer(answer)
  defer { server.stop() }
  let fetcher = try Fetcher(settings: settings, userAgent: "Salient/test", bodyBytes: bodyBytes)
  let result = try await body(server, fetcher)
  await fetcher.shutdown()
  return result
}

extension FetchOutcome {
  func capture() throws -> Capture {
    guard case .modified(let capture) = self else { throw Unexpected(outcome: self) }
    return capture
  }

  func failure() throws -> FetchFailure {
    guard case .failed(let failure) = self else { throw Unexpected(outcome: self) }
    return failure
  }

  /// The case and its facts in short, for tables.
  var short: String {
    switch self {
    case .modified(let capture): "modified \(capture.status)"
    case .notModified: "not modified"
    case .gone: "gone"
    case .throttled(let status, let wait): "throttled \(status) \(wait.map { "\($0.components.seconds)" } ?? "-")"
    case .refused(let status): "refused \(status)"
    case .failed(let failure): "\(failure.result.rawValue) \(failure.word)"
    }
  }
}

struct Unexpected: Error {
  let outcome: FetchOutcome
}
