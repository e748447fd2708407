public import Model

/// Control and changes as other programs read them.
public enum ControlDocuments {
  /// A GeoJSON FeatureCollection (RFC 7946) of the places that have coordinates, in UTF-8.
  public static func geoJSON(_ states: [ControlState]) throws -> String { "" }

  /// One line a claim under a header (RFC 4180); a place that nobody is said to hold has one line without a holder.
  public static func csv(_ states: [ControlState]) -> String { "" }

  /// One line a change under a header (RFC 4180), with the codes of the event vocabularies.
  /// - Parameter isState: whether an actor is the government of a country.
  public static func csv(
    _ changes: [ControlChange], isState: (_ actor: ReportedActor, _ country: String?) -> Bool
  ) -> String { "" }
}
