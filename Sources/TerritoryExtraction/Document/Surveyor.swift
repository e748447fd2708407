import Model
import Naming
import Reading

/// Reads a text up to the point where candidates can be weighed.
struct Surveyor: Sendable {
  let resources: TerritoryResources
  /// Reads also what seems to speak of something else: for the trainer and the trace.
  var readsAll = false

  /// Below this score a text is not read further: of the texts that score so low next to none reports anything.
  static let readFrom: Float = -2.5

  /// - Returns: nil for a text without any trigger, or plainly about something else.
  func survey(_ text: TerritoryText) -> TextSurvey? {
    var sentences = resources.reader.sentences(of: text.text)
    var lines = sentences.indices.map { Line(number: $0, sentence: sentences[$0]) }
    let finder = TriggerFinder(automaton: resources.frames.automaton, lexicon: resources.lexicon)
    let triggers = lines.map { finder.triggers(in: $0) }
    guard triggers.contains(where: { !$0.isEmpty }) else { return nil }
    let sums = resources.weights(.text).sums(
      TextClues.sheet(lines, triggers, section: text.section, keepingWords: false))
    let score = sums.count == 2 ? weighted(sums[1], lines) : nil
    if let score, score < Self.readFrom, !readsAll { return nil }
    for index in lines.indices where !triggers[index].isEmpty {
      resources.reader.parse(&sentences[index])
      lines[index] = Line(lines[index], parsed: sentences[index])
    }
    let lexicon = resources.lexicon
    let named = resources.names.survey(Array(text.text.utf8), title: text.title, published: text.published)
    let names = TextNames(tables: resources.names, context: named.context)
    let placeFinder = PlaceFinder(lexicon: lexicon)
    let actorFinder = ActorFinder(lexicon: lexicon)
    var places: [PlaceMention] = []
    var placesOfLine: [Range<Int>] = []
    var actors: [ActorMention] = []
    var actorsOfLine: [Range<Int>] = []
    let spans = SpanIndex(named.spans)
    for line in lines {
      let firstActor = actors.count
      for var mention in actorFinder.actors(in: line) {
        if isAdjective(mention, line, spans, names) { continue }
        mention.listed = spans.listedActor(within: scalars(line, mention.words), of: line.words[mention.words])
        actors.append(mention)
      }
      actorsOfLine.append(firstActor..<actors.count)
      let firstPlace = places.count
      let sieve = PlaceSieve(
        line: line, actors: actors[firstActor...], lexicon: lexicon, names: names)
      let mentions = placeFinder.places(in: line, triggers: triggers[line.number], known: knownHeads(line, spans))
        .compactMap { sieve.judged(annotated($0, line, spans)) }
      places.append(contentsOf: placeFinder.grouped(sieve.outermost(mentions), line))
      if !triggers[line.number].isEmpty,
        !places[firstPlace...].contains(where: saysPlace)
      {
        places.append(sieve.implicit())
      } else if triggers[line.number].contains(where: { $0.isElliptic(in: line, lexicon) }) {
        var elided = sieve.implicit()
        elided.isElided = true
        places.append(elided)
      }
      placesOfLine.append(firstPlace..<places.count)
    }
    resolve(&places, lines, names)
    for index in places.indices where places[index].form == .name {
      places[index].isCapital = places[index].place.map(resources.names.isCapital) ?? false
    }
    Appositions(lexicon: lexicon, lines: lines).tie(&places)
    noteSeats(&places)
    let antecedents = Antecedents(
      lexicon: lexicon, lines: lines, triggers: triggers, places: places, names: resources.names,
      weights: resources.weights(.meant))
    antecedents.resolve(&places, &actors)
    Anchors(antecedents: antecedents, names: names).settle(&places)
    let timeFinder = TimeFinder(words: resources.timeWords)
    let cueFinder = CueFinder(lexicon: lexicon)
    var (war, peace) = (0, 0)
    for line in lines {
      for word in line.words {
        if lexicon.warWord.contains(word.low) { war += 1 }
        if lexicon.peaceWord.contains(word.low) { peace += 1 }
      }
    }
    return TextSurvey(
      text: text, lines: lines, triggers: triggers, places: places, placesOfLine: placesOfLine, actors: actors,
      actorsOfLine: actorsOfLine, times: lines.map(timeFinder.times),
      cues: lines.map { line in cueFinder.cues(in: line, actors: Array(actors[actorsOfLine[line.number]])) },
      names: names, warWords: war, peaceWords: peace, score: score)
  }

  /// The score of a whole text means little where there is hardly any: a single sentence is judged by what it says.
  private func weighted(_ score: Float, _ lines: [Line]) -> Float {
    let words = lines.reduce(0) { $0 + $1.words.count }
    guard score < Self.scoreOfNothing, words < Self.wordsOfText else { return score }
    let share = Float(words) / Float(Self.wordsOfText)
    return score * share + Self.scoreOfNothing * (1 - share)
  }

  /// From so many words on a text is judged as a whole.
  private static let wordsOfText = 30
  private static let scoreOfNothing: Float = 0.9

  /// The first words of sentences and quotations that begin a gazetteer's name.
  private func knownHeads(_ line: Line, _ spans: SpanIndex) -> Set<Int> {
    guard let first = line.words.first(where: { $0.shape != .mark }) else { return [] }
    let found = spans.overlapping(first.span).filter {
      $0.kind == .place && $0.support >= Self.headSupportMin && $0.scalars.lowerBound == first.span.lowerBound
    }
    guard !found.isEmpty, let index = line.words.firstIndex(where: { $0.shape != .mark }) else { return [] }
    return [index]
  }

  /// An everyday word at the head of a sentence has less.
  private static let headSupportMin = 0.3

  private func saysPlace(_ mention: PlaceMention) -> Bool {
    switch mention.form {
    case .described: true
    case .name:
      mention.support != nil && mention.otherKind?.text != "actor" || mention.noun != nil || mention.part != nil
    case .anaphor: mention.noun != nil
    case .implicit: false
    }
  }

  /// "A Kurdish official", "British commanders said": a people's name before a noun that is no force names nobody.
  private func isAdjective(_ mention: ActorMention, _ line: Line, _ spans: SpanIndex, _ names: TextNames) -> Bool {
    guard mention.form == .name, mention.words.upperBound < line.words.count,
      line.words[mention.words.upperBound].shape == .lower, !line.words[mention.head].low.text.hasSuffix("s"),
      !resources.lexicon.isGrammar(line.words[mention.words.upperBound].low),
      !resources.lexicon.reporting.contains(line.words[mention.words.upperBound].low)
    else { return false }
    let found = spans.overlapping(scalars(line, mention.words))
    return mention.words.count == 1
      && (names.tables.isPeople(mention.text) || found.contains { $0.kind == .demonym })
      && names.identify(actor: mention.text, at: nil) == nil
  }

  private func scalars(_ line: Line, _ words: Range<Int>) -> Range<Int> {
    line.words[words.lowerBound].span.lowerBound..<line.words[words.upperBound - 1].span.upperBound
  }

  private func annotated(_ mention: PlaceMention, _ line: Line, _ spans: SpanIndex) -> PlaceMention {
    var mention = mention
    guard mention.form == .name || mention.form == .described else { return mention }
    let core = scalars(line, mention.core)
    for span in spans.overlapping(core) {
      switch span.kind {
      case .place, .unknownPlace: mention.support = max(mention.support ?? 0, span.support)
      case .country: mention.otherKind = "country"
      case .demonym: if mention.otherKind == nil { mention.otherKind = "demonym" }
      case .actor: if mention.otherKind == nil { mention.otherKind = span.actor == nil ? "generic-actor" : "actor" }
      }
    }
    return mention
  }

  private func resolve(_ places: inout [PlaceMention], _ lines: [Line], _ names: TextNames) {
    for index in places.indices where places[index].form == .name || places[index].form == .described {
      let mention = places[index]
      // The name alone first: "the Yazidi town of Sinjar" is Sinjar. The whole phrase tells the side of a crossing.
      let named = mention.form == .name ? names.resolve(place: mention.name) : nil
      if let named, named.isKnown, mention.noun == nil || mention.part != nil, mention.part?.text != "side" {
        places[index].place = named.place
        continue
      }
      let full = names.resolve(place: mention.mention)
      if full.place.id?.hasPrefix("site:") == true {
        places[index].place = full.place
      } else if mention.form == .described, let seat = capital(mention, lines[mention.line], names) {
        places[index].place = seat
      } else if mention.form == .described {
        // What the gazetteer found is what lies near: "all crossings with Iraq" is not Iraq.
        // A border with another country lies in neither alone.
        let isShared = lines[mention.line].words[mention.words].contains { $0.low.text == "with" }
        places[index].place = Place(
          id: nil, name: mention.name, kind: .other, country: isShared ? nil : full.place.country)
      } else if named?.isKnown != true {
        places[index].place = full.place
      } else {
        places[index].place = named?.place
      }
    }
  }
}

extension Surveyor {
  /// "Grozny, the Chechen capital": wherever the text names it again, it is a capital.
  private func noteSeats(_ places: inout [PlaceMention]) {
    let seats = Set(
      places.filter { $0.noun.map(resources.lexicon.seatNoun.contains) == true }.flatMap(\.apposed).map {
        places[$0].name
      })
    guard !seats.isEmpty else { return }
    for index in places.indices where places[index].form == .name && seats.contains(places[index].name) {
      places[index].isCapital = true
    }
  }

  /// "The capital of the Central African Republic", "Somalia's capital".
  private func capital(_ mention: PlaceMention, _ line: Line, _ names: TextNames) -> Place? {
    guard let noun = mention.noun, resources.lexicon.seatNoun.contains(noun) else { return nil }
    let owner = names.resolve(place: line.text(mention.core)).place
    switch owner.kind {
    case .country: return owner.country.flatMap(resources.names.capital)
    // "The provincial capital of Zinjibar" is Zinjibar itself.
    case .city, .town, .village, .locality: return owner.id == nil ? nil : owner
    default: return nil
    }
  }
}

/// Naming's spans, found by where they stand.
struct SpanIndex: Sendable {
  private let spans: [NameSpan]

  init(_ spans: [NameSpan]) { self.spans = spans }

  func overlapping(_ range: Range<Int>) -> ArraySlice<NameSpan> {
    var low = 0
    var high = spans.count
    // Names are short: none that begins so far before the range can reach it.
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].scalars.lowerBound + Self.lengthMax < range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return spans[low...].prefix { $0.scalars.lowerBound < range.upperBound }.filter { $0.scalars.overlaps(range) }[...]
  }

  private static let lengthMax = 160

  /// The actor named within a mention; "U.S." of "U.S.-backed militias" is none.
  func listedActor(within range: Range<Int>, of words: ArraySlice<Word>) -> String? {
    overlapping(range).first { span in
      span.kind == .actor && span.actor != nil
        && !words.contains { word in
          word.span.lowerBound < span.scalars.upperBound && span.scalars.upperBound < word.span.upperBound
            && word.text.contains("-")
        }
    }?.actor
  }
}
