/// Places by name and by id, over several layers: own tables, compiled files, the operator's imports.
public struct Gazetteer: Sendable {
  /// - Parameter layers: later layers add places; a place whose id an earlier layer holds is left out.
  public init(layers: [GazetteerLayer]) {}

  /// The place with this id.
  public func place(id: String) -> Place? { nil }

  /// Every place that bears the name, in any spelling the index knows, without regard to context.
  public func candidates(for name: some StringProtocol) -> [Place] { [] }
}

/// One source of places.
public struct GazetteerLayer: Sendable {}
