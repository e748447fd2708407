import Foundation
public import Model
public import Publishing

/// Says which reports a rule is about.
public struct AlertMatcher: Sendable {
  /// What the rule asks for.
  public let condition: AlertCondition
  /// The gazetteer's word for a place.
  private let placeKind: @Sendable (_ id: String) -> String?

  private static let earthKilometres = 6371.0

  /// - Parameter placeKind: the gazetteer's word for a place by its id, nil for places that it lacks.
  public init(_ condition: AlertCondition, placeKind: @escaping @Sendable (String) -> String?) {
    self.condition = condition
    self.placeKind = placeKind
  }

  /// Everything but the number of sources, which `isReached` asks about.
  public func matches(_ document: ReportDocument) -> Bool {
    let report = document.report
    return holds(condition.kinds, report.kind) && holds(condition.certainties, report.certainty)
      && holds(condition.statuses, report.status) && holds(condition.countries, report.place.country)
      && isPlace(report.place) && isKind(report.place) && isActor(report) && isInside(report.place)
  }

  /// Whether this report is the one that brings the sources to the number asked for: a rule tells of an event once.
  public func isReached(_ sources: (now: Int, before: Int)) -> Bool {
    sources.now >= condition.sourcesMin && sources.before < condition.sourcesMin
  }

  private func holds<Value: Equatable>(_ list: [Value], _ value: Value?) -> Bool {
    list.isEmpty || value.map(list.contains) ?? false
  }

  private func isPlace(_ place: ReportedPlace) -> Bool {
    condition.places.isEmpty
      || condition.places.contains { $0 == place.id || $0.lowercased() == place.name.lowercased() }
  }

  private func isKind(_ place: ReportedPlace) -> Bool {
    condition.placeKinds.isEmpty || place.id.flatMap(placeKind).map(condition.placeKinds.contains) ?? false
  }

  private func isActor(_ report: TerritorialReport) -> Bool {
    condition.actors.isEmpty
      || [report.to, report.from].contains { actor in
        guard let name = actor?.description.lowercased() else { return false }
        return condition.actors.contains { $0.lowercased() == name }
      }
  }

  private func isInside(_ place: ReportedPlace) -> Bool {
    guard !condition.areas.isEmpty else { return true }
    guard let latitude = place.lat, let longitude = place.lon else { return false }
    return condition.areas.contains { area in
      switch area {
      case .box(let south, let west, let north, let east):
        (south...north).contains(latitude)
          && (west <= east ? (west...east).contains(longitude) : longitude >= west || longitude <= east)
      case .circle(let centre, let meridian, let kilometres):
        AlertMatcher.distance(latitude, longitude, centre, meridian) <= kilometres
      }
    }
  }

  /// Along the surface of a sphere (haversine), in kilometres.
  static func distance(_ latitude: Double, _ longitude: Double, _ toLatitude: Double, _ toLongitude: Double) -> Double {
    let radians = Double.pi / 180
    let north = sin((toLatitude - latitude) * radians / 2)
    let east = sin((toLongitude - longitude) * radians / 2)
    let chord = north * north + cos(latitude * radians) * cos(toLatitude * radians) * east * east
    return 2 * earthKilometres * asin(min(1, chord.squareRoot()))
  }
}
