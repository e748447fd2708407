public import FoundationEssentials

extension KeptPayload {
  /// A payload as it was noted outside the archive when its response was kept.
  ///
  /// - Parameters:
  ///   - capturedAt: the capture's `fetchedAt`.
  ///   - url: the capture's final URL.
  public init(record: RecordID, capturedAt: Date, url: String, digest: PayloadDigest) {
    self.init(record: record, targetURI: TargetURI.text(of: url), date: WARCDate.text(of: capturedAt), digest: digest)
  }
}
