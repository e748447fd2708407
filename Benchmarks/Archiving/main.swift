import Archiving
import CZlib
import Crypto
import Foundation
import Model

/// Pages of words drawn unevenly, as in real texts; the same in every run.
func makePages(count: Int) -> [[UInt8]] {
  var state: UInt64 = 7
  func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  let letters = Array("abcdefghijklmnoprstuvz".utf8)
  let words = (0..<5000).map { _ in (0..<(2 + next(8))).map { _ in letters[next(letters.count)] } }
  return (0..<count).map { _ in
    (0..<(500 + next(5500))).flatMap { _ -> [UInt8] in
      let share = Double(next(1 << 20)) / Double(1 << 20)
      return words[min(4999, Int(share * share * share * 5000))] + [0x20]
    }
  }
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Every page through SHA-256 and deflate once.
func partsAlone(_ pages: [[UInt8]]) -> Int {
  var stream = z_stream()
  var packed = 0
  var room = [UInt8](repeating: 0, count: 1 << 20)
  precondition(salient_gzip_deflate_init(&stream, ArchiveLimits.compressionLevel) == Z_OK)
  for page in pages {
    packed += Int(Array(SHA256.hash(data: page))[0] & 1)
    deflateReset(&stream)
    page.withUnsafeBufferPointer { input in
      room.withUnsafeMutableBufferPointer { output in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        packed += output.count - Int(stream.avail_out)
      }
    }
  }
  deflateEnd(&stream)
  return packed
}

func capture(_ body: [UInt8], _ number: Int) -> Capture {
  let url = "https://example.org/a/\(number)"
  return Capture(
    requestedURL: url, finalURL: url, permanentURL: nil, fetchedAt: Date(), status: 200, reason: "OK",
    requestHeaders: [], headers: [HTTPField(name: "Content-Type", value: "text/html")], body: body,
    wireBytes: body.count, duration: .zero, remoteAddress: nil)
}

let pages = makePages(count: 1500)
let captures = pages.enumerated().map { capture($1, $0) }
let megabytes = Double(pages.reduce(0) { $0 + $1.count }) / 1e6
var settings = ArchiveSettings()
settings.commitEvery = .zero
for round in 1...4 {
  let start = processorSeconds()
  _ = partsAlone(pages)
  let middle = processorSeconds()
  let (archive, _) = try Archive.open(
    folder: "\(CommandLine.arguments[1])/\(round)", settings: settings, software: "append-bench",
    configurationDigest: "none")
  for first in stride(from: 0, to: captures.count, by: 50) {
    _ = try await archive.keep(
      captures[first..<min(first + 50, captures.count)].map { .response(id: .random(), of: $0) })
  }
  let end = processorSeconds()
  await archive.close()
  let alone = megabytes / (middle - start)
  let kept = megabytes / (end - middle)
  let figures = [alone, kept, kept / alone].map { String(format: "%.2f", $0) }
  print("parts alone \(figures[0]) MB/s, archive \(figures[1]) MB/s, ratio \(figures[2])")
}
