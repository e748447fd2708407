import FoundationEssentials
import Glibc

/// Parsers that other people made for Python, over the same documents: `others.py` in that Python, once a round.
struct OtherParsers {
  let python: String
  let rounds: Int

  func report(_ sets: [DocumentSet]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "feed-bench-\(getpid())")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { remove(folder) }
      for (number, document) in sets.flatMap(\.documents).enumerated() {
        try Data(document).write(to: folder.appending(path: "\(number).xml"))
      }
      measure(sets, in: folder)
    } catch {
      complain("the documents cannot be written for other parsers: \(error)")
    }
  }

  private func measure(_ sets: [DocumentSet], in folder: URL) {
    let bytes = Double(sets.reduce(0) { $0 + $1.byteCount }) / 1e6
    var speeds: [(name: String, figures: [Double], refused: String)] = []
    var own: [Double] = []
    for _ in 0..<rounds {
      own.append(secondsOfPass { for set in sets { set.parseAll() } })
      for line in output(of: "'\(python)' '\(script)' '\(folder.path())'") {
        let fields = line.split(separator: "\t").map(String.init)
        guard fields.count == 3, let seconds = Double(fields[1]) else { continue }
        if let place = speeds.firstIndex(where: { $0.name == fields[0] }) {
          speeds[place].figures.append(seconds)
        } else {
          speeds.append((fields[0], [seconds], fields[2]))
        }
      }
    }
    print("\nparser\trefused\tMB/s\ttimes slower than salient: min\tmedian\tmax")
    print("salient", 0, rounded(bytes / Spread(own).median), 1, 1, 1, separator: "\t")
    for (name, figures, refused) in speeds {
      let times = Spread(zip(figures, own).map { $0 / $1 })
      print(
        name, refused, rounded(bytes / Spread(figures).median), rounded(times.min), rounded(times.median),
        rounded(times.max), separator: "\t")
    }
  }

  private var script: String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "others.py").path()
  }

  private func output(of command: String) -> [String] {
    guard let pipe = popen(command, "r") else { return [] }
    defer { pclose(pipe) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func remove(_ folder: URL) {
    do { try FileManager.default.removeItem(at: folder) } catch { complain("\(error)") }
  }
}
