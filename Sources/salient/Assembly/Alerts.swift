import Alerting
import Cataloguing
import Fetching
import Model
import Naming
import Observing
import Publishing

/// Makes the alerts of the configuration.
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
