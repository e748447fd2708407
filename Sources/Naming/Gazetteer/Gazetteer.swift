/// Places by name and by id, over several layers: own tables, compiled files, the operator's imports.
public struct Gazetteer: Sendable {
  let layers: [GazetteerLayer]

  /// - Parameter layers: earlier layers win where two hold one id: own tables first, imports last.
  public init(layers: [GazetteerLayer]) { self.layers = layers }

  /// The layer of the project's and the operator's own tables: countries, and places listed by hand.
  public static func own(countries: CountryTable, tables: [TableText], words: NamingWords) throws(NamingTableError)
    -> GazetteerLayer
  {
    var compiler = GazetteerCompiler(words: words)
    for table in tables { compiler.add(try PlaceTable.rows(of: table)) }
    compiler.add(countries.rows)
    do throws(GazetteerError) {
      return try GazetteerLayer(GazetteerBytes(compiler.compile(name: "own tables")), name: "own tables")
    } catch {
      throw NamingTableError(
        table: tables.first?.name ?? "own tables", line: 1, fault: .tooLong(limit: GazetteerFormat.placesMax))
    }
  }

  public var placeCount: Int { layers.reduce(0) { $0 + $1.placeCount } }

  /// The place with this id.
  public func place(id: String) -> Place? {
    let id = PlaceID(id)
    for layer in layers {
      if let index = layer.index(of: id) { return layer.place(index) }
    }
    return nil
  }

  /// Every place that bears the name, in any spelling the index knows, without regard to context.
  public func candidates(for name: some StringProtocol) -> [Place] {
    guard let key = NameKey(name) else { return [] }
    var found: [NameMatch] = []
    find(key, into: &found)
    return found.map { place($0.place) }
  }

  func reference(id: String) -> PlaceReference? {
    let id = PlaceID(id)
    for (number, layer) in layers.enumerated() {
      if let index = layer.index(of: id) { return PlaceReference(layer: number, index: index) }
    }
    return nil
  }

  func kind(_ reference: PlaceReference) -> PlaceKind { layers[reference.layer].kind(reference.index) }
  func country(_ reference: PlaceReference) -> String? { layers[reference.layer].country(reference.index).text }
  func point(_ reference: PlaceReference) -> (latitude: Double, longitude: Double)? {
    layers[reference.layer].point(reference.index)
  }
  func isListed(_ reference: PlaceReference) -> Bool {
    layers[reference.layer].flags(reference.index) & GazetteerFormat.Flag.listed != 0
  }
  func place(_ reference: PlaceReference) -> Place { layers[reference.layer].place(reference.index) }

  /// Finds the places whose name sounds like the key; of two layers that hold one id, the earlier one's.
  func find(_ key: NameKey, into found: inout [NameMatch]) {
    for (number, layer) in layers.enumerated() {
      guard let entry = layer.entry(sound: key.sound) else { continue }
      for index in layer.postings(entry: entry).prefix(Self.matchesMax) {
        let posting = layer.posting(index)
        let reference = PlaceReference(layer: number, index: posting.place)
        guard number == 0 || !isRepeated(reference) else { continue }
        found.append(
          NameMatch(
            place: reference, isMain: posting.flags & GazetteerFormat.NameFlag.main != 0,
            isSpelledAlike: posting.spelling == UInt16(truncatingIfNeeded: key.spelling),
            needsKind: posting.flags & GazetteerFormat.NameFlag.needsKind != 0))
      }
    }
  }

  /// Whether an earlier layer holds the place's id too.
  private func isRepeated(_ reference: PlaceReference) -> Bool {
    let id = layers[reference.layer].placeID(reference.index)
    return layers[..<reference.layer].contains { $0.index(of: id) != nil }
  }

  /// The nearest place of a kind, or else of its kin, among the tables made by hand.
  ///
  /// A walk over all of them: they are hundreds, and asked for once in a text.
  func listedSites(
    of kind: PlaceKind, kin: Set<PlaceKind>, around point: (latitude: Double, longitude: Double),
    within kilometres: Double
  ) -> PlaceReference? {
    var best: (distance: Double, place: PlaceReference)?
    for (number, layer) in layers.enumerated() where layer.isListed {
      for index in 0..<layer.placeCount {
        let found = layer.kind(index)
        guard found == kind || kin.contains(found), let there = layer.point(index) else { continue }
        // Kin counts as farther away: an airport is asked for before the base beside it.
        let distance = Earth.kilometres(point, there) * (found == kind ? 1 : 2)
        if distance <= kilometres, distance < best?.distance ?? .infinity {
          best = (distance, PlaceReference(layer: number, index: index))
        }
      }
    }
    return best?.place
  }

  /// What the bearers of a name have in common, without a look at each by itself.
  func summary(of key: NameKey) -> NameSummary {
    var summary = NameSummary()
    let spelling = UInt16(truncatingIfNeeded: key.spelling)
    for layer in layers {
      guard let entry = layer.entry(sound: key.sound) else { continue }
      for index in layer.postings(entry: entry).prefix(Self.matchesMax) {
        let posting = layer.posting(index)
        if posting.flags & GazetteerFormat.NameFlag.needsKind != 0 { continue }
        summary.isBorne = true
        guard posting.spelling == spelling else { continue }
        summary.isAlike = true
        if posting.flags & GazetteerFormat.NameFlag.main != 0 { summary.isMain = true }
        if layer.flags(posting.place) & GazetteerFormat.Flag.listed != 0 { summary.isListed = true }
        if summary.isMain, summary.isListed { return summary }
      }
    }
    return summary
  }

  /// Whether any name sounds so, and how many words the longest name has that begins with this word.
  func probe(sound: UInt64) -> (isName: Bool, wordsMax: Int) {
    var isName = false
    var words = 0
    for layer in layers {
      guard let entry = layer.entry(sound: sound) else { continue }
      if !isName { isName = !layer.postings(entry: entry).isEmpty }
      words = max(words, layer.wordsMax(entry: entry))
    }
    return (isName, words)
  }

  /// The commonest name of a gazetteer of villages is borne some hundred times; more would cost a text its time.
  static let matchesMax = 400
}

/// A place by layer and number.
struct PlaceReference: Hashable, Sendable {
  let layer: Int
  let index: Int
}

/// One place that a name can mean.
struct NameMatch: Hashable, Sendable {
  let place: PlaceReference
  /// The name is the place's main one.
  let isMain: Bool
  /// The letters agree, not only the sounds.
  let isSpelledAlike: Bool
  /// The name is the place's only beside the word for its kind: "Goma" is Goma's airport in "the airport at Goma".
  let needsKind: Bool
}

/// What is known of a name as a whole.
struct NameSummary {
  /// A place bears it without help of a kind's word.
  var isBorne = false
  /// In these letters.
  var isAlike = false
  /// As its main name, in these letters.
  var isMain = false
  /// A place of a table made by hand bears it.
  var isListed = false
}
