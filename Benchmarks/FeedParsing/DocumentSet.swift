import FeedParsing
import FoundationEssentials
import Model

/// Documents of one kind, measured together.
struct DocumentSet {
  let name: String
  let documents: [[UInt8]]
  /// Files that are left out: libxml2 alone cannot read them, or they are no feeds.
  let leftOut: Int
  /// Items that the feed parser finds in all documents.
  let items: Int

  var byteCount: Int { documents.reduce(0) { $0 + $1.count } }

  init(name: String, candidates: [[UInt8]]) {
    self.name = name
    documents = candidates.filter { emptySAX2($0) && (try? FeedParser.parse($0)) != nil }
    leftOut = candidates.count - documents.count
    items = documents.reduce(0) { $0 + ((try? FeedParser.parse($1))?.items.count ?? 0) }
  }

  /// `NAME=PATH`: a file, or a folder with all that is in it.
  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let candidates = Self.files(under: String(parts[1])).compactMap { FileManager.default.contents(atPath: $0) }
    self.init(name: String(parts[0]), candidates: candidates.map { Array($0) })
    if documents.isEmpty { return nil }
  }

  static var invented: [DocumentSet] {
    SampleDocument.all.map { DocumentSet(name: $0.name, candidates: [$0.bytes]) }
  }

  /// The whole parser: every document to a `Feed`, which is then given up.
  func parseAll() {
    for document in documents {
      do {
        if try FeedParser.parse(document).items.count > FeedLimits.default.itemsMax {
          fatalError("more than the limit")
        }
      } catch {
        fatalError("a document that was a feed is none: \(error)")
      }
    }
  }

  func readAllByLibXML2() { for document in documents { _ = emptySAX2(document) } }

  private static func files(under path: String) -> [String] {
    // What is no folder has nothing in it, or cannot be read as one.
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path), !names.isEmpty else { return [path] }
    return names.sorted().map { path + "/" + $0 }.filter {
      FileManager.default.contents(atPath: $0) != nil && !$0.hasSuffix(".gz")
    }
  }
}
