public import FoundationEssentials
public import Model

/// How a poll ended, as far as the next one depends on it.
public enum PollEnd: Sendable, Equatable {
  /// Read whole or in part, or unchanged.
  case read
  /// 429 or 503: come back at that time, when it was said.
  case throttled(until: Date?)
  /// 410.
  case gone
  case failed(FailureKind)
  /// The poll was given up by us; it says nothing about the server.
  case cancelled
}

/// Why a poll failed, as far as the time of the next one depends on it.
public enum FailureKind: String, Sendable, CaseIterable, Codable {
  /// The name did not resolve.
  case dns
  case connect
  case tls
  case timeout
  /// The answer was no HTTP, or broke off.
  case `protocol`
  case redirect
  case tooLarge = "too-large"
  case notAFeed = "not-a-feed"
  /// The address may not be asked, or the URL is none: the settings or the feed list have to change.
  case address
  /// 404.
  case missing
  /// Any other 4xx.
  case refused
  /// 5xx.
  case serverError = "server-error"
}

extension PollEnd {
  /// What an answer means for the schedule before its body has been read.
  /// - Parameter now: from when Retry-After counts.
  public init(_ outcome: FetchOutcome, at now: Date) {
    switch outcome {
    case .modified, .notModified: self = .read
    case .gone: self = .gone
    case .throttled(_, let wait): self = .throttled(until: wait.map { now + $0 })
    case .refused(404): self = .failed(.missing)
    case .refused(500...): self = .failed(.serverError)
    case .refused: self = .failed(.refused)
    case .failed(let failure): self = PollEnd(failure)
    }
  }

  private init(_ failure: FetchFailure) {
    guard failure.word != "cancelled" else {
      self = .cancelled
      return
    }
    switch failure.result {
    case .connect where failure.word == "address": self = .failed(.address)
    case .connect: self = .failed(failure.word == "dns" ? .dns : .connect)
    case .tls: self = .failed(.tls)
    case .timeout where failure.word == "dns": self = .failed(.dns)
    case .timeout where failure.word == "connect": self = .failed(.connect)
    case .timeout: self = .failed(.timeout)
    case .redirect: self = .failed(.redirect)
    case .tooLarge: self = .failed(.tooLarge)
    case .notAFeed: self = .failed(.notAFeed)
    case .gone: self = .gone
    case .ok, .salvage, .http, .protocol: self = .failed(.protocol)
    }
  }
}

extension PollEnd {
  /// The host took the request and kept us waiting.
  var isHang: Bool { self == .failed(.timeout) }

  /// No packet of the host has reached us, as far as is known.
  var isUnreachable: Bool { self == .failed(.dns) || self == .failed(.connect) }

  /// The host said something, whatever it was.
  var isAnswer: Bool {
    switch self {
    case .read, .throttled, .gone: true
    case .failed(.dns), .failed(.connect), .failed(.timeout), .failed(.address), .cancelled: false
    case .failed: true
    }
  }
}

extension Date {
  static func + (date: Date, wait: Duration) -> Date { date.addingTimeInterval(wait.inSeconds) }
}

extension Duration {
  /// Seconds with their fraction.
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
