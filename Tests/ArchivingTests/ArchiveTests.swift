import Archiving
import FoundationEssentials
import Glibc
import Model
import Synchronization
import Testing

/// Keeping, committing, sealing; and failing.
struct ArchiveTests {
  let folder = TemporaryFolder()

  @Test func `a segment is open until it is sealed, and starts with who wrote it`() async throws {
    let (archive, _) = try Samples.open(folder.path)
    #expect(try folder.files().isEmpty)
    let address = try await archive.keep(Samples.article(first: 1))[0]
    #expect(try folder.files() == ["2026/11/24/salient-20261124T120000Z-0001.warc.gz.open"])
    #expect(try ArchiveReader(folder: folder.path).record(at: address).type == .response)
    try await archive.seal()
    #expect(try folder.files() == [address.segment])
    let first = try #require(try ArchiveReader(folder: folder.path).records(in: address.segment).next())
    guard case .record(let warcinfo, let at) = first else {
      Issue.record("no record at the start")
      return
    }
    #expect(warcinfo.type == .warcinfo)
    #expect(at.offset == 0)
    #expect(warcinfo.fields["WARC-Filename"] == "salient-20261124T120000Z-0001.warc.gz")
    #expect(
      String(decoding: warcinfo.block, as: UTF8.self).contains("software: Salient/test\r\n"))
    #expect(
      String(decoding: warcinfo.block, as: UTF8.self).contains("salient-configuration-digest: sha256:TEST\r\n"))
    await archive.close()
  }

  @Test func `nothing kept leaves nothing behind`() async throws {
    let (archive, _) = try Samples.open(folder.path)
    #expect(try await archive.keep([]).isEmpty)
    await archive.close()
    #expect(try folder.files().isEmpty)
  }

  @Test func `a segment that grew over its size is followed by another`() async throws {
    let (archive, _) = try Samples.open(folder.path, Samples.settings(segment: 2000))
    for number in 0..<3 { _ = try await archive.keep(Samples.article(first: 1 + number * 4)) }
    await archive.close()
    #expect(
      try folder.files() == [
        "2026/11/24/salient-20261124T120000Z-0001.warc.gz", "2026/11/24/salient-20261124T120000Z-0002.warc.gz",
      ])
    #expect(archive.figures.sealed == 2)
  }

  @Test func `a new day begins a new segment in its own folder`() async throws {
    let now = Mutex(Samples.noon)
    let shared = Shared(now)
    let (archive, _) = try Samples.open(folder.path, clock: Samples.clock(now: { shared.value }))
    _ = try await archive.keep(Samples.article(first: 1))
    shared.value = Samples.noon.addingTimeInterval(12 * 3600)
    _ = try await archive.keep(Samples.article(first: 5))
    await archive.close()
    #expect(
      try folder.files() == [
        "2026/11/24/salient-20261124T120000Z-0001.warc.gz", "2026/11/25/salient-20261125T000000Z-0002.warc.gz",
      ])
  }

  @Test func `a clock that is set back writes over nothing, and every address stays good`() async throws {
    let shared = Shared(Mutex(Samples.noon))
    let (archive, _) = try Samples.open(folder.path, clock: Samples.clock(now: { shared.value }))
    var addresses: [ArchiveAddress] = []
    // A day back, an hour forward, to the very second of the start, and ten years forward.
    for (place, step) in [0.0, -86_400, -82_800, 0, 315_532_800].enumerated() {
      shared.value = Samples.noon.addingTimeInterval(step)
      addresses += try await archive.keep(Samples.article(first: 1 + place * 4))
      if step == -82_800 { try await archive.seal() }
    }
    await archive.close()
    #expect(Set(addresses.map(\.segment)).count == 4)
    let reader = ArchiveReader(folder: folder.path)
    for address in addresses { #expect(try reader.record(at: address).id == address.recordID) }
    for segment in try reader.segments() { #expect(try reader.verify(segment.name).findings.isEmpty) }
  }

  @Test func `a second run in the same second takes another name`() async throws {
    for first in [1, 5] {
      let (archive, _) = try Samples.open(folder.path)
      _ = try await archive.keep(Samples.article(first: first))
      await archive.close()
    }
    #expect(try folder.files().count == 2)
  }

  @Test func `requests that arrive together share an fsync`() async throws {
    let (archive, _) = try Samples.open(folder.path, Samples.settings(commitEvery: .milliseconds(50)))
    let addresses = try await withThrowingTaskGroup(of: [ArchiveAddress].self) { group in
      for number in 0..<100 { group.addTask { try await archive.keep(Samples.article(first: 1 + number * 4)) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let figures = archive.figures
    await archive.close()
    #expect(Set(addresses).count == 400)
    #expect(figures.records == 400)
    #expect(figures.commits < 50)
    #expect(figures.recentSyncs.count == figures.commits)
    #expect(figures.syncTimeMax > .zero)
    let reader = ArchiveReader(folder: folder.path)
    for address in addresses { #expect(try reader.record(at: address).id == address.recordID) }
    #expect(try reader.verify(addresses[0].segment).findings.isEmpty)
  }

  @Test func `more than the bound waits and passes in the end`() async throws {
    let (archive, _) = try Samples.open(folder.path)
    let body = String(repeating: "x", count: 12 << 20)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          _ = try await archive.keep([.response(id: Samples.id(number + 1), of: Samples.capture(body: body))])
        }
      }
      try await group.waitForAll()
    }
    #expect(archive.figures.records == 12)
    await archive.close()
  }

  @Test func `a closed archive refuses`() async throws {
    let (archive, _) = try Samples.open(folder.path)
    await archive.close()
    #expect(archive.health == .closed)
    await #expect(throws: ArchiveError.closed) { try await archive.keep(Samples.article(first: 1)) }
    await #expect(throws: ArchiveError.closed) { try await archive.seal() }
    await archive.close()
  }

  @Test func `a folder that cannot be written fails those who wait, and the next keep tries anew`() async throws {
    let (archive, _) = try Samples.open(folder.path)
    // A file where the day's folder must be: no fault injection needed.
    try folder.write([], to: "2026")
    await #expect(throws: ArchiveError.self) { try await archive.keep(Samples.article(first: 1)) }
    guard case .failing(let since, _) = archive.health else {
      Issue.record("not failing: \(archive.health)")
      return
    }
    #expect(since == Samples.noon)
    #expect(await archive.probe() != .writable)
    try FileManager.default.removeItem(atPath: folder.path + "/2026")
    #expect(await archive.probe() == .writable)
    _ = try await archive.keep(Samples.article(first: 1))
    #expect(archive.health == .writable)
    #expect(archive.figures.failures == 2)
    await archive.close()
  }

  @Test func `only one process at a time holds the state folder, and the second hears whose it is`() throws {
    let held = try StateLock.take(folder: folder.path)
    #expect(throws: ArchiveError.locked(path: folder.path + "/salient.lock", pid: getpid())) {
      try StateLock.take(folder: folder.path)
    }
    withExtendedLifetime(held) {}
  }

  @Test func `a lock that was given up can be taken`() throws {
    do { _ = try StateLock.take(folder: folder.path) }
    _ = try StateLock.take(folder: folder.path)
  }

  @Test(arguments: [
    (ArchiveError.full(operation: .write, path: "/a"), "no room to write /a: free space"),
    (.failed(operation: .sync, path: "/a", errno: EIO), "cannot sync /a: Input/output error"),
    (.locked(path: "/a", pid: 7), "/a is locked by process 7: stop it"),
    (
      .damaged(segment: "s", offset: 9, fault: .torn),
      "s:9: the bytes end inside a record; run `salient archive verify`"
    ),
  ])
  func `an error says what, where and what to do`(_ error: ArchiveError, _ start: String) {
    #expect(error.description.hasPrefix(start))
  }
}

/// A value that a test changes while others read it.
final class Shared<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ mutex: consuming sending Mutex<Value>) { self.mutex = mutex }

  var value: Value {
    get { mutex.withLock { $0 } }
    set { mutex.withLock { $0 = newValue } }
  }
}
