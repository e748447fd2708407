import Reading

/// From treebanks to the bytes of a model.
struct ModelTraining {
  let gold: [TreebankSentence]
  let silver: [TreebankSentence]
  let lemmatizer: Lemmatizer
  let notice: String

  static let seed: UInt64 = 20_261_124
  /// A class or label seen less often is no use to learn.
  static let classCountMin = 12
  static let taggerRounds = 7
  /// Every word the parser learns from was tagged by a tagger that had not seen its sentence.
  static let folds = 4
  static let taggerBytesMax = 2_400_000
  static let parserBytesMax = 10_100_000

  init(gold: [TreebankSentence], silver: [TreebankSentence], lemmas: String, notice: String) throws {
    self.gold = gold
    self.silver = silver
    self.lemmatizer = try Lemmatizer(lemmas)
    self.notice = notice
  }

  /// - Parameter weakest: see `PackedTable.pack`; each gives a model.
  func models(rounds: Int, weakest: [Int8]) throws -> [[UInt8]] {
    let all = gold + silver
    note("training on \(gold.count) sentences of treebanks and \(silver.count) of a parser")
    let names = classNames(all)
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let wordClasses = names.compactMap { WordClass(name: $0) }
    let moveNames = moveNames(all)
    guard wordClasses.count == names.count, let (moves, labels) = ParserMove.read(moveNames.map { $0[...] }) else {
      throw Treebank.Failure(description: "the treebanks yield no usable set of classes and moves")
    }
    let census = TaggerTraining.census(all, classes: numbers)
    let tagger = TaggerTraining(classes: numbers, census: census)
    tagger.train(all, rounds: Self.taggerRounds, seed: Self.seed)
    note("tagger trained")
    let examples = examples(all, numbers, wordClasses, labels, census)
    let parser = ParserTraining(moves: moves, examples: examples)
    parser.train(examples, rounds: rounds, seed: Self.seed)
    return weakest.map { weakest in
      let taggerTable = PackedTable.pack(
        tagger.perceptron, weakest: weakest, bytesMax: Self.taggerBytesMax, name: "tagger")
      let parserTable = PackedTable.pack(
        parser.perceptron, weakest: weakest, bytesMax: Self.parserBytesMax, name: "parser")
      return ModelFile.assemble([
        (.notice, Array(notice.utf8)),
        (.classes, Array(names.joined(separator: "\n").utf8)),
        (.moves, Array(moveNames.joined(separator: "\n").utf8)),
        (.taggerIndex, taggerTable.index), (.taggerRows, taggerTable.rows),
        (.parserIndex, parserTable.index), (.parserRows, parserTable.rows),
      ])
    }
  }

  private func classNames(_ sentences: [TreebankSentence]) -> [String] {
    var counts: [String: Int] = [:]
    for sentence in sentences { for name in sentence.classes { counts[name, default: 0] += 1 } }
    return counts.filter { $0.value >= Self.classCountMin && WordClass(name: $0.key) != nil }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private func moveNames(_ sentences: [TreebankSentence]) -> [String] {
    var counts: [String: Int] = [:]
    for sentence in sentences {
      for (word, head) in sentence.heads.enumerated() {
        let isLeft = word < head
        guard isLeft || sentence.relations[word] != .root else { continue }
        counts["\(isLeft ? "left" : "right") \(sentence.relations[word].rawValue)", default: 0] += 1
      }
    }
    let kept = counts.filter { $0.value >= Self.classCountMin }
    return ["shift"] + kept.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private func examples(
    _ sentences: [TreebankSentence], _ numbers: [String: Int], _ classes: [WordClass],
    _ relations: [DependencyRelation],
    _ census: FeatureCensus
  ) -> [ParserTraining.Example] {
    let labelNumbers = Dictionary(uniqueKeysWithValues: relations.enumerated().map { ($1, UInt8($0)) })
    var examples: [ParserTraining.Example] = []
    for fold in 0..<Self.folds {
      let tagger = TaggerTraining(classes: numbers, census: census)
      let rest = sentences.enumerated().filter { $0.offset % Self.folds != fold }.map(\.element)
      tagger.train(rest, rounds: 4, seed: Self.seed &+ UInt64(fold))
      for (place, sentence) in sentences.enumerated() where place % Self.folds == fold {
        var codes = SentenceCodes(sentence.tokens[...])
        tagger.tag(&codes)
        for word in 0..<codes.count {
          let wordClass = classes[Int(codes.classes[word])]
          codes.lemmas[word] = FeatureHash.of(lemmatizer.lemma(of: sentence.tokens[word].lower, wordClass))
        }
        // How the other parser hangs up commas is not how the treebanks do: its marks may hang anywhere.
        let isSilver = place >= gold.count
        let heads = sentence.heads.indices.map { word in
          isSilver && sentence.relations[word] == .punctuation ? Oracle.anyHead : sentence.heads[word]
        }
        let labels = sentence.relations.map { labelNumbers[$0] ?? labelNumbers[.unspecified] ?? UInt8.max }
        examples.append(ParserTraining.Example(codes: codes, oracle: Oracle(heads: heads, labels: labels)))
      }
    }
    note("tagged \(examples.count) sentences by folds")
    return examples
  }
}
