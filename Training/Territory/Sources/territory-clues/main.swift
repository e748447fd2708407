import Foundation
import Model
import TerritoryExtraction

/// territory-clues ETC WEIGHTS [--clues | --fields | --time]
///
/// Reads texts as JSON Lines on standard input. Without an option it writes their reports, with `--clues` the choices of
/// every candidate, with `--fields` those of roles, time and certainty of the candidates that `wanted` numbers, with
/// `--time` how many texts a second it reads.
let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  let usage = "usage: territory-clues ETC WEIGHTS [--clues | --fields | --time] < texts.jsonl\n"
  FileHandle.standardError.write(Data(usage.utf8))
  exit(64)
}
let extractor = try Pack(etc: arguments[1]).extractor(weights: arguments[2])
let texts = try readTexts()
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]

func write(_ row: some Encodable) throws {
  try FileHandle.standardOutput.write(contentsOf: encoder.encode(row) + Data("\n".utf8))
}

switch arguments.dropFirst(3).first {
case "--clues":
  for (input, text) in texts { try write(Clues(id: input.id, choices: extractor.choices(in: text, wanted: []))) }
case "--fields":
  for (input, text) in texts {
    guard let wanted = input.wanted else { continue }
    try write(Clues(id: input.id, choices: extractor.choices(in: text, wanted: Set(wanted))))
  }
case "--time":
  let spent = ContinuousClock().measure { for (_, text) in texts { _ = extractor.reports(in: text) } }
  print("\(texts.count) texts in \(spent): \(Int(Double(texts.count) / (spent / .seconds(1)))) a second")
default:
  for (input, text) in texts { try write(Reports(id: input.id, reports: extractor.reports(in: text))) }
}
