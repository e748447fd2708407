import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// The examples of the shipped `frames.txt`: what each frame says of itself is what the extraction makes of it.
private enum Examples {
  static let all: [Frame.Example] = (try? Kit.frames().examples) ?? []  // `every frame has an example` fails then.
}

@Test(arguments: Examples.all)
func `the examples of the frames are read as they say`(example: Frame.Example) throws {
  let found = try Kit.extractor().reports(in: Kit.given(example.text)).map { report in
    var words = [report.kind.rawValue, report.place.mention]
    for (role, actor) in [("to", report.to), ("from", report.from)] {
      guard let actor else { continue }
      words.append("\(role)=\(actor.description)")
    }
    return words.joined(separator: " ")
  }
  #expect(found.joined(separator: " ; ").lowercased() == (example.expected == "nothing" ? "" : example.expected.lowercased()), "frames.txt:\(example.line): \(example.text)")
}
