import Foundation
import Model
import TerritoryExtraction

/// A text as the annotated sets give it.
struct Input: Decodable {
  let id: String
  let text: String
  let title: String?
  let published: String
  let section: String?
  let url: String?
  /// Numbers of the candidates whose roles, time and certainty are asked for.
  let wanted: [Int]?
}

/// The choices of one text.
struct Clues: Encodable {
  let id: String
  let choices: [ChoiceRecord]
}

/// The reports of one text.
struct Reports: Encodable {
  let id: String
  let reports: [TerritorialReport]
}

/// A row that cannot be read.
struct BadRow: Error, CustomStringConvertible {
  let line: Int
  let why: String
  var description: String { "line \(line) of the texts: \(why)" }
}

/// All texts of standard input.
func readTexts() throws -> [(Input, TerritoryText)] {
  var texts: [(Input, TerritoryText)] = []
  var number = 0
  while let line = readLine(strippingNewline: true) {
    number += 1
    if line.isEmpty { continue }
    let input = try JSONDecoder().decode(Input.self, from: Data(line.utf8))
    guard let day = Day(iso: input.published) else {
      throw BadRow(line: number, why: "published \(input.published) is no day")
    }
    let text = TerritoryText(
      text: input.text, title: input.title, published: day, section: input.section == "comment" ? .comment : .article,
      url: input.url)
    texts.append((input, text))
  }
  return texts
}
