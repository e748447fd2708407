internal import FoundationEssentials

/// What the first record of every segment says of its maker (WARC 1.1 §6.2).
struct WarcinfoStatement: Sendable {
  let software: String
  let configurationDigest: String

  func draft(id: RecordID, date: Date, fileName: String?) -> RecordDraft {
    var block: [UInt8] = []
    block.append(line: "software: \(software)")
    block.append(line: "format: WARC File Format 1.1")
    block.append(line: "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/")
    block.append(line: "salient-configuration-digest: \(configurationDigest)")
    let name = fileName.map { [WARCField(name: "WARC-Filename", value: $0)] } ?? []
    return RecordDraft(
      id: id, type: .warcinfo, date: WARCDate.text(of: date), targetURI: nil, contentType: "application/warc-fields",
      links: name, head: [], payload: block, payloadDigest: nil)
  }
}
