import Model

/// GeoRSS Simple, GML and W3C geo.
extension FeedBuilder {
  mutating func closeGeometry(_ element: FeedElement, _ content: String) {
    guard isInItem, valueAt == frames.count else { return }
    switch element {
    case .geoLatitude: draft.latitude = Double(content)
    case .geoLongitude: draft.longitude = Double(content)
    case .geoAltitude: draft.altitude = Double(content)
    case .gmlLowerCorner: lowerCorner = Self.positions(content, dimension: 2).first
    case .gmlUpperCorner:
      if let lower = lowerCorner, let upper = Self.positions(content, dimension: 2).first {
        offer(FeedGeometry.checked(box: [lower, upper]))
      }
    default: offer(geometry(element, content))
    }
  }

  private mutating func offer(_ geometry: FeedGeometry?) {
    items[itemPlace].geometry.fill(geometry)
  }

  private mutating func geometry(_ element: FeedElement, _ content: String) -> FeedGeometry? {
    switch element {
    case .georssPoint: return FeedGeometry.checked(point: Self.positions(content, dimension: 2).first)
    case .georssLine: return FeedGeometry.checked(line: Self.positions(content, dimension: 2))
    case .georssPolygon: return FeedGeometry.checked(ring: Self.positions(content, dimension: 2))
    case .georssBox: return FeedGeometry.checked(box: Self.positions(content, dimension: 2))
    case .gmlPosition:
      // A single position says its dimension by its length.
      return FeedGeometry.checked(
        point: Self.positions(content, dimension: Self.numbers(content).count == 3 ? 3 : 2).first)
    default:
      let positions = Self.positions(content, dimension: geometryDimension == 3 ? 3 : 2)
      switch frames.last(where: { [.gmlPoint, .gmlLine, .gmlPolygon].contains($0.element) })?.element {
      case .gmlPoint: return FeedGeometry.checked(point: positions.first)
      case .gmlLine: return FeedGeometry.checked(line: positions)
      case .gmlPolygon: return FeedGeometry.checked(ring: positions)
      default: return nil
      }
    }
  }

  private static let numbersMax = 20_000

  private static func numbers(_ content: String) -> [Double?] {
    content.split(maxSplits: numbersMax) { $0.isWhitespace || $0 == "," }.map { Double($0) }
  }

  /// GeoRSS writes latitude first; here longitude is. One unreadable number spoils all: the others would shift.
  private static func positions(_ content: String, dimension: Int) -> [[Double]] {
    let numbers = numbers(content)
    guard numbers.allSatisfy({ $0?.isFinite == true }), numbers.count >= dimension else { return [] }
    let values = numbers.compactMap(\.self)
    return stride(from: 0, through: values.count - dimension, by: dimension).map { start in
      var position = [values[start + 1], values[start]]
      if dimension == 3 { position.append(values[start + 2]) }
      return position
    }
  }
}

extension FeedGeometry {
  static func checked(point: [Double]?) -> FeedGeometry? { point.map { .point($0) } }

  static func checked(line: [[Double]]) -> FeedGeometry? { line.count >= 2 ? .lineString(line) : nil }

  /// RFC 7946: a ring has four positions or more, the last being the first again.
  static func checked(ring: [[Double]]) -> FeedGeometry? { ring.count >= 4 ? .polygon(ring) : nil }

  static func checked(box: [[Double]]) -> FeedGeometry? { box.count == 2 ? .box(box) : nil }
}
