import Foundation
import Naming
import Reading
import TerritoryExtraction

/// The shipped data, with weights from elsewhere.
struct Pack {
  let etc: String

  func extractor(weights: String) throws -> TerritoryExtractor {
    let language = etc + "/language/en"
    let reader = try Reader(
      pack: LanguagePack(
        code: "en", model: Data(contentsOf: URL(fileURLWithPath: language + "/model.bin"), options: .alwaysMapped),
        abbreviations: text(language + "/abbreviations.txt"), lemmas: text(language + "/lemmas.txt")))
    // Before the first weights are learnt there are none.
    let learnt = FileManager.default.fileExists(atPath: weights) ? try text(weights) : ""
    return TerritoryExtractor(
      resources: try TerritoryResources(
        frames: text(language + "/frames.txt"), words: text(language + "/words.txt"),
        times: text(language + "/times.txt"), weights: learnt, reader: reader,
        names: names()))
  }

  private func names() throws -> NameTables {
    let words = try NamingWords(lists: [table("language/en/naming.txt"), table("language/en/everyday.txt")])
    let countries = try CountryTable(table("data/countries.tsv"))
    let own = try Gazetteer.own(countries: countries, tables: [table("data/sites.tsv")], words: words)
    return NameTables(
      gazetteer: Gazetteer(layers: [own, try GazetteerLayer(mapping: etc + "/data/places.gaz")]), countries: countries,
      actors: try ActorTable(tables: [table("data/actors.tsv")], countries: countries), words: words)
  }

  private func table(_ path: String) throws -> TableText { TableText(name: path, text: try text(etc + "/" + path)) }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}
