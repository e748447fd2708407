import Alerting
import Cataloguing
import Fetching
import Glibc
import Model
import Naming
import Observing
import Publishing

/// Makes the alerts of a configuration.
struct Alerts {
  let settings: Settings
  let resources: Resources

  func service(_ catalogue: Catalogue, _ bell: Bell, _ observer: Observer) throws(CommandFailure) -> AlertService {
    AlertService(
      rules: settings.alerts, catalogue: catalogue, views: Views(catalogue: catalogue), bell: bell,
      courier: AlertCourier(
        poster: Poster(
          userAgent: UserAgent.string(contact: settings.fetching.contact), proxy: settings.fetching.proxy)),
      dead: DeadLetters(state: settings.state), observer: observer, placeKind: try placeKind())
  }

  /// What would keep a sink from being told: secrets that cannot be read, programs that cannot be run; each with its rule.
  func faults() -> [String] {
    settings.alerts.flatMap { rule in rule.sinks.compactMap { fault(of: $0).map { "\(rule.name): \($0)" } } }
  }

  private func fault(of sink: AlertSink) -> String? {
    switch sink {
    case .webhook(_, let file), .ntfy(_, let file):
      guard let file, unsafe access(file, R_OK) != 0 else { return nil }
      return "\(file) cannot be read: \(systemMessage(errno))"
    case .command(let words): return words.first.flatMap(cannotRun)
    case .mail(_, _, let sendmail):
      return cannotRun(sendmail).map { "\($0); install a mail program such as msmtp-mta, or name one by `sendmail`" }
    }
  }

  private func cannotRun(_ path: String) -> String? {
    unsafe access(path, X_OK) == 0 ? nil : "\(path) cannot be run: \(systemMessage(errno))"
  }

  /// The gazetteer's word for a place; the gazetteer is opened only for rules that ask.
  func placeKind() throws(CommandFailure) -> @Sendable (String) -> String? {
    let asked = settings.alerts.flatMap(\.when.placeKinds)
    for word in asked where PlaceKind(rawValue: word) == nil {
      let known = PlaceKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.configuration, "alerts: \"\(word)\" is no place_kind; known are \(known)")
    }
    guard !asked.isEmpty else { return { _ in nil } }
    let gazetteer = try resources.names().gazetteer
    return { gazetteer.place(id: $0)?.kind.rawValue }
  }
}
