import Glibc
import Model

/// The entries that tell of one place.
struct PlaceCluster {
  var place: ControlPlace
  /// The place's names in lower case.
  var names: Set<String>
  var entries: [LedgerEntry]
}

/// Tells places apart: by id; without one, by a name they share within a distance.
///
/// Two ids are two places, also when their names are one: the sides of a crossing, a town and its airport.
struct PlaceClusters {
  /// Two places of one name are the same up to this far apart, in kilometres: gazetteers set a town's point differently
  /// by a few, and the next place of the same name is seldom nearer.
  private static let sameNameKilometresMax = 25.0

  private(set) var all: [PlaceCluster] = []
  private var byKey: [String: Int] = [:]
  private var byName: [String: [Int]] = [:]

  init(_ entries: [LedgerEntry]) {
    // Places with an id come first, so that a name without one can find them whichever report was earlier.
    for entry in entries where entry.report.place.id != nil { put(entry) }
    for entry in entries where entry.report.place.id == nil { put(entry) }
  }

  private mutating func put(_ entry: LedgerEntry) {
    let place = entry.report.place
    let name = place.name.lowercased()
    let index = place.id.map { byKey[$0] } ?? match(place, name: name)
    guard let index else {
      let key = place.id ?? unusedKey(name: name, country: place.country)
      byKey[key] = all.count
      byName[name, default: []].append(all.count)
      let control = ControlPlace(
        key: key, id: place.id, name: place.name, country: place.country, lat: place.lat, lon: place.lon)
      all.append(PlaceCluster(place: control, names: [name], entries: [entry]))
      return
    }
    all[index].entries.append(entry)
    if all[index].names.insert(name).inserted { byName[name, default: []].append(index) }
    if all[index].place.lat == nil, let lat = place.lat, let lon = place.lon {
      (all[index].place.lat, all[index].place.lon) = (lat, lon)
    }
    if all[index].place.country == nil { all[index].place.country = place.country }
  }

  private func unusedKey(name: String, country: String?) -> String {
    let key = "name:\(name)" + (country.map { "@\($0)" } ?? "")
    guard byKey[key] != nil else { return key }
    var number = 2
    while byKey["\(key)#\(number)"] != nil { number += 1 }
    return "\(key)#\(number)"
  }

  /// The place that a name without an id means: the nearest of that name, or the only one when no distance can be told.
  private func match(_ place: ReportedPlace, name: String) -> Int? {
    let candidates = (byName[name] ?? []).filter { index in
      guard let country = place.country, let other = all[index].place.country else { return true }
      return country == other
    }
    var nearest: (index: Int, kilometres: Double)?
    var unplaced: [Int] = []
    for index in candidates {
      guard let kilometres = PlaceClusters.kilometres(place, all[index].place) else {
        unplaced.append(index)
        continue
      }
      if kilometres <= Self.sameNameKilometresMax, kilometres < nearest?.kilometres ?? .infinity {
        nearest = (index, kilometres)
      }
    }
    return nearest?.index ?? (unplaced.count == 1 && candidates.count == 1 ? unplaced[0] : nil)
  }

  /// Great-circle distance on a sphere; nil when one of the two has no coordinates.
  private static func kilometres(_ one: ReportedPlace, _ other: ControlPlace) -> Double? {
    guard let lat = one.lat, let lon = one.lon, let otherLat = other.lat, let otherLon = other.lon else { return nil }
    let radians = Double.pi / 180
    let (north, east) = (sin((otherLat - lat) * radians / 2), sin((otherLon - lon) * radians / 2))
    let half = north * north + cos(lat * radians) * cos(otherLat * radians) * east * east
    return 2 * 6371 * asin(min(1, half.squareRoot()))
  }
}
