public import FoundationEssentials
public import Model

/// One record as it is to be written: named and dated by its maker, so that the drafts of one `keep` can refer to
/// each other, and so that the same drafts give the same bytes.
///
/// The factories below make the six kinds that Salient keeps; `warcinfo` is the archive's own affair.
public struct RecordDraft: Sendable, Equatable {
  /// `WARC-Record-ID`, given by the maker.
  public let id: RecordID
  /// `WARC-Type`.
  public let type: RecordType
  /// `WARC-Date` as written: RFC 3339, UTC, milliseconds. For a capture: when it was fetched.
  public let date: String
  /// `WARC-Target-URI`: absolute, without fragment and without user name and password.
  public let targetURI: String?
  /// The block's media type.
  public let contentType: String
  /// Fields that tie the record to others, in the order in which they are written.
  let links: [WARCField]
  /// The HTTP head of the block, with the empty line that ends it; empty for a record without one.
  let head: [UInt8]
  /// The rest of the block: what the payload digest is taken of.
  let payload: [UInt8]
  /// Digest of a payload that stands elsewhere (`revisit`); nil means that of `payload`.
  let payloadDigest: PayloadDigest?

  /// Length of the record's block in bytes.
  public var blockByteCount: Int { head.count + payload.count }
}

extension RecordDraft {
  /// The answer to a request, headers and body (WARC 1.1 §6.3).
  public static func response(id: RecordID, of capture: Capture) -> RecordDraft {
    RecordDraft(
      id: id, type: .response, date: WARCDate.text(of: capture.fetchedAt),
      targetURI: TargetURI.text(of: capture.finalURL),
      contentType: "application/http;msgtype=response", links: ipAddress(of: capture),
      head: HTTPHead.response(of: capture),
      payload: capture.body, payloadDigest: nil)
  }

  /// The request that brought the capture (WARC 1.1 §6.4).
  ///
  /// - Parameter answer: the response or revisit that belongs to it; write both in one `keep`.
  public static func request(id: RecordID, of capture: Capture, concurrentTo answer: RecordID) -> RecordDraft {
    RecordDraft(
      id: id, type: .request, date: WARCDate.text(of: capture.fetchedAt),
      targetURI: TargetURI.text(of: capture.finalURL),
      contentType: "application/http;msgtype=request",
      links: ipAddress(of: capture) + [WARCField(name: "WARC-Concurrent-To", value: answer.description)],
      head: HTTPHead.request(of: capture), payload: [], payloadDigest: nil)
  }

  /// The answer to a request whose body is byte for byte that of an earlier response (WARC 1.1 §6.7.2): the head is
  /// kept, the body is not.
  ///
  /// - Precondition: the capture's body has the original's digest.
  public static func revisit(id: RecordID, of capture: Capture, original: KeptPayload) -> RecordDraft {
    RecordDraft(
      id: id, type: .revisit, date: WARCDate.text(of: capture.fetchedAt),
      targetURI: TargetURI.text(of: capture.finalURL),
      contentType: "application/http;msgtype=response",
      links: ipAddress(of: capture) + [
        WARCField(name: "WARC-Profile", value: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        WARCField(name: "WARC-Refers-To", value: original.record.description),
        WARCField(name: "WARC-Refers-To-Target-URI", value: original.targetURI),
        WARCField(name: "WARC-Refers-To-Date", value: original.date),
      ],
      head: HTTPHead.response(of: capture), payload: [], payloadDigest: original.digest)
  }

  /// An article made of a response (WARC 1.1 §6.8).
  ///
  /// - Parameters:
  ///   - date: when it was made; not before the record that it refers to.
  ///   - targetURI: that of the article.
  ///   - source: the response or revisit that the article was made of; nil where no body is archived.
  ///   - json: one JSON object, UTF-8.
  public static func conversion(
    id: RecordID, date: Date, targetURI: String, refersTo source: RecordID?, json: [UInt8]
  ) -> RecordDraft {
    document(.conversion, id: id, date: date, targetURI: targetURI, refersTo: source, json: json)
  }

  /// The reports of an article (WARC 1.1 §6.6).
  ///
  /// - Parameters:
  ///   - article: the conversion that the reports were drawn from.
  ///   - json: one JSON object, UTF-8, which names the extractor's version.
  public static func metadata(
    id: RecordID, date: Date, targetURI: String, refersTo article: RecordID, json: [UInt8]
  ) -> RecordDraft {
    document(.metadata, id: id, date: date, targetURI: targetURI, refersTo: article, json: json)
  }

  /// How the names of Salient's own documents begin.
  static let ownNames = "urn:salient:"

  /// A document of Salient's own that no server sent (WARC 1.1 §6.5).
  ///
  /// - Parameters:
  ///   - name: what the document is called below `urn:salient:`.
  ///   - json: one JSON object, UTF-8.
  public static func resource(id: RecordID, date: Date, name: String, json: [UInt8]) -> RecordDraft {
    document(.resource, id: id, date: date, targetURI: ownNames + name, refersTo: nil, json: json)
  }

  /// A URL as it stands in `WARC-Target-URI`.
  public static func targetURI(of url: String) -> String { TargetURI.text(of: url) }

  /// `WARC-IP-Address` (WARC 1.1 §5.13), when it is known and is one.
  private static func ipAddress(of capture: Capture) -> [WARCField] {
    guard let address = capture.remoteAddress, IPAddress.isLiteral(address) else { return [] }
    return [WARCField(name: "WARC-IP-Address", value: address)]
  }

  private static func document(
    _ type: RecordType, id: RecordID, date: Date, targetURI: String, refersTo record: RecordID?, json: [UInt8]
  ) -> RecordDraft {
    RecordDraft(
      id: id, type: type, date: WARCDate.text(of: date), targetURI: TargetURI.text(of: targetURI),
      contentType: "application/json",
      links: record.map { [WARCField(name: "WARC-Refers-To", value: $0.description)] } ?? [],
      head: [], payload: json, payloadDigest: nil)
  }
}

/// A payload that the archive holds already, as a later revisit must name it.
public struct KeptPayload: Hashable, Sendable {
  /// The response that holds it.
  public let record: RecordID
  /// That response's `WARC-Target-URI` and `WARC-Date`, as written.
  public let targetURI: String
  /// The response's `WARC-Date`, as written.
  public let date: String
  /// SHA-256 of the payload.
  public let digest: PayloadDigest

  /// A payload as the catalogue remembers it.
  public init(record: RecordID, targetURI: String, date: String, digest: PayloadDigest) {
    self.record = record
    self.targetURI = targetURI
    self.date = date
    self.digest = digest
  }

  /// What a response just drafted will hold.
  ///
  /// - Returns: nil when the draft is no response.
  public init?(of draft: RecordDraft) {
    guard draft.type == .response, let targetURI = draft.targetURI else { return nil }
    self.init(record: draft.id, targetURI: targetURI, date: draft.date, digest: PayloadDigest(of: draft.payload))
  }
}
