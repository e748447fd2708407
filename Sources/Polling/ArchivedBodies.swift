import Archiving
import Cataloguing
import Model

/// The bodies that servers sent, read back: those of revisits from the response that they stand for.
struct ArchivedBodies: Sendable {
  let reader: ArchiveReader
  let catalogue: Catalogue

  /// What a response carried.
  struct Body {
    let bytes: [UInt8]
    let type: String?
    let url: String?
    /// Against which a feed's relative references resolve.
    let base: String?

    /// Whether the server called it a web page.
    var isPage: Bool { type?.lowercased().contains("html") ?? false }
  }

  /// - Parameter response: of a response or revisit.
  /// - Returns: nil when it is a revisit of a body that is no longer kept.
  /// - Throws: `ArchiveError`, `CatalogueError`.
  func body(at response: ArchiveAddress) async throws -> Body? {
    let asked = try reader.record(at: response)
    guard let whole = asked.type == .revisit ? try await original(of: asked) : asked else { return nil }
    let fields = asked.http?.fields ?? []
    return Body(
      bytes: Array(whole.payload), type: fields["Content-Type"], url: asked.targetURI,
      base: fields["Content-Location"] ?? asked.targetURI)
  }

  /// The record that holds the body for which a revisit stands.
  private func original(of revisit: WARCRecord) async throws -> WARCRecord? {
    guard let digest = revisit.fields["WARC-Payload-Digest"].flatMap({ PayloadDigest($0) }),
      let found = try await catalogue.capture(withDigest: digest.hexadecimal, url: revisit.targetURI ?? "")
    else { return nil }
    return try reader.record(at: found.address)
  }
}
