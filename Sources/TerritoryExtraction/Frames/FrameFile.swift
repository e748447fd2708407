import Model

/// The frames of a language as `frames.txt` lists them; the head of that file documents its lines.
struct FrameFile: Sendable {
  private(set) var frames: [Frame] = []
  private(set) var examples: [Frame.Example] = []
  private(set) var automaton = TriggerAutomaton()

  init(_ text: String) throws(TerritoryResourceError) {
    var inflection = Inflection()
    var pending: [(trigger: Trigger, words: [[PatternWord]], line: Int)] = []
    var (name, kind, roles) = ("", ReportKind.captured, [String: Frame.Role]())
    func close(_ frames: inout [Frame]) {
      if !name.isEmpty { frames.append(Frame(name: Term(name), kind: kind, roles: roles)) }
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      let rest = Array(words.dropFirst())
      func fault(_ what: String) -> TerritoryResourceError {
        .malformed(file: "frames.txt", line: index + 1, what: what)
      }
      switch first {
      case "forms":
        guard rest.count == 5 else { throw fault("a verb has five forms") }
        inflection.add(irregular: rest.map { $0.split(separator: "/").map(String.init) })
      case "frame":
        close(&frames)
        guard rest.count == 1 else { throw fault("a frame needs one name") }
        (name, kind, roles) = (rest[0], .captured, [:])
      case "kind":
        guard rest.count == 1, let known = ReportKind(rawValue: rest[0]) else { throw fault("no such kind of report") }
        kind = known
      case "roles":
        for pair in rest {
          let sides = pair.split(separator: "=").map(String.init)
          guard sides.count == 2, let role = Frame.Role(rawValue: sides[1]) else { throw fault("not a role: \(pair)") }
          roles[sides[0]] = role
        }
      case "verb", "noun", "phrase", "verb-place", "verb-presence":
        let category = Trigger.Category(rawValue: first) ?? .verb
        for pattern in rest.split(separator: "|") {
          var trigger = Trigger(frame: frames.count, frameName: Term(name), category: category)
          if first == "verb-place" { trigger.condition = .place }
          if first == "verb-presence" { trigger.condition = .forceAndPlace }
          pending.append((trigger, FrameFile.alternatives(Array(pattern)), index + 1))
        }
      case "example":
        let sides = rest.joined(separator: " ").split(separator: "=>").map { String($0) }
        guard sides.count == 2 else { throw fault("an example reads TEXT => REPORTS") }
        examples.append(.init(frame: name, text: trimmed(sides[0]), expected: trimmed(sides[1]), line: index + 1))
      default: throw fault("unknown line \(first)")
      }
    }
    close(&frames)
    for (trigger, words, _) in pending { automaton.add(trigger, words: words, inflection: inflection) }
  }

  /// One word of a pattern.
  enum PatternWord: Hashable {
    case word(String)
    /// Up to so many words of any kind.
    case gap(Int)
  }

  /// The words at each position; an optional position also holds the empty word.
  private static func alternatives(_ pattern: [String]) -> [[PatternWord]] {
    pattern.map { element in
      switch element {
      case "..": return [.gap(2)]
      case "...": return [.gap(6)]
      default:
        let optional = element.hasPrefix("?")
        let words = (optional ? String(element.dropFirst()) : element).split(separator: "/").map { String($0) }
        return words.map(PatternWord.word) + (optional ? [.word("")] : [])
      }
    }
  }
}

private func trimmed(_ text: String) -> String {
  var rest = Substring(text)
  while rest.first == " " { rest.removeFirst() }
  while rest.last == " " { rest.removeLast() }
  return String(rest)
}
