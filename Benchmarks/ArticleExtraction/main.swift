// article-bench WORDS PAGES [rounds]: finds the article of every page of a folder (plain or gzip), and counts pages by the
// processor's seconds. WORDS is the folder of the word lists.
import Archiving
import ArticleExtraction
import Foundation
import Model

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The files below a folder with one of the endings, in order.
func files(below folder: String, ending endings: [String]) -> [URL] {
  let root = URL(filePath: folder)
  let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  return names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().map { root.appending(path: $0) }
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
  print("article-bench WORDS PAGES [rounds]")
  exit(64)
}
let words = try files(below: arguments[1], ending: [".txt"]).map {
  (name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8))
}
let extractor = ArticleExtractor(lexicon: try ExtractionLexicon(files: words))
let pages = try files(below: arguments[2], ending: [".html", ".htm", ".php", ".html.gz"]).map {
  try GzipFile.content(of: Array(try Data(contentsOf: $0)), limit: ArticleLimits.pageBytesMax)
}
let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 3 : 3
let megabytes = Double(pages.reduce(0) { $0 + $1.count }) / 1e6
print("\(pages.count) pages, \(String(format: "%.1f", megabytes)) MB")
for round in 1...max(1, rounds) {
  var found = 0
  var slowest = 0.0
  let start = processorSeconds()
  var last = start
  for page in pages {
    // A page without a text is one more page looked at.
    if (try? extractor.article(fromPage: page, contentType: nil, url: nil)) != nil { found += 1 }
    let now = processorSeconds()
    slowest = max(slowest, now - last)
    last = now
  }
  let seconds = last - start
  print(
    String(
      format: "round %d: %.0f pages/s, %.1f MB/s, slowest page %.1f ms, text in %d", round,
      Double(pages.count) / seconds, megabytes / seconds, slowest * 1000, found))
}
