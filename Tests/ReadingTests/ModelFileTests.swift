import Foundation
import Reading
import Testing

@Suite struct ModelFileTests {
  private func read(_ bytes: [UInt8]) throws { _ = try Reader(pack: Pack.english(model: Data(bytes))) }

  /// The smallest model that can read: one class, four moves, no weights.
  private func tiny(
    classes: String = "NOUN/NN", moves: String = "shift\nleft root\nleft nsubj\nright obj",
    index: [UInt8] = Array(repeating: 0, count: 16), rows: [UInt8] = []
  ) -> [UInt8] {
    ModelFile.assemble([
      (.notice, []), (.classes, Array(classes.utf8)), (.moves, Array(moves.utf8)), (.taggerIndex, index),
      (.taggerRows, rows), (.parserIndex, Array(repeating: 0, count: 16)), (.parserRows, []),
    ])
  }

  @Test func `a model without weights still reads`() throws {
    let reader = try Reader(pack: Pack.english(model: Data(tiny())))
    var sentence = try #require(reader.sentences(of: "Rebels took it.").first)
    reader.parse(&sentence)
    #expect(sentence.tokens.count { $0.relation == .root } == 1)
  }

  @Test func `a model read from the middle of a buffer is the same`() throws {
    let data = Data([1, 2, 3]) + Data(tiny())
    #expect(throws: Never.self) { try Reader(pack: Pack.english(model: data.dropFirst(3))) }
  }

  @Test func `another file is no model`() {
    #expect(throws: ReadingError.notAModel(language: "en", byteCount: 5)) { try read(Array("hello".utf8)) }
    #expect(throws: ReadingError.notAModel(language: "en", byteCount: 0)) { try read([]) }
  }

  @Test func `another version is named`() {
    var bytes = tiny()
    bytes[8] = 9
    #expect(throws: ReadingError.modelVersion(language: "en", found: 9, wanted: 1)) { try read(bytes) }
  }

  @Test func `a torn model is refused wherever it is cut`() {
    let bytes = tiny()
    for length in stride(from: 16, to: bytes.count, by: 8) {
      #expect(throws: ReadingError.self) { try read(Array(bytes.prefix(length))) }
    }
  }

  @Test(arguments: [
    (UInt64(7) | UInt64(5) << 32 | UInt64(1) << 56, [UInt8](), "a row outside the rows"),
    (UInt64(7) | UInt64(1) << 56, [9, 1], "a class that is none"),
  ])
  func `a table that points astray is refused`(_ entry: UInt64, _ rows: [UInt8], _ what: String) {
    let index = (0..<8).map { UInt8(truncatingIfNeeded: entry >> ($0 * 8)) } + Array(repeating: 0, count: 8)
    #expect(throws: ReadingError.damagedModel(language: "en", part: "taggerIndex"), "\(what)") {
      try read(tiny(index: index, rows: rows))
    }
  }

  @Test func `an index without a free entry is refused`() {
    let entry: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 1]
    let free = [UInt8](repeating: 0, count: 8)
    #expect(throws: Never.self) { try read(tiny(index: free + entry, rows: [0, 1])) }
    #expect(throws: ReadingError.damagedModel(language: "en", part: "taggerIndex")) {
      try read(tiny(index: entry, rows: [0, 1]))
    }
  }

  @Test(arguments: ["shift", "shift\nleft root\nright obj", "shift\nleft nonsense\nright obj", ""])
  func `moves that could not parse every sentence are refused`(_ moves: String) {
    #expect(throws: ReadingError.damagedModel(language: "en", part: "moves")) { try read(tiny(moves: moves)) }
  }
}
