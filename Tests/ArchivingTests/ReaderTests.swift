import Archiving
import FoundationEssentials
import Model
import Testing

/// Reading back, verifying, and reading what others wrote.
struct ReaderTests {
  let folder = TemporaryFolder()

  private func archive() async throws -> (addresses: [ArchiveAddress], reader: ArchiveReader) {
    let (archive, _) = try Samples.open(folder.path)
    let addresses = try await archive.keep(Samples.article(first: 1) + Samples.article(first: 5))
    await archive.close()
    return (addresses, ArchiveReader(folder: folder.path))
  }

  @Test func `segments are listed in the order in which they were begun`() async throws {
    try folder.write([], to: "2026/11/24/salient-20261124T120000Z-0002.warc.gz.open")
    try folder.write([], to: "2026/11/24/salient-20261124T120000Z-0001.warc.gz")
    try folder.write([], to: "2025/12/31/salient-20251231T120000Z-0001.warc.gz")
    try folder.write([], to: "lost+found/salient-20251231T120000Z-0001.warc.gz")
    let segments = try ArchiveReader(folder: folder.path).segments()
    #expect(
      segments.map(\.name) == [
        "2025/12/31/salient-20251231T120000Z-0001.warc.gz", "2026/11/24/salient-20261124T120000Z-0001.warc.gz",
        "2026/11/24/salient-20261124T120000Z-0002.warc.gz",
      ])
    #expect(segments.map(\.isOpen) == [false, false, true])
    #expect(segments[0].day == Day(year: 2025, month: 12, day: 31))
  }

  @Test func `every record of a segment is found in order`() async throws {
    let (addresses, reader) = try await archive()
    let found = try reader.records(in: addresses[0].segment).all()
    let at = found.compactMap { if case .record(_, let at) = $0 { at } else { nil } }
    #expect(Array(at.dropFirst()) == addresses)
  }

  @Test func `an address that leads elsewhere is told`() async throws {
    let (addresses, reader) = try await archive()
    let first = addresses[0]
    func moved(by offset: Int64, id: String? = nil, count: Int64? = nil, segment: String? = nil) -> ArchiveAddress {
      ArchiveAddress(
        segment: segment ?? first.segment, offset: first.offset + offset, byteCount: count ?? first.byteCount,
        recordID: id ?? first.recordID)
    }
    func fault(_ address: ArchiveAddress) -> RecordFault? {
      do {
        _ = try reader.record(at: address)
      } catch ArchiveError.damaged(_, _, let fault) {
        return fault
      } catch {
        Issue.record("\(error)")
      }
      return nil
    }
    #expect(fault(moved(by: 0)) == nil)
    #expect(fault(moved(by: 0, id: addresses[1].recordID)) == .otherRecord(found: first.recordID))
    #expect(fault(moved(by: 1)) == .notARecord)
    #expect(fault(moved(by: 0, count: first.byteCount - 1)) == .torn)
    #expect(fault(moved(by: 1 << 40)) == .torn)
    #expect(fault(moved(by: -(1 << 40))) == .notARecord)
    #expect(throws: ArchiveError.noSegment(name: "none")) { try reader.record(at: moved(by: 0, segment: "none")) }
  }

  @Test func `verify finds nothing in a whole segment`() async throws {
    let (addresses, reader) = try await archive()
    let verification = try reader.verify(addresses[0].segment)
    #expect(verification.findings.isEmpty)
    #expect(verification.records == 9)
    #expect(verification.byteCount == addresses[7].offset + addresses[7].byteCount)
  }

  @Test func `a flipped bit anywhere is found, and costs one record at most`() async throws {
    let (addresses, reader) = try await archive()
    let name = addresses[0].segment
    let whole = try folder.bytes(name)
    let records = try reader.records(in: name).all()
    for at in stride(from: Int(addresses[0].offset), to: whole.count, by: 7) {
      var bytes = whole
      bytes[at] ^= 0x10
      try folder.write(bytes, to: name)
      let verification = try reader.verify(name)
      #expect(verification.records >= 8, "byte \(at)")
      // A few bits carry nothing: time and system in gzip's head, what fills up the last byte before its checksum.
      if verification.findings.isEmpty { #expect(try reader.records(in: name).all() == records, "byte \(at)") }
    }
  }

  @Test func `verify names wrong digests, doubled ids, missing headers and a foreign start`() throws {
    let record = """
      WARC/1.1\r
      WARC-Type: resource\r
      WARC-Record-ID: <urn:uuid:1>\r
      WARC-Block-Digest: sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ\r
      Content-Length: 2\r
      \r
      ab\r
      \r

      """
    let name = "2026/11/24/salient-20261124T120000Z-0001.warc.gz"
    try folder.write(Array((record + record).utf8), to: name)
    let findings = try ArchiveReader(folder: folder.path).verify(name).findings
    #expect(
      findings.map(\.fault) == [
        .malformed("the first record is resource, not warcinfo"),
        .headerMissing("WARC-Date"), .digestMismatch(header: "WARC-Block-Digest"),
        .headerMissing("WARC-Date"), .malformed("record id stands twice: <urn:uuid:1>"),
        .digestMismatch(header: "WARC-Block-Digest"),
      ])
  }

  @Test func `an uncompressed file of another writer is read`() throws {
    let text =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:2>\r\nWARC-Target-URI: <http://a.example/>\r\n"
      + "WARC-Payload-Digest: sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N\r\nX-Folded: one\r\n two\r\n"
      + "content-type: application/http; msgtype=response\r\ncontent-length: 20\r\n\r\nHTTP/1.0 200 OK\n\nabc\r\n\r\n"
    try folder.write(Array((text + text).utf8), to: "other.warc")
    let found = try SegmentRecords(path: folder.path + "/other.warc", segment: "other.warc").all()
    try #require(found.count == 2)
    guard case .record(let record, let address) = found[1] else {
      Issue.record("\(found[1])")
      return
    }
    #expect(record.targetURI == "http://a.example/")
    #expect(record.fields["x-folded"] == "one two")
    #expect(record.http?.status == 200)
    #expect(address.offset == Int64(text.utf8.count))
    #expect(address.byteCount == Int64(text.utf8.count))
  }

  @Test func `an export is a WARC file of its own, its members copied`() async throws {
    let (addresses, reader) = try await archive()
    var bytes: [UInt8] = []
    try reader.export(
      Array(addresses[..<4]), software: "Salient/test", configurationDigest: "sha256:TEST", clock: Samples.clock()
    ) { bytes += $0 }
    try folder.write(bytes, to: "export.warc.gz")
    let found = try SegmentRecords(path: folder.path + "/export.warc.gz", segment: "export.warc.gz").all()
    let types = found.compactMap { if case .record(let record, _) = $0 { record.type } else { nil } }
    #expect(types == [.warcinfo, .response, .request, .conversion, .metadata])
  }

  @Test(arguments: [
    ("https://www.Example.org/News/?b=2&a=1#x", "org,example)/news?a=1&b=2"),
    ("http://example.co.uk", "uk,co,example)/"),
    ("http://example.org:8080/a?", "org,example:8080)/a"),
    ("https://example.org:443/", "org,example)/"),
    ("http://192.0.2.7/x", "192.0.2.7)/x"),
    ("http://user@www2.example.org/", "org,example)/"),
    ("https://[2001:db8::1]/x", "[2001:db8::1])/x"),
  ])
  func `a SURT key turns the host round and drops what does not tell pages apart`(_ uri: String, _ key: String) {
    #expect(SURT.key(of: uri) == key)
  }

  @Test func `captures have a line in the index, other records have none`() async throws {
    let (addresses, reader) = try await archive()
    let lines = try addresses.compactMap { CDXJ.line(for: try reader.record(at: $0), at: $0) }
    #expect(lines.count == 2)
    let digest = PayloadDigest(of: Array("<p>Troops left Harna.</p>".utf8))
    #expect(
      lines[0]
        == #"org,example)/a/1 20261124120000 {"url": "https://example.org/a/1", "mime": "application/rss+xml", "#
        + #""status": "200", "digest": "\#(digest)", "length": "\#(addresses[0].byteCount)", "#
        + #""offset": "\#(addresses[0].offset)", "filename": "\#(addresses[0].segment)"}"#)
  }

  @Test func `any bytes at all are answered or refused`() async throws {
    let (addresses, _) = try await archive()
    let whole = try folder.bytes(addresses[0].segment)
    var random = SeededGenerator(seed: 11)
    for round in 0..<300 {
      var bytes = round % 3 == 0 ? (0..<400).map { _ in UInt8.random(in: 0...255, using: &random) } : whole
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 9))
        default: bytes.insert(contentsOf: whole.prefix(Int.random(in: 0...50, using: &random)), at: at)
        }
      }
      var end: Int64 = 0
      for found in try SegmentRecords(bytes: bytes, segment: "fuzz.warc.gz").all() {
        switch found {
        case .record(_, let address): end = address.offset + address.byteCount
        case .damage(let offset, let count, _): end = offset + count
        }
        #expect(end <= Int64(bytes.count))
      }
    }
  }
}

/// The same numbers every time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
