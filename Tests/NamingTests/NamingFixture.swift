import Foundation
import Testing

@testable import Naming

/// The project's own tables, as they are shipped; found from this file, so that tests run from any folder.
enum NamingFixture {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func table(_ path: String) throws -> TableText {
    TableText(name: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
  }

  static let words = Result {
    try NamingWords(lists: [table("etc/language/en/naming.txt"), table("etc/language/en/everyday.txt")])
  }
  static let countries = Result { try CountryTable(table("etc/data/countries.tsv")) }
  static let actors = Result {
    try ActorTable(tables: [table("etc/data/actors.tsv")], countries: countries.get())
  }

  static let tables = Result {
    let own = try Gazetteer.own(countries: countries.get(), tables: [table("etc/data/sites.tsv")], words: words.get())
    let shipped = try GazetteerLayer(mapping: root.appending(path: "etc/data/places.gaz").path)
    return NameTables(
      gazetteer: Gazetteer(layers: [own, shipped]), countries: try countries.get(), actors: try actors.get(),
      words: try words.get())
  }

  /// A context that speaks of these countries.
  static func context(_ countries: String...) -> NamingContext {
    NamingContext(countries: Dictionary(uniqueKeysWithValues: countries.map { ($0, 4.0) }))
  }
}
