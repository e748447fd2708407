public import Model

extension ArchiveReader {
  /// A WARC file of its own that holds a warcinfo and these records, each gzip member copied byte for byte after it
  /// was checked: what `--warc` writes.
  ///
  /// References to records that were not chosen lead out of the file, as WARC allows.
  /// - Parameters:
  ///   - addresses: in the order wanted; give a response before what refers to it.
  ///   - software: for the warcinfo.
  ///   - configurationDigest: for the warcinfo.
  ///   - write: is given the file in pieces.
  public func export(
    _ addresses: [ArchiveAddress], software: String, configurationDigest: String, clock: ArchiveClock = .system,
    write: ([UInt8]) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    let statement = WarcinfoStatement(software: software, configurationDigest: configurationDigest)
    let opening = statement.draft(id: clock.newRecordID(), date: clock.now(), fileName: nil)
    try write(RecordEncoder().encode(opening).member)
    for address in addresses {
      try write(try member(at: address))
    }
  }
}
