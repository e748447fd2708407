import Foundation
import Reading

/// The English pack of the repository.
enum Pack {
  static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "etc/language/en")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func english(model: Data? = nil) throws -> LanguagePack {
    LanguagePack(
      code: "en", model: try model ?? Data(contentsOf: folder.appending(path: "model.bin"), options: .alwaysMapped),
      abbreviations: try text("abbreviations.txt"), lemmas: try text("lemmas.txt"))
  }

  static let reader = Result { try Reader(pack: english()) }

  /// The only sentence of a text, parsed.
  static func parsed(_ text: String) throws -> Sentence {
    let reader = try reader.get()
    guard var sentence = reader.sentences(of: text).first else { throw NoSentence(text: text) }
    reader.parse(&sentence)
    return sentence
  }

  struct NoSentence: Error { let text: String }
}

extension Sentence {
  /// The forms of its tokens.
  var forms: [String] { tokens.map(\.form) }

  func index(of form: String) -> Int? { tokens.firstIndex { $0.form == form } }

  func form(_ index: Int?) -> String? { index.map { tokens[$0].form } }
}
