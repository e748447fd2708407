import Archiving
import FoundationEssentials
import Model
import Testing

/// What the next start makes of a segment that was not sealed.
struct RecoveryTests {
  let folder = TemporaryFolder()
  static let name = "2026/11/24/salient-20261124T120000Z-0001.warc.gz"

  /// Bytes of a segment, and where each of its records ends.
  private func segment() async throws -> (bytes: [UInt8], addresses: [ArchiveAddress]) {
    let source = TemporaryFolder()
    let (archive, _) = try Samples.open(source.path)
    let addresses = try await archive.keep(Samples.article(first: 1) + Samples.article(first: 5))
    await archive.close()
    return (try source.bytes(Self.name), addresses)
  }

  @Test func `cut at any byte, a segment keeps exactly its whole records`() async throws {
    let (bytes, addresses) = try await segment()
    let ends = addresses.map { Int($0.offset + $0.byteCount) }
    for length in 0...bytes.count {
      let folder = TemporaryFolder()
      try folder.write(bytes[..<length], to: Self.name + ".open")
      let (archive, recovery) = try Samples.open(folder.path)
      await archive.close()
      let whole = ends.filter { $0 <= length }
      #expect(recovery.records.map(\.address) == Array(addresses[..<whole.count]), "cut at \(length)")
      guard let end = whole.last else {
        #expect(try folder.files().isEmpty, "cut at \(length)")
        #expect(recovery.segments.map(\.outcome) == [.removed])
        continue
      }
      #expect(recovery.segments.map(\.cutBytes) == [Int64(length - end)], "cut at \(length)")
      #expect(try folder.files() == [Self.name])
      #expect(try folder.bytes(Self.name) == Array(bytes[..<end]), "cut at \(length)")
      #expect(try ArchiveReader(folder: folder.path).verify(Self.name).findings.isEmpty)
    }
  }

  /// A tail that a power cut may leave instead of the record that was being written.
  enum Tail: String, CaseIterable {
    case zeros, noise, halfMemberThenZeros, textOfARecord
  }

  @Test(arguments: Tail.allCases)
  func `a broken tail is cut at the last whole record`(_ tail: Tail) async throws {
    let (bytes, addresses) = try await segment()
    let last = try #require(addresses.last)
    let end = Int(last.offset)
    let rest: [UInt8] =
      switch tail {
      case .zeros: [UInt8](repeating: 0, count: 5000)
      case .noise: (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }
      case .halfMemberThenZeros: Array(bytes[end..<(end + 40)]) + [UInt8](repeating: 0, count: 400)
      case .textOfARecord: Array("WARC/1.1\r\nContent-Length: 99999\r\n\r\nshort".utf8)
      }
    try folder.write(bytes[..<end] + rest, to: Self.name + ".open")
    let (archive, recovery) = try Samples.open(folder.path)
    await archive.close()
    #expect(recovery.records.map(\.address) == Array(addresses.dropLast()))
    #expect(recovery.segments.first?.cutBytes == Int64(rest.count))
    #expect(recovery.segments.first?.damageAt == nil)
    #expect(try folder.bytes(Self.name) == Array(bytes[..<end]))
  }

  @Test func `damage before whole records is told, and nothing is cut`() async throws {
    var (bytes, addresses) = try await segment()
    let hit = addresses[2]
    bytes[Int(hit.offset) + 60] ^= 0xFF
    try folder.write(bytes, to: Self.name + ".open")
    let (archive, recovery) = try Samples.open(folder.path)
    await archive.close()
    #expect(recovery.segments.first?.damageAt == hit.offset)
    #expect(recovery.segments.first?.cutBytes == 0)
    #expect(try folder.bytes(Self.name) == bytes)
    #expect(recovery.records.map(\.address) == addresses.filter { $0 != hit })
  }

  @Test func `sealed segments are not read`() async throws {
    try folder.write(Array("no record at all".utf8), to: Self.name)
    let (archive, recovery) = try Samples.open(folder.path)
    await archive.close()
    #expect(recovery.isClean)
    #expect(try folder.bytes(Self.name) == Array("no record at all".utf8))
  }

  @Test func `a run after recovery goes on in a segment of its own`() async throws {
    let (bytes, _) = try await segment()
    try folder.write(bytes.dropLast(3), to: Self.name + ".open")
    let (archive, recovery) = try Samples.open(folder.path)
    #expect(recovery.records.count == 7)
    #expect(recovery.records.map(\.type).prefix(4) == [.response, .request, .conversion, .metadata])
    let addresses = try await archive.keep(Samples.article(first: 9))
    await archive.close()
    #expect(addresses.first?.segment == "2026/11/24/salient-20261124T120000Z-0002.warc.gz")
    #expect(try folder.files().count == 2)
  }
}
