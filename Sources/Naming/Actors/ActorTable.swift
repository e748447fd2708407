public import Model

/// The listed actors, found by name, by abbreviation, by nationality and by generic word.
public struct ActorTable: Sendable {
  /// In the order of the tables; a later row with a known id has replaced the earlier one.
  public let actors: [Actor]
  private let byID: [String: Int]
  /// Folded names without their article; several actors may bear one ("rebels", "the army").
  private let byName: [String: [Bearer]]
  private let governments: [String: [Int]]

  /// An actor that bears a name, everywhere or in one country: "rebels (Libya)" are its rebels in Libya alone.
  struct Bearer: Sendable, Hashable {
    let number: Int
    let home: String?
  }

  /// Reads tables with the columns id, name, type, side, country, aliases, and optionally since, until, national,
  /// reported, homes (docs/places.md says what they mean).
  ///
  /// `reported` says how reports give the actor: by `id` (the default), or by `name`, as the text has it.
  ///
  /// - Parameters:
  ///   - tables: the project's own first, then the operator's.
  ///   - countries: to read names that hold in one country alone, "rebels (Libya)"; without it they hold in the actor's own.
  public init(tables: [TableText], countries: CountryTable? = nil) throws(NamingTableError) {
    var actors: [Actor] = []
    var byID: [String: Int] = [:]
    for text in tables {
      let table = try TabTable(text, required: ["id", "name", "type", "side", "country", "aliases"])
      var seen: Set<String> = []
      for row in table.rows {
        let actor = try Actor(row, of: table)
        guard seen.insert(actor.id).inserted else {
          throw NamingTableError(table: table.name, line: row.line, fault: .repeatedID(actor.id))
        }
        if let known = byID[actor.id] {
          actors[known] = actor
        } else {
          byID[actor.id] = actors.count
          actors.append(actor)
        }
      }
    }
    self.actors = actors
    self.byID = byID
    var byName: [String: [Bearer]] = [:]
    var governments: [String: [Int]] = [:]
    for (number, actor) in actors.enumerated() {
      for name in [actor.name] + actor.aliases {
        let (plain, home) = Self.qualified(name, of: actor, countries: countries)
        let bearer = Bearer(number: number, home: home)
        let key = Self.key(plain)
        if byName[key]?.contains(bearer) != true { byName[key, default: []].append(bearer) }
      }
      if actor.kind == .stateForces, actor.isNational, let country = actor.country {
        governments[country, default: []].append(number)
      }
    }
    self.byName = byName
    self.governments = governments
  }

  public func actor(id: String) -> Actor? { byID[id].map { actors[$0] } }

  /// The actors that bear a name, without regard to country or day.
  public func actors(named name: some StringProtocol) -> [Actor] {
    (byName[Self.key(name)] ?? []).map { actors[$0.number] }
  }

  /// The armed forces of a state, where listed: of several of one country, the first that existed on the day.
  public func government(of country: String, on day: Day? = nil) -> Actor? {
    governments[country]?.lazy.map { actors[$0] }.first { $0.existed(on: day) }
  }

  /// Whether two actors fight on one side.
  public func areAllied(_ one: ReportedActor, _ other: ReportedActor) -> Bool {
    if one == other { return true }
    guard let first = known(one), let second = known(other) else { return false }
    return first.side == second.side
  }

  /// The row behind a reported actor, also of one that is reported by name.
  public func known(_ reported: ReportedActor) -> Actor? {
    switch reported {
    case .listed(let id): actor(id: id)
    case .named(let name): actors(named: name).first
    }
  }

  /// A name as it is looked up: folded, without an article before it.
  static func key(_ name: some StringProtocol) -> String {
    var words = FoldedWords(name).words
    while words.count > 1, let first = words.first, articles.contains(first) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  static let articles: Set<String> = ["the", "a", "an", "al"]

  func bearers(key: String) -> [Bearer] { byName[key] ?? [] }
  var names: Dictionary<String, [Bearer]>.Keys { byName.keys }

  /// "rebels (Libya)" is "rebels" in Libya; brackets that hold no country name the actor's own.
  private static func qualified(_ name: String, of actor: Actor, countries: CountryTable?) -> (String, String?) {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex else { return (name, nil) }
    let inside = name[name.index(after: open)...].dropLast()
    return (name[..<open].trimmed, countries?.code(named: FoldedWords(inside).text) ?? actor.country)
  }
}

extension Actor {
  fileprivate init(_ row: TabTable.Row, of table: TabTable) throws(NamingTableError) {
    let type = try table.needed(row, "type")
    guard let kind = Kind(rawValue: type) else {
      throw NamingTableError(table: table.name, line: row.line, fault: .unknownKind(type))
    }
    let country = table.text(row, "country")
    self.init(
      id: try table.needed(row, "id"), name: try table.needed(row, "name"), kind: kind,
      side: try table.needed(row, "side"),
      country: country == "XX" ? nil : CountryCode(country)?.text, aliases: table.list(row, "aliases"),
      since: try Self.day(row, "since", of: table), until: try Self.day(row, "until", of: table),
      isReportedByName: table.text(row, "reported") == "name", isNational: table.text(row, "national") != "no",
      homes: Set(table.list(row, "homes")))
  }

  private static func day(_ row: TabTable.Row, _ column: String, of table: TabTable) throws(NamingTableError) -> Day? {
    let text = table.text(row, column)
    if text.isEmpty { return nil }
    guard let day = Day(iso: text) else {
      throw NamingTableError(table: table.name, line: row.line, fault: .badDay(column: column, found: text))
    }
    return day
  }
}
