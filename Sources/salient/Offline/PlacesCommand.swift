internal import ArgumentParser
import Archiving
import FoundationEssentials
import Model
import Naming

/// `salient places`
struct PlacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places", abstract: "Look names up in the gazetteer, and add places to it.",
    subcommands: [Look.self, Import.self], defaultSubcommand: Look.self)

  struct Look: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "look", abstract: "Show the candidates for a name, and why one won.")

    @OptionGroup var common: CommonOptions
    @Argument(
      help: "A name, with the words around it if you like: \"the Syrian side of the Al Waleed border crossing\".")
    var names: [String]
    @Option(help: "A text that the name stands in.")
    var context: String?
    @Flag(help: "One JSON object a line.")
    var json = false

    private struct Answer: Encodable {
      struct Candidate: Encodable {
        let id: String?
        let name: String
        let kind: String
        let country: String?
        let lat: Double?
        let lon: Double?
        let score: Double
        let clues: [String]
      }
      let name: String
      let candidates: [Candidate]
    }

    func run() throws {
      try Command.run {
        let tables = try common.resources(try common.settings()).names()
        let survey = tables.survey(Array((context ?? "").utf8))
        for name in names {
          let resolution = tables.resolve(place: name, in: survey.context, explaining: true)
          if json { try JSONLines.write(answer(resolution)) } else { try show(resolution) }
        }
      }
    }

    private func answer(_ resolution: PlaceResolution) -> Answer {
      let winner = candidate(resolution.place, resolution.score, resolution.clues)
      return Answer(
        name: resolution.mention,
        candidates: [winner] + resolution.rivals.map { candidate($0.place, $0.score, $0.clues) })
    }

    private func candidate(_ place: Place, _ score: Double, _ clues: [Clue]) -> Answer.Candidate {
      Answer.Candidate(
        id: place.id, name: place.name, kind: place.kind.rawValue, country: place.country, lat: place.latitude,
        lon: place.longitude, score: score, clues: clues.map(\.description))
    }

    private func show(_ resolution: PlaceResolution) throws(CommandFailure) {
      guard resolution.isKnown else {
        return try Output.standard.line("\(resolution.mention): in no gazetteer; `salient places import` adds places")
      }
      try Output.standard.line(line("→", resolution.place, resolution.score, resolution.clues))
      for rival in resolution.rivals { try Output.standard.line(line(" ", rival.place, rival.score, rival.clues)) }
    }

    private func line(_ mark: String, _ place: Place, _ score: Double, _ clues: [Clue]) -> String {
      let point = place.latitude.flatMap { lat in place.longitude.map { "\(lat), \($0)" } } ?? "no point"
      return
        "\(mark) \(place.name) [\(place.id ?? "no id")] \(place.kind.rawValue), \(place.country ?? "?"), \(point); "
        + "score \((score * 100).rounded() / 100): " + clues.map(\.description).joined(separator: ", ")
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Add places from GeoNames country dumps or from tables with a heading; gzip is unpacked.",
      discussion: "They are kept in the state folder and used from the daemon's next start on.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Dumps (19 columns) or tables (id, name, kind, country, admin1, lat, lon, aliases, twin).")
    var files: [String]
    @Option(help: "What stands before the numbers of a dump to make them ids.")
    var prefix = "geonames:"

    /// A larger dump is no country's.
    private static let dumpBytesMax = 1 << 30

    func run() throws {
      try Command.run {
        let settings = try common.settings()
        let folder = settings.state + "/places"
        do {
          try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
          throw CommandFailure(.io, "\(folder): cannot be made: \(error)")
        }
        let resources = try common.resources(settings)
        for file in files { try add(file, to: folder, resources) }
      }
    }

    private func add(_ file: String, to folder: String, _ resources: Resources) throws {
      do {
        let bytes = try GzipFile.content(of: try readFile(file), limit: Import.dumpBytesMax)
        let table = TableText(name: file, text: String(decoding: bytes, as: UTF8.self))
        let name = file.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? "places"
        let path = "\(folder)/\(name).gaz"
        let compiled = try PlaceImport(
          [table], regions: try PlaceImport.regions(of: try resources.table("data/regions.tsv")),
          words: try resources.words(), idPrefix: prefix, name: path)
        for clash in compiled.clashes { Messages.say("\(file): \(clash)") }
        // Written beside and renamed: a daemon that starts meanwhile sees the old file or the new one.
        try Data(compiled.bytes).write(to: URL(filePath: path), options: .atomic)
        let places = compiled.parts.reduce(0) { $0 + $1.places }
        let unreadable = compiled.parts.reduce(0) { $0 + $1.unreadable }
        try Output.standard.line(
          "\(path): \(places) places" + (unreadable > 0 ? ", \(unreadable) lines could not be read" : ""))
      } catch let failure as CommandFailure {
        throw failure
      } catch {
        throw CommandFailure(.badData, "\(file): \(error)")
      }
    }
  }
}
