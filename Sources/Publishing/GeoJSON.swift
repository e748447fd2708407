import Model

/// Reports as points on a map (RFC 7946); those without coordinates have a null geometry.
public struct ReportFeatures: Encodable, Sendable {
  private let type = "FeatureCollection"
  private let features: [Feature]

  private enum CodingKeys: String, CodingKey { case type, features }

  private struct Feature: Encodable {
    let type = "Feature"
    let id: String
    let geometry: Point?
    let properties: ReportDocument

    enum CodingKeys: String, CodingKey { case type, id, geometry, properties }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(type, forKey: .type)
      try container.encode(id, forKey: .id)
      try container.encode(geometry, forKey: .geometry)
      try container.encode(properties, forKey: .properties)
    }
  }

  private struct Point: Encodable {
    let type = "Point"
    /// Longitude, latitude.
    let coordinates: [Double]

    enum CodingKeys: String, CodingKey { case type, coordinates }
  }

  public init(_ reports: [ReportDocument]) {
    features = reports.map { report in
      var point: Point?
      if let lat = report.report.place.lat, let lon = report.report.place.lon {
        point = Point(coordinates: [lon, lat])
      }
      return Feature(id: report.id.rawValue, geometry: point, properties: report)
    }
  }
}
