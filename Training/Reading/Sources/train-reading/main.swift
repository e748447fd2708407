// train-reading --pack FOLDER --out FILE [--rounds N] [--weakest N...] [--silver FILE]... --train FILE... --test FILE...
// train-reading --pack FOLDER --model FILE --test FILE...
// train-reading --pack FOLDER --cut TEXTS.jsonl
// Prints the sentences of texts, datelines left out, one a line: what silver.py takes.
//
// Trains on CoNLL-U files, writes the model, prints how near it comes to the test files. The same input gives the same
// file, byte for byte.
import Foundation
import Reading

/// The command line: flags and what follows each.
struct Options {
  private var values: [String: [String]] = [:]

  init(_ arguments: some Sequence<String>) {
    var flag = ""
    for argument in arguments {
      if argument.hasPrefix("--") { flag = argument } else { values[flag, default: []].append(argument) }
    }
  }

  subscript(_ flag: String) -> [String] { values[flag] ?? [] }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: self["--pack"].first ?? ".").appending(path: name), encoding: .utf8)
  }

  /// Prints how near a model comes to each test file.
  func test(_ model: Data) throws {
    let pack = LanguagePack(
      code: "en", model: model, abbreviations: try text("abbreviations.txt"), lemmas: try text("lemmas.txt"))
    let reader = try Reader(pack: pack)
    for path in self["--test"] {
      let sentences = try Treebank.read(path)
      var score = Score()
      let taken = ContinuousClock().measure { for sentence in sentences { score.add(sentence, reader) } }
      let seconds = Double(taken.components.attoseconds) / 1e18 + Double(taken.components.seconds)
      print("\(URL(filePath: path).lastPathComponent): \(score.line), \(Int(Double(score.words) / seconds)) words/s")
      if !self["--relations"].isEmpty { for line in score.relationLines { print(line) } }
    }
  }

  private struct TextLine: Decodable { let text: String }

  /// Prints the sentences of JSON Lines with a `text`.
  func cut(_ path: String) throws {
    let abbreviations = try text("abbreviations.txt")
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let text = try JSONDecoder().decode(TextLine.self, from: Data(line.utf8)).text
      let bytes = Array(text.utf8)
      for sentence in try Reader.sentences(of: text, abbreviations: abbreviations) {
        guard let first = sentence.tokens.dropFirst(sentence.datelineCount).first else { continue }
        let words = String(decoding: bytes[first.utf8.lowerBound..<sentence.utf8.upperBound], as: UTF8.self)
        print(words.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }
    }
  }

  func run() throws {
    if let texts = self["--cut"].first { return try cut(texts) }
    if let model = self["--model"].first {
      return try test(try Data(contentsOf: URL(filePath: model), options: .alwaysMapped))
    }
    let training = try ModelTraining(
      gold: try self["--train"].flatMap(Treebank.read), silver: try self["--silver"].flatMap(Treebank.read),
      lemmas: try text("lemmas.txt"), notice: try text("model-notice.txt"))
    let weakest = self["--weakest"].compactMap { Int8($0) }
    let rounds = Int(self["--rounds"].first ?? "") ?? Self.rounds
    for (place, model) in try training.models(rounds: rounds, weakest: weakest.isEmpty ? [Self.weakest] : weakest)
      .enumerated()
    {
      if let out = self["--out"].first {
        try Data(model).write(to: URL(filePath: place == 0 ? out : "\(out).\(place)"))
      }
      try test(Data(model))
    }
  }

  /// What proved best on the treebanks' dev parts.
  static let rounds = 7
  static let weakest: Int8 = 5
}

do {
  try Options(CommandLine.arguments.dropFirst()).run()
} catch {
  note("\(error)")
  exit(65)
}
