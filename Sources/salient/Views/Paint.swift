import Model

/// A text with its colours, and the columns that it takes without them.
struct Painted {
  let text: String
  let columns: Int

  /// - Parameter paint: what the text is dressed in.
  init(_ plain: String, _ paint: (String) -> String = { $0 }) {
    text = paint(plain)
    columns = Text.width(plain)
  }
}

/// Colours of a terminal, or none.
struct Paint {
  let isOn: Bool

  static var standard: Paint { Paint(isOn: Output.standard.takesColour) }

  func bold(_ text: String) -> String { painted(text, "1") }
  func dim(_ text: String) -> String { painted(text, "2") }
  func good(_ text: String) -> String { painted(text, "32") }
  func bad(_ text: String) -> String { painted(text, "1;31") }
  func warning(_ text: String) -> String { painted(text, "33") }

  func certainty(_ certainty: Certainty, _ text: String) -> String {
    switch certainty {
    case .asserted: painted(text, "1;32")
    case .reported: painted(text, "32")
    case .claimed: painted(text, "33")
    case .rumoured, .predicted, .hypothetical: painted(text, "2")
    case .denied: painted(text, "31")
    }
  }

  /// How a poll ended, or that there was none.
  func result(_ result: PollResult?, _ text: String) -> String {
    switch result {
    case .ok: good(text)
    case .salvage: warning(text)
    case nil: dim(text)
    default: bad(text)
    }
  }

  /// The level of a log line.
  func level(_ level: String, _ text: String) -> String {
    switch level {
    case "error": bad(text)
    case "warning": warning(text)
    case "notice": bold(text)
    case "debug": dim(text)
    default: text
    }
  }

  /// Red and struck through, or green.
  func change(_ fate: WordDiff.Piece.Fate, _ text: String) -> String {
    switch fate {
    case .same: text
    case .removed: painted(text, "9;31")
    case .added: painted(text, "32")
    }
  }

  private func painted(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
