/// One rule of the configuration: which reports are told of, and to whom.
public struct AlertRule: Sendable, Equatable {
  /// Names the rule in logs and in the outbox; letters, digits, `-` and `_`.
  public var name: String
  public var when: AlertCondition
  public var sinks: [AlertSink]

  public init(name: String, when: AlertCondition, sinks: [AlertSink]) {
    self.name = name
    self.when = when
    self.sinks = sinks
  }
}

/// What a report must be like; every condition that is set must hold, and a list holds when one of it does.
public struct AlertCondition: Sendable, Equatable {
  public var kinds: [ReportKind] = []
  public var certainties: [Certainty] = []
  /// What a text tells as background or as a lasting state is no news.
  public var statuses: [ReportStatus] = [.new]
  /// Ids or names of places.
  public var places: [String] = []
  /// Words of the gazetteer: `border_crossing`, `airbase`.
  public var placeKinds: [String] = []
  /// ISO 3166 alpha-2.
  public var countries: [String] = []
  public var areas: [AlertArea] = []
  /// Ids or names, on either side.
  public var actors: [String] = []
  /// Told when so many sources that do not rest on one another report the same.
  public var sourcesMin = 1

  public init() {}
}

/// A part of the earth, in WGS 84 degrees.
public enum AlertArea: Sendable, Equatable {
  /// `west` may be greater than `east`, across the 180th meridian.
  case box(south: Double, west: Double, north: Double, east: Double)
  case circle(latitude: Double, longitude: Double, kilometres: Double)
}

/// Who is told, and how.
public enum AlertSink: Sendable, Equatable {
  /// A signed POST with the event as JSON.
  case webhook(url: String, secretFile: String?)
  /// A program, given the event as JSON on standard input.
  case command([String])
  /// A message handed to a program with sendmail's interface.
  case mail(to: [String], from: String?, sendmail: String)
  /// A POST with a line of text, its title and tags in headers, as ntfy takes it.
  case ntfy(url: String, tokenFile: String?)

  /// Every word that `word` gives.
  public static let words = ["webhook", "command", "mail", "ntfy"]

  /// The bounded word for names and metrics.
  public var word: String {
    switch self {
    case .webhook: "webhook"
    case .command: "command"
    case .mail: "mail"
    case .ntfy: "ntfy"
    }
  }
}
