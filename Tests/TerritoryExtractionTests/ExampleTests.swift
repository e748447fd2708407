import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// Whether the extraction, as shipped, reads an example of `frames.txt` as its frame says.
private func isRead(_ example: Frame.Example) throws -> Bool {
  let reports = try Kit.extractor().reports(in: TerritoryText(text: example.text, published: Kit.published))
  let expected = example.expected == "nothing" ? [] : example.expected.split(separator: ";").map(String.init)
  guard reports.count == expected.count else { return false }
  if expected.isEmpty { return true }
  // "the army" is whose country the place is in.
  let meant = try Kit.resources().names
  let survey = try Kit.survey(example.text)
  return zip(reports, expected).allSatisfy { report, expected in
    let words = expected.split(separator: " ").map(String.init)
    guard words.count > 1, report.kind.rawValue == words[0], report.place.name == words[1] else { return false }
    let place = survey.places.first { $0.name == report.place.mention || $0.mention == report.place.mention }
    return [("to=", report.to), ("from=", report.from)].allSatisfy { role, actor in
      let wanted = words.first { $0.hasPrefix(role) }.map { String($0.dropFirst(role.count)) }
      return actor == wanted.flatMap { meant.resolve(actor: $0, at: place?.place, in: survey.names.context) }
    }
  }
}

/// The weights are learnt from whole texts, and a single short sentence has few clues: not every example is read yet.
/// Those that are not stand in the run as known issues, and their number may only fall.
@Test func `the examples of the frames are read as they say, but for a named number`() throws {
  let mostMisread = 5
  let examples = try Kit.frames().examples
  var misread = 0
  for example in examples {
    if try isRead(example) { continue }
    misread += 1
    withKnownIssue { Issue.record("frames.txt:\(example.line): \(example.text) => \(example.expected)") }
  }
  #expect(misread <= mostMisread, "\(misread) of \(examples.count)")
}
