import Archiving
import FoundationEssentials
import Model
import Synchronization

/// Captures and drafts for the tests, and a folder to keep them in.
enum Samples {
  static let noon = Date(timeIntervalSince1970: 1_795_521_600)

  static func id(_ number: Int) -> RecordID {
    let digits = String(number, radix: 16)
    let text = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    return RecordID(UUID(uuidString: text) ?? UUID())
  }

  static func capture(
    url: String = "https://feeds.example.org/news.xml", body: String = "<rss>one</rss>", at date: Date = noon,
    headers: [HTTPField] = [HTTPField(name: "Content-Type", value: "application/rss+xml")], status: Int = 200,
    reason: String = "OK", requestHeaders: [HTTPField] = [HTTPField(name: "Host", value: "feeds.example.org")],
    remoteAddress: String? = "192.0.2.7"
  ) -> Capture {
    Capture(
      requestedURL: url, finalURL: url, permanentURL: nil, fetchedAt: date, status: status, reason: reason,
      requestHeaders: requestHeaders, headers: headers, body: Array(body.utf8), wireBytes: body.utf8.count,
      duration: .milliseconds(30), remoteAddress: remoteAddress)
  }

  /// The records of one article, from request to reports: ids `first` to `first + 3`.
  static func article(first: Int, body: String = "<p>Troops left Harna.</p>") -> [RecordDraft] {
    let page = capture(url: "https://example.org/a/\(first)", body: body)
    let json = Array(#"{"title":"Harna","text":"Troops left Harna."}"#.utf8)
    let reports = Array(#"{"extractor":"1","reports":[{"evidence":[0,18]}]}"#.utf8)
    return [
      .response(id: id(first), of: page),
      .request(id: id(first + 1), of: page, concurrentTo: id(first)),
      .conversion(id: id(first + 2), date: noon, targetURI: page.finalURL, refersTo: id(first), json: json),
      .metadata(id: id(first + 3), date: noon, targetURI: page.finalURL, refersTo: id(first + 2), json: reports),
    ]
  }

  /// Noon for ever, and names counted up from a million.
  static func clock(now: @escaping @Sendable () -> Date = { noon }) -> ArchiveClock {
    let counter = Mutex(1_000_000)
    return ArchiveClock(
      now: now,
      newRecordID: {
        counter.withLock { number in
          number += 1
          return id(number)
        }
      })
  }

  static func settings(segment: Int = 1 << 30, commitEvery: Duration = .zero) -> ArchiveSettings {
    var settings = ArchiveSettings()
    settings.segment = segment
    settings.commitEvery = commitEvery
    return settings
  }

  static func open(
    _ folder: String, _ settings: ArchiveSettings = settings(), clock: ArchiveClock = clock()
  ) throws -> (archive: Archive, recovery: RecoveryReport) {
    try Archive.open(
      folder: folder, settings: settings, software: "Salient/test", configurationDigest: "sha256:TEST", clock: clock)
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    // In memory where there is such a place: thousands of fsyncs on a disk would take minutes and prove nothing more.
    let memory = "/dev/shm"
    let place = FileManager.default.fileExists(atPath: memory) ? memory : FileManager.default.temporaryDirectory.path
    path = place + "/archiving-" + UUID().uuidString
  }

  deinit {
    // A folder left behind harms no later test, and the system clears it away.
    try? FileManager.default.removeItem(atPath: path)
  }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)"))) }

  func write(_ bytes: some Collection<UInt8>, to name: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Paths of all files, below the folder, in order.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.contains("salient-") }.sorted()
  }
}

extension SegmentRecords {
  /// All that is left.
  func all() throws -> [Found] {
    var all: [Found] = []
    while let found = try next() { all.append(found) }
    return all
  }
}
