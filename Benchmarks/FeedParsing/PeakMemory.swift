import FeedParsing
import FoundationEssentials
import Glibc
import Model

/// What a process holds at most while it reads one document that comes in pieces.
enum PeakMemory {
  private static let pieceBytes = 64 << 10

  static func report() {
    print("\ndocument\tMB\titems\trepairs\tVmHWM MiB")
    for name in ["none", "100 MB of long items", "100 MB of headlines", "entity bomb"] {
      guard let pipe = popen("'\(CommandLine.arguments[0])' --peak '\(name)'", "r") else { continue }
      defer { pclose(pipe) }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = fread(&buffer, 1, buffer.count, pipe)
      print(String(decoding: buffer[..<count], as: UTF8.self), terminator: "")
    }
  }

  /// One row of the table, of this process.
  static func measured(_ name: String) -> String {
    var parser = FeedParser()
    var sent = 0
    func send(_ text: String) {
      let bytes = Array(text.utf8)
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + pieceBytes)
        parser.push(bytes.span.extracting(start..<end))
        start = end
      }
      sent += bytes.count
    }
    switch name {
    case "none": break
    case "entity bomb": send(entityBomb)
    default:
      let body = name.hasSuffix("items") ? String(repeating: "The village was taken. ", count: 220) : "Taken."
      send("<rss version=\"2.0\"><channel><title>Large</title>\n")
      var number = 0
      while sent < 100_000_000 {
        send(
          "<item><title>Headline \(number) of a large feed</title><link>http://example.com/news/\(number)</link>"
            + "<description>\(body)</description></item>\n")
        number += 1
      }
      send("</channel></rss>\n")
    }
    var found = "-\t-"
    if sent > 0 {
      do {
        let feed = try parser.finish()
        found = "\(feed.items.count)\t\(feed.repairs.count)"
      } catch { found = "\(error)\t-" }
    }
    return "\(name)\t\(rounded(Double(sent) / 1e6))\t\(found)\t\(peakMebibytes)"
  }

  /// Ten to the ninth copies of a word, by entities inside entities.
  private static var entityBomb: String {
    var text = "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY e0 \"troops\">\n"
    for level in 1...9 {
      text += "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">\n"
    }
    return text + "]>\n<rss version=\"2.0\"><channel><title>&e9;</title></channel></rss>\n"
  }

  private static var peakMebibytes: String {
    guard let status = FileManager.default.contents(atPath: "/proc/self/status"),
      let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first(where: { $0.hasPrefix("VmHWM") }),
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return "unknown" }
    return rounded(kibibytes / 1024)
  }
}
