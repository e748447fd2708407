import Archiving
import ArticleExtraction
import Deduplication
import FoundationEssentials
import Model
import Naming
import Polling
import Publishing
import Reading
import StatusServing
import TerritoryExtraction

/// Makes the extractors of the files in the data folder.
struct Resources {
  let data: DataFolder
  let territory: TerritorySettings
  /// Folder of places that the operator imported; nil where no state is at hand.
  let imported: String?

  /// Files that the extraction of reports is made of; their digest is its version.
  private static let extractionFiles = [
    "frames.txt", "words.txt", "times.txt", "territory-weights.txt", "naming.txt", "everyday.txt",
  ]

  init(data: DataFolder, settings: Settings) {
    self.data = data
    territory = settings.territory
    imported = settings.state + "/places"
  }

  func articleExtractor() throws(CommandFailure) -> ArticleExtractor {
    var files: [(name: String, text: String)] = []
    for name in try data.files(in: "extraction", ending: ".txt") {
      files.append(("\(data.path)/extraction/\(name)", try data.text("extraction/" + name)))
    }
    do throws(LexiconError) {
      return ArticleExtractor(lexicon: try ExtractionLexicon(files: files))
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  func names() throws(CommandFailure) -> NameTables {
    do {
      let words = try words()
      let countries = try CountryTable(try table("data/countries.tsv"))
      let own = try Gazetteer.own(
        countries: countries, tables: [try table("data/sites.tsv")] + (try territory.places.map(outside)), words: words)
      var layers = [own]
      for path in try compiledPlaces() { layers.append(try GazetteerLayer(mapping: path)) }
      let actors = try ActorTable(
        tables: [try table("data/actors.tsv")] + (try territory.actors.map(outside)), countries: countries)
      return NameTables(gazetteer: Gazetteer(layers: layers), countries: countries, actors: actors, words: words)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  /// What a place's name may mean, when people ask for it outside any text.
  func placeMeanings() throws(CommandFailure) -> PlaceMeanings {
    let names = try names()
    return { name in
      let answer = names.resolve(place: name, in: NamingContext(), explaining: true)
      return ([answer.place] + answer.rivals.map(\.place)).compactMap(\.id)
    }
  }

  func words() throws(CommandFailure) -> NamingWords {
    let lists = [try table("language/en/naming.txt"), try table("language/en/everyday.txt")]
    do throws(NamingTableError) {
      return try NamingWords(lists: lists)
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  func reader() throws(CommandFailure) -> Reader {
    let folder = data.path + "/language/en/"
    do {
      // The weights are mapped: they are read in place, and shared by all processes of the program.
      let model = try Data(contentsOf: URL(filePath: folder + "model.bin"), options: .alwaysMapped)
      return try Reader(
        pack: LanguagePack(
          code: "en", model: model, abbreviations: try data.text("language/en/abbreviations.txt"),
          lemmas: try data.text("language/en/lemmas.txt")))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.configuration, "\(folder): \(error)")
    }
  }

  func territoryExtractor() throws(CommandFailure) -> TerritoryExtractor {
    let names = try names()
    let reader = try reader()
    do {
      return TerritoryExtractor(
        resources: try TerritoryResources(languageFolder: data.path + "/language/en", reader: reader, names: names))
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  func analyst() throws(CommandFailure) -> ReportAnalyst {
    var all: [UInt8] = []
    for name in Resources.extractionFiles { all += try readFile("\(data.path)/language/en/\(name)") }
    let version = "\(Version.string)+en.\(PayloadDigest(of: all).hexadecimal.prefix(8))"
    return ReportAnalyst(extractor: try territoryExtractor(), version: version, languages: ["en"])
  }

  func storyRules() throws(CommandFailure) -> StoryRules {
    var contents: [String: String] = [:]
    for name in StoryRules.files { contents[name] = try data.text("data/dedupe/" + name) }
    do throws(StoryRulesError) {
      return try StoryRules(contents: contents)
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  func storyDesk() throws(CommandFailure) -> StoryDesk { StoryDesk(rules: try storyRules()) }

  /// The shipped gazetteer, then what the operator imported.
  private func compiledPlaces() throws(CommandFailure) -> [String] {
    var paths = [data.path + "/data/places.gaz"]
    guard let imported, FileManager.default.fileExists(atPath: imported) else { return paths }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: imported).filter { $0.hasSuffix(".gaz") }.sorted()
      paths += names.map { "\(imported)/\($0)" }
    } catch {
      throw CommandFailure(.io, "\(imported): cannot be listed: \(error)")
    }
    return paths
  }

  /// The page for a browser, as it is served.
  func pageFiles() throws(CommandFailure) -> PageFiles {
    var contents: [String: [UInt8]] = [:]
    for name in PageFiles.types.keys { contents[name] = try readFile("\(data.path)/page/\(name)") }
    return PageFiles(contents)
  }

  func table(_ name: String) throws(CommandFailure) -> TableText {
    TableText(name: "\(data.path)/\(name)", text: try data.text(name))
  }

  private func outside(_ path: String) throws(CommandFailure) -> TableText {
    TableText(name: path, text: String(decoding: try readFile(path), as: UTF8.self))
  }
}
