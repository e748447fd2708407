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
}
