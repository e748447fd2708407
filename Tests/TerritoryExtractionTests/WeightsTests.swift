import Testing

@testable import TerritoryExtraction

@Test func `clues add up by answer`() throws {
  let weights = try #require(
    try Weights.read("choice kind a b\nword\tfell\t=\t0:1.5 1:-0.5\nbias\t=\t1:0.25", file: "w")["kind"])
  var sheet = ClueSheet(keepingWords: true)
  sheet.note("word", "fell")
  sheet.note("bias")
  sheet.note("word", "unheard")
  #expect(weights.sums(sheet) == [1.5, -0.25])
  #expect(weights.loudest(sheet, for: 0, most: 5).map(\.clue) == ["word fell"])
}

@Test(arguments: [
  "choice kind", "choice kind a\nword\tfell", "choice kind a\nword\t=\t3:1.0", "choice kind a\nword\t=\tx",
])
func `a weights file that is wrong says where`(text: String) {
  #expect(throws: TerritoryResourceError.self) { try Weights.read(text, file: "w") }
}

@Test func `shares sum to one and keep the order of sums`() {
  let shares = Weights.shares([1, 3, 2])
  #expect(abs(shares.reduce(0, +) - 1) < 0.001)
  #expect(shares[1] > shares[2] && shares[2] > shares[0])
}
