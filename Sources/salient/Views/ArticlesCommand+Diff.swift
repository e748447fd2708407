internal import ArgumentParser
import FoundationEssentials
import Model
import Publishing

extension ArticlesCommand {
  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what changed between two revisions of an article.",
      discussion: """
        Words that went stand in [-brackets-], words that came in {+braces+}; on a terminal they are red and green. \
        Paragraphs that stayed are counted, not shown.
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The article's id.")
    var id: String
    @Option(help: "The earlier revision; the one before the later unless said.")
    var from: Int?
    @Option(help: "The later revision; the latest unless said.")
    var to: Int?
    @Flag(help: "One JSON object.")
    var json = false

    private struct Answer: Encodable {
      let article: ArticleID
      let from: Version
      let to: Version
      let title: WordDiff
      let text: WordDiff
    }

    private struct Version: Encodable {
      let revision: Int
      let seen: Date

      init(_ revision: ArticleDocument.Revision) { (self.revision, seen) = (revision.revision, revision.seen) }
    }

    func run() async throws {
      try await Command.run {
        let document = try await ViewSource(try common.settings()).document(ArticleDocument.self, "/articles/\(id)")
        let (old, new) = try versions(of: document)
        let answer = Answer(
          article: document.article.id, from: Version(old), to: Version(new),
          title: WordDiff(from: old.content.title ?? "", to: new.content.title ?? ""),
          text: WordDiff(from: old.content.text, to: new.content.text))
        if json { return try JSONLines.write(answer) }
        for line in lines(answer) { try Output.standard.line(line) }
      }
    }

    private func versions(
      of document: ArticleDocument
    ) throws(CommandFailure) -> (ArticleDocument.Revision, ArticleDocument.Revision) {
      if from == nil, to == nil, document.revisions.count < 2 {
        throw CommandFailure(.no, "article \(id) has one revision: there is nothing to compare it with")
      }
      let later = try document.revision(to ?? document.revisions.last?.revision ?? 0)
      return (try document.revision(from ?? later.revision - 1), later)
    }

    private func lines(_ answer: Answer) -> [String] {
      let width = min(Output.standard.width, 100)
      let paint = Paint.standard
      var lines = [
        "\(answer.article)  revision \(answer.from.revision) of \(answer.from.seen.rfc3339)"
          + " → revision \(answer.to.revision) of \(answer.to.seen.rfc3339)", "",
      ]
      for paragraph in answer.title.paragraphs { lines += [paint.bold(marked(paragraph, width)), ""] }
      var stayed = 0
      func tellStayed() {
        guard stayed > 0 else { return }
        lines += [paint.dim(stayed == 1 ? "… one paragraph stayed …" : "… \(stayed) paragraphs stayed …"), ""]
        stayed = 0
      }
      for paragraph in answer.text.paragraphs {
        if paragraph.change == .same {
          stayed += 1
        } else {
          tellStayed()
          lines += [marked(paragraph, width), ""]
        }
      }
      tellStayed()
      if answer.title.isEmpty, answer.text.isEmpty { lines.append("title and text are the same") }
      return lines
    }

    /// A paragraph, wrapped; each word carries its own mark on a terminal, so that a mark never runs over a line's end.
    private func marked(_ paragraph: WordDiff.Paragraph, _ width: Int) -> String {
      let paint = Paint.standard
      var lines: [String] = []
      var (line, columns) = ("", 0)
      for piece in paragraph.pieces {
        let words = Text.plain(paint.isOn ? piece.text : piece.bracketed).split(separator: " ")
        for word in words {
          if columns > 0, columns + 1 + word.count > width {
            lines.append(line)
            (line, columns) = ("", 0)
          }
          line += (columns > 0 ? " " : "") + paint.change(piece.fate, String(word))
          columns += (columns > 0 ? 1 : 0) + word.count
        }
      }
      return (lines + [line]).joined(separator: "\n")
    }
  }
}

extension WordDiff.Piece {
  /// The words with the marks of a diff without colour.
  fileprivate var bracketed: String {
    switch fate {
    case .same: text
    case .removed: "[-\(text)-]"
    case .added: "{+\(text)+}"
    }
  }
}
