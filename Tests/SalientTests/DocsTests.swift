import Foundation
import Testing

/// Pages that are made from catalogues in the code say what the code says.
@Suite struct DocsTests {
  @Test(arguments: [
    ("events", "events.md"), ("metrics", "metrics.md"), ("api", "api.md"), ("openapi", "openapi.json"),
    ("report-schema", "report.schema.json"),
  ])
  func `the page in docs is what the program prints`(_ page: String, _ file: String) throws {
    let process = Process()
    process.executableURL = try Checkout.program()
    process.arguments = ["docs", page]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let written = try String(contentsOf: try Checkout.root().appending(path: "docs/\(file)"), encoding: .utf8)
    #expect(printed == written, "run `make docs`")
  }
}
