import Foundation
import Model
import Naming
import Reading
import Testing

@testable import TerritoryExtraction

/// The tables of the checkout, read once for all tests.
enum Kit {
  static let etc = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("etc")

  static func text(_ path: String) throws -> String {
    try String(contentsOf: etc.appendingPathComponent(path), encoding: .utf8)
  }

  static let published = Day(iso: "2024-03-15") ?? Day(daysSinceEpoch: 0)

  static func frames() throws -> FrameFile { try FrameFile(text("language/en/frames.txt")) }

  static func timeFinder() throws -> TimeFinder { TimeFinder(words: try TimeWords(text("language/en/times.txt"))) }

  static func lexicon() throws -> Lexicon { try Lexicon(WordLists(text("language/en/words.txt"))) }

  private static let shared = Result {
    try Reader(
      pack: LanguagePack(
        code: "en", model: Data(contentsOf: etc.appendingPathComponent("language/en/model.bin")),
        abbreviations: text("language/en/abbreviations.txt"), lemmas: text("language/en/lemmas.txt")))
  }

  static func reader() throws -> Reader { try shared.get() }

  static func line(_ text: String) throws -> Line {
    let sentence = try #require(try reader().sentences(of: text).first)
    return Line(number: 0, sentence: sentence)
  }

  private static let resourcesShared = Result { try makeResources() }

  /// All tables as they are shipped, with the learnt weights.
  static func resources() throws -> TerritoryResources { try resourcesShared.get() }

  private static func makeResources() throws -> TerritoryResources {
    func table(_ path: String) throws -> TableText { TableText(name: path, text: try text(path)) }
    let words = try NamingWords(lists: [table("language/en/naming.txt"), table("language/en/everyday.txt")])
    let countries = try CountryTable(table("data/countries.tsv"))
    let own = try Gazetteer.own(countries: countries, tables: [table("data/sites.tsv")], words: words)
    let shipped = try GazetteerLayer(mapping: etc.appendingPathComponent("data/places.gaz").path)
    let names = NameTables(
      gazetteer: Gazetteer(layers: [own, shipped]), countries: countries,
      actors: try ActorTable(tables: [table("data/actors.tsv")], countries: countries), words: words)
    return try TerritoryResources(
      frames: text("language/en/frames.txt"), words: text("language/en/words.txt"),
      times: text("language/en/times.txt"),
      weights: text("language/en/territory-weights.txt"), reader: reader(), names: names)
  }

  /// All that is found in a text, before anything is decided.
  static func survey(_ text: String, _ section: TerritoryText.Section = .article) throws -> TextSurvey {
    let reading = TerritoryText(text: text, published: published, section: section)
    return try #require(try Surveyor(resources: resources(), readsAll: true).survey(reading))
  }

  /// The extraction as it is shipped.
  static func extractor() throws -> TerritoryExtractor { TerritoryExtractor(resources: try resources()) }
}
