import ControlTracking
import FoundationEssentials
import Model

extension Views {
  /// Who holds what on a day, as known by then.
  func control(_ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow("place", "country", "at", "known", "format")
    let ledger = try await ledgers.ledger(of: catalogue)
    // A day's question is answered with what holds today when it names none.
    let at = try query.day("at") ?? Date().day
    let known = try query.date("known")
    let states: [ControlState]
    if let place = try query.text("place") {
      states = places(named: place, in: ledger, at, known)
      if states.isEmpty {
        throw ViewError.notFound("no report tells of \(place); `salient reports` lists those there are")
      }
    } else {
      states = ledger.control(country: try query.text("country"), at: at, known: known)
    }
    switch try query.text("format") {
    case nil, "json": return try .json(PageDocument(items: states, next: nil))
    case "geojson":
      return ViewAnswer(body: Array(try ControlDocuments.geoJSON(states).utf8), contentType: "application/geo+json")
    case "csv":
      return ViewAnswer(body: Array(ControlDocuments.csv(states).utf8), contentType: "text/csv; charset=utf-8")
    case .some(let format): throw ViewError.badQuery("format is json, geojson or csv; found \"\(format.prefix(40))\"")
    }
  }

  /// The places of that id or name; where there is none, those that a gazetteer knows by that name ("Tadmur", "Al Walid
  /// crossing"); where they are not told of either, those whose name has all its words: "Tanf" is asked for more often
  /// than "Al-Tanf border crossing".
  private func places(named place: String, in ledger: ControlLedger, _ at: Day, _ known: Date?) -> [ControlState] {
    let exact = ledger.control(of: place, at: at, known: known)
    guard exact.isEmpty else { return exact }
    let all = ledger.control(at: at, known: known)
    let question = PlaceQuestion(place, meanings: meant(place))
    let known = all.filter { question.means($0.place.id) }
    return known.isEmpty ? all.filter { question.isWithin($0.place.name) } : known
  }

  /// The ids that a name may mean; an id means itself.
  func meant(_ place: String) -> [String] { PlaceQuestion.isID(place) ? [] : meanings(place) }

  /// What all reports come to, latest first.
  func changes(_ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow("since", "known_since", "country", "place", "limit")
    let ledger = try await ledgers.ledger(of: catalogue)
    var changes: [ControlChange]
    if let known = try query.date("known_since") {
      changes = ledger.changes(knownSince: known)
    } else {
      changes = ledger.changes(since: try query.day("since") ?? Day(daysSinceEpoch: .min / 2))
    }
    if let country = try query.text("country") { changes = changes.filter { $0.place.country == country } }
    if let place = try query.text("place") {
      let question = PlaceQuestion(place, meanings: meant(place))
      let exact = changes.filter { $0.place.id == place || $0.place.name.lowercased() == place.lowercased() }
      let known = exact.isEmpty ? changes.filter { question.means($0.place.id) } : exact
      changes = known.isEmpty ? changes.filter { question.isWithin($0.place.name) } : known
    }
    return try .json(PageDocument(items: Array(changes.prefix(try query.limit())), next: nil))
  }
}
