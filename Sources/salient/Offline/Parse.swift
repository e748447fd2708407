internal import ArgumentParser
import FeedParsing
import Model

/// `salient parse`: feed documents to the neutral model.
struct Parse: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Parse feed documents and print the neutral model as JSON.",
    discussion: "Nothing is fetched. docs/feed-model.md describes the output.")

  @Argument(help: "Feed documents, as they came over the wire.")
  var files: [String] = []
  @Option(help: "The Content-Type header, unchanged.")
  var contentType: String?
  @Option(help: "The URL against which relative references resolve.")
  var baseURL: String?
  @Flag(help: "Read requests as JSON lines: {\"file\", \"content_type\", \"base_url\"}.")
  var batch = false
  @Flag(help: "Accepted for symmetry with other commands; the output is always JSON.")
  var json = false

  private struct Request: Decodable {
    let file: String
    let content_type: String?
    let base_url: String?
  }

  private struct Failure: Encodable { let error: String }

  func run() throws {
    try Command.run {
      if batch {
        try JSONLines.read(Request.self) { (request) throws(CommandFailure) in
          do throws(CommandFailure) {
            try print(request.file, request.content_type, request.base_url)
          } catch {
            guard error.status == .noInput else { throw error }
            try JSONLines.write(Failure(error: error.message))
          }
          try Output.standard.flush()
        }
      } else {
        guard !files.isEmpty else { throw CommandFailure(.usage, "name a feed document, or say --batch") }
        for file in files { try print(file, contentType, baseURL) }
      }
    }
  }

  private func print(_ file: String, _ contentType: String?, _ baseURL: String?) throws(CommandFailure) {
    let bytes = try readFile(file)
    let document: [UInt8]
    do throws(FeedParseError) {
      document = NeutralFeedDocument.bytes(
        of: try FeedParser.parse(bytes, contentType: contentType, baseURL: baseURL))
    } catch {
      document = NeutralFeedDocument.bytes(of: error)
    }
    try Output.standard.write(document + [0x0A])
  }
}
