public import Model

/// The listed actors, found by name, by abbreviation, by nationality and by generic word.
public struct ActorTable: Sendable {
  /// In the order of the tables.
  public let actors: [Actor]

  /// Reads tables with the columns id, name, type, side, country, aliases, and optionally since, until.
  ///
  /// - Parameter tables: the project's own first, then the operator's; a later row with a known id replaces it.
  public init(tables: [TableText]) throws(NamingTableError) {
    actors = []
  }

  public func actor(id: String) -> Actor? { actors.first { $0.id == id } }

  /// The armed forces of a state, where listed.
  public func government(of country: String, on day: Day? = nil) -> Actor? { nil }

  /// Whether two actors fight on one side.
  public func areAllied(_ one: ReportedActor, _ other: ReportedActor) -> Bool {
    if one == other { return true }
    guard case .listed(let left) = one, case .listed(let right) = other,
      let first = actor(id: left), let second = actor(id: right)
    else { return false }
    return first.side == second.side
  }

  func resolve(_ mention: some StringProtocol, country: String?, in context: NamingContext) -> ReportedActor? {
    .named(String(mention))
  }
}
