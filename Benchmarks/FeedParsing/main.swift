import FeedParsing
import FoundationEssentials
import Glibc
import Model

// feed-bench [--feed] [FILE…]: parses each document, and measures against libxml2's SAX2 with empty handlers over the same
// bytes. Without files, over documents that it makes itself. With --feed the feed parser runs alone, for a profiler.
let isAlone = CommandLine.arguments.contains("--feed")
let files = CommandLine.arguments.dropFirst().compactMap { path in
  readFile(path).map { (name: String(path.split(separator: "/").last ?? "?"), bytes: $0) }
}
let documents = files.isEmpty ? SampleDocument.all : Array(files)
var total = (bytes: 0, sax: 0.0, feed: 0.0)
print("document\tMB\titems\tSAX2 MB/s\tfeed MB/s\tratio")
for document in documents {
  let sax = isAlone ? 0 : bestSeconds { emptySAX2(document.bytes) }
  var items = 0
  let feed = bestSeconds {
    do { items = try FeedParser.parse(document.bytes).items.count } catch { print("\(document.name): \(error)") }
  }
  total = (total.bytes + document.bytes.count, total.sax + sax, total.feed + feed)
  report(document.name, document.bytes.count, items, sax, feed)
}
report("all", total.bytes, 0, total.sax, total.feed)

func report(_ name: String, _ bytes: Int, _ items: Int, _ sax: Double, _ feed: Double) {
  func rounded(_ value: Double) -> String { String((value * 100).rounded() / 100) }
  let megabytes = Double(bytes) / 1e6
  print(
    "\(name)\t\(rounded(megabytes))\t\(items)\t\(rounded(megabytes / sax))\t\(rounded(megabytes / feed))\t\(rounded(sax / feed))"
  )
}

/// Seconds of processor time that this process has used: other work on the machine does not count.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The best of several runs, in seconds of processor time.
func bestSeconds(_ work: () -> Void) -> Double {
  var best = Double.infinity
  var spent = 0.0
  var runs = 0
  while runs < 5 || (spent < 0.6 && runs < 200) {
    let start = processorSeconds()
    work()
    let seconds = processorSeconds() - start
    best = min(best, seconds)
    spent += seconds
    runs += 1
  }
  return best
}

func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes.append(contentsOf: buffer[..<count]) }
  return bytes
}
