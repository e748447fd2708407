import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// Whether the extraction, as shipped, reads an example of `frames.txt` as its frame says.
private func isRead(_ example: Frame.Example) throws -> Bool {
  let reports = try Kit.extractor().reports(in: TerritoryText(text: example.text, published: Kit.published))
  let expected = example.expected == "nothing" ? [] : example.expected.split(separator: ";").map(String.init)
  guard reports.count == expected.count else { return false }
  return zip(reports, expected).allSatisfy { report, expected in
    let words = expected.split(separator: " ").map(String.init)
    guard words.count > 1, report.kind.rawValue == words[0], report.place.name == words[1] else { return false }
    return [("to=", report.to), ("from=", report.from)].allSatisfy { role, actor in
      let wanted = words.first { $0.hasPrefix(role) }.map { $0.dropFirst(role.count).lowercased() }
      return wanted == nil ? actor == nil : actor?.description.lowercased().contains(wanted ?? "") == true
    }
  }
}

/// The weights are learnt from whole texts, and a single short sentence has few clues: not every example is read yet.
/// Those that are not stand in the run as known issues, and their number may only fall.
@Test func `the examples of the frames are read as they say, but for a named number`() throws {
  let mostMisread = 16
  let examples = try Kit.frames().examples
  var misread = 0
  for example in examples {
    if try isRead(example) { continue }
    misread += 1
    withKnownIssue { Issue.record("frames.txt:\(example.line): \(example.text) => \(example.expected)") }
  }
  #expect(misread <= mostMisread, "\(misread) of \(examples.count)")
}
