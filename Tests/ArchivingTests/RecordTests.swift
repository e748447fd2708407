import Archiving
import FoundationEssentials
import Model
import Testing

/// What stands in each kind of record, byte for byte.
struct RecordTests {
  let folder = TemporaryFolder()

  /// Keeps the drafts and returns the records as read back.
  private func kept(_ drafts: [RecordDraft]) async throws -> [WARCRecord] {
    let (archive, _) = try Samples.open(folder.path)
    let addresses = try await archive.keep(drafts)
    await archive.close()
    return try addresses.map { try ArchiveReader(folder: folder.path).record(at: $0) }
  }

  private func text(_ record: WARCRecord) -> String {
    let fields = record.fields.map { "\($0.name): \($0.value)\n" }.joined()
    return "\(record.version)\n\(fields)\n"
      + String(decoding: record.block, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  @Test func `a response holds the answer's head and body`() async throws {
    let record = try await kept([.response(id: Samples.id(1), of: Samples.capture())])[0]
    #expect(
      text(record) == """
        WARC/1.1
        WARC-Type: response
        WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>
        WARC-Date: 2026-11-24T12:00:00.000Z
        WARC-Target-URI: https://feeds.example.org/news.xml
        WARC-IP-Address: 192.0.2.7
        WARC-Payload-Digest: sha256:\(PayloadDigest(of: Array("<rss>one</rss>".utf8)).description.dropFirst(7))
        WARC-Block-Digest: \(PayloadDigest(of: record.block))
        Content-Type: application/http;msgtype=response
        Content-Length: 88

        HTTP/1.1 200 OK
        Content-Type: application/rss+xml
        Content-Length: 14

        <rss>one</rss>
        """)
  }

  @Test func `SHA-256 is written in padded base32, as readers compare it`() {
    #expect(
      PayloadDigest(of: []).description == "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====")
    #expect(
      PayloadDigest(of: []).hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test(arguments: [
    "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ",
    "SHA-256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====",
    "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
  ])
  func `a digest is read in base32 and in hexadecimal`(_ text: String) {
    #expect(PayloadDigest(text) == PayloadDigest(of: []))
  }

  @Test(arguments: [
    "", "sha256:", "md5:d41d8cd98f00b204e9800998ecf8427e", "sha256:4OYMIQ", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
  ])
  func `what is no SHA-256 is not taken for one`(_ text: String) { #expect(PayloadDigest(text) == nil) }

  @Test func `a request stands in HTTP 1.1's form, with the path and without secrets`() async throws {
    let capture = Samples.capture(
      url: "https://user:secret@example.org?q=1#top",
      requestHeaders: [
        HTTPField(name: "User-Agent", value: "Salient"), HTTPField(name: "Authorization", value: "Basic c2VjcmV0"),
      ])
    let records = try await kept([
      .response(id: Samples.id(1), of: capture),
      .request(id: Samples.id(2), of: capture, concurrentTo: Samples.id(1)),
    ])
    #expect(
      String(decoding: records[1].block, as: UTF8.self)
        == "GET /?q=1 HTTP/1.1\r\nHost: example.org\r\nUser-Agent: Salient\r\n\r\n")
    #expect(records[1].targetURI == "https://example.org?q=1")
    #expect(records[1].concurrentTo == [Samples.id(1).description])
  }

  @Test func `the stored head fits the stored body`() async throws {
    let capture = Samples.capture(
      body: "plain",
      headers: [
        HTTPField(name: "content-encoding", value: "gzip"), HTTPField(name: "Transfer-Encoding", value: "chunked"),
        HTTPField(name: "Content-Length", value: "999"), HTTPField(name: "X-Split", value: "a\r\nInjected: b"),
        HTTPField(name: "not a name", value: "left out"),
      ], reason: "Fine\r\n")
    let record = try await kept([.response(id: Samples.id(1), of: capture)])[0]
    #expect(
      String(decoding: record.block, as: UTF8.self)
        == "HTTP/1.1 200 Fine  \r\nX-Split: a  Injected: b\r\nContent-Length: 5\r\n\r\nplain")
    #expect(record.http?.status == 200)
    #expect(Array(record.payload) == Array("plain".utf8))
  }

  @Test func `a revisit names the digest, the target and the date of the response that holds the body`() async throws {
    let later = Samples.capture(url: "https://mirror.example.org/", at: Samples.noon.addingTimeInterval(60.0017))
    let first = RecordDraft.response(id: Samples.id(1), of: Samples.capture())
    let original = try #require(KeptPayload(of: first))
    let records = try await kept([first, .revisit(id: Samples.id(2), of: later, original: original)])
    #expect(records[0].keptPayload == original)
    let revisit = records[1].fields
    #expect(revisit["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
    #expect(revisit["WARC-Refers-To"] == Samples.id(1).description)
    #expect(revisit["WARC-Refers-To-Target-URI"] == "https://feeds.example.org/news.xml")
    #expect(revisit["WARC-Refers-To-Date"] == "2026-11-24T12:00:00.000Z")
    #expect(revisit["WARC-Payload-Digest"] == original.digest.description)
    #expect(records[1].date == "2026-11-24T12:01:00.002Z")
    #expect(records[1].payload.isEmpty)
  }

  @Test func `articles and reports are JSON that refers to what it was made of`() async throws {
    let records = try await kept(Samples.article(first: 1))
    #expect(records.map(\.type) == [.response, .request, .conversion, .metadata])
    #expect(records[2].refersTo == records[0].id)
    #expect(records[3].refersTo == records[2].id)
    #expect(records[2].contentType == "application/json")
    #expect(records[2].block == Array(#"{"title":"Harna","text":"Troops left Harna."}"#.utf8))
  }

  @Test(arguments: [
    ("https://example.org/a b<c>", "https://example.org/a%20b%3Cc%3E"),
    ("https://example.org/ж?x=%D0#y", "https://example.org/%D0%B6?x=%D0"),
    ("https://me:pw@example.org/@x", "https://example.org/@x"),
    ("urn:isbn:1", "urn:isbn:1"),
  ])
  func `a target holds no fragment, no user and no byte that a URI may not hold`(_ url: String, _ uri: String) {
    let draft = RecordDraft.conversion(
      id: Samples.id(1), date: Samples.noon, targetURI: url, refersTo: Samples.id(2), json: [])
    #expect(draft.targetURI == uri)
  }

  @Test func `a date read back from its text gives the same text`() throws {
    for milliseconds in stride(from: 0, to: 1000, by: 1) {
      let date = Date(timeIntervalSince1970: 1_795_521_600 + Double(milliseconds) / 1000)
      let draft = RecordDraft.conversion(
        id: Samples.id(1), date: date, targetURI: "a:b", refersTo: Samples.id(2), json: [])
      let again = try #require(Date(rfc3339: draft.date))
      let second = RecordDraft.conversion(
        id: Samples.id(1), date: again, targetURI: "a:b", refersTo: Samples.id(2), json: [])
      #expect(draft.date == second.date)
      let digits = String(milliseconds)
      #expect(draft.date.hasSuffix(String(repeating: "0", count: 3 - digits.count) + digits + "Z"))
    }
  }

  @Test func `the same drafts give the same bytes`() async throws {
    let other = TemporaryFolder()
    for folder in [folder, other] {
      let (archive, _) = try Samples.open(folder.path)
      _ = try await archive.keep(Samples.article(first: 1))
      await archive.close()
    }
    let name = try #require(try folder.files().first)
    #expect(name == "2026/11/24/salient-20261124T120000Z-0001.warc.gz")
    #expect(try folder.bytes(name) == other.bytes(name))
  }

  @Test func `a record id is read back from its text`() {
    #expect(RecordID(Samples.id(7).description) == Samples.id(7))
    #expect(RecordID("<urn:uuid:no>") == nil)
    #expect(RecordID("") == nil)
  }
}
