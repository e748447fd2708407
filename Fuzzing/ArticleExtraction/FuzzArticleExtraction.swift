import ArticleExtraction
import Foundation
import Model

/// Any bytes at all: an article or a refusal, soon, and the same each time.
///
/// The first byte chooses the way in; the rest is the page or the item.
@c(LLVMFuzzerTestOneInput) public func fuzzArticleExtraction(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  // SAFETY: libFuzzer hands over `count` bytes that live until the function returns; they are copied here.
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let body = Array(bytes.dropFirst())
  switch bytes[0] & 3 {
  case 0: page(body, contentType: nil)
  case 1: page(body, contentType: "text/html; charset=windows-1251")
  case 2: item(String(decoding: body, as: UTF8.self))
  default: display(body)
  }
  return 0
}

private let extractor: ArticleExtractor = {
  let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  do {
    let folder = root.appending(path: "etc/extraction")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
    let files = try names.sorted().map {
      (name: $0, text: try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
    }
    return ArticleExtractor(lexicon: try ExtractionLexicon(files: files))
  } catch {
    preconditionFailure("word lists: \(error)")
  }
}()

private func page(_ bytes: [UInt8], contentType: String?) {
  let url = "https://news.example/2024/03/02/town.html"
  do {
    let first = try extractor.article(fromPage: bytes, contentType: contentType, url: url)
    let second = try extractor.article(fromPage: bytes, contentType: contentType, url: url)
    precondition(first == second, "two readings of one page differ")
    precondition(first.text.utf8.count <= ArticleLimits.textBytesMax + bytes.count, "text beyond its limit")
    precondition(first.comments.count <= ArticleLimits.commentsMax, "comments beyond their limit")
  } catch {
    // A refusal is an answer.
    precondition(!error.description.isEmpty)
  }
}

private func item(_ fragment: String) {
  let article = extractor.article(fromHTML: fragment, base: "https://news.example/", title: "Army enters town")
  precondition(article.text.utf8.count <= fragment.utf8.count * 4 + 64, "text longer than what it was taken from")
}

private func display(_ bytes: [UInt8]) {
  guard let html = try? extractor.displayHTML(fromPage: bytes, contentType: nil, url: nil) else {
    // A refusal is an answer; `page` looks at its words.
    return
  }
  precondition(!html.lowercased().contains("<script"), "a script came through")
}
