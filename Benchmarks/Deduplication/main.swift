// story-bench RULES [articles]: decides an invented stream of articles, and counts, for each tenth of it, articles by the
// processor's seconds and wrong decisions. RULES is the folder of the rules' lists.
import Deduplication
import Foundation
import Model

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Memory that is in use now, in bytes.
func residentBytes() -> Int {
  // Where there is no such file the column is zero.
  let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
  return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(getpagesize()) : 0
}

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
  print("story-bench RULES [articles]")
  exit(64)
}
var contents: [String: String] = [:]
for name in StoryRules.files {
  contents[name] = try String(contentsOf: URL(filePath: arguments[1]).appending(path: name), encoding: .utf8)
}
let rules = try StoryRules(contents: contents)
let count = arguments.count > 2 ? Int(arguments[2]) ?? 10_000 : 10_000
let stream = InventedStream()
var memory = StoryMemory()
let before = residentBytes()
print("      articles   articles/s   wrong   kB an article")
for tenth in 0..<10 {
  var seconds = 0.0
  var wrong = 0
  let range = (count * tenth / 10)..<(count * (tenth + 1) / 10)
  for number in range {
    let (article, expected) = stream.article(number)
    let start = processorSeconds()
    let decision = memory.take(StorySketch(of: article, rules: rules), named: "\(number)")
    seconds += processorSeconds() - start
    if decision.relation != expected { wrong += 1 }
  }
  let kilobytes = Double(residentBytes() - before) / 1000 / Double(range.upperBound)
  print(
    String(
      format: "%14d %12.0f %7d %15.2f", range.upperBound, Double(range.count) / seconds, wrong, kilobytes))
}
