import Archiving
import Deduplication
import Model

/// Any bytes at all: the reader walks to their end, and every record that it gives lies inside them.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let records = SegmentRecords(bytes: bytes, segment: "any.warc.gz")
  var end: Int64 = 0
  // In memory nothing can fail to be read.
  while let found = try? records.next() {
    switch found {
    case .damage(let offset, let length, _):
      // Line ends between records are neither.
      precondition(offset >= end && length > 0, "damage begins behind the last thing")
      end = offset + length
    case .record(let record, let address):
      precondition(address.byteCount > 0 && address.offset + address.byteCount <= Int64(count), "a record lies inside")
      end = address.offset + address.byteCount
      check(record, at: address)
    }
  }
  _ = try? WARCRecord(parsing: bytes)
  if let fingerprint = StoryFingerprint(bytes: bytes) {
    precondition(StoryFingerprint(bytes: fingerprint.bytes) == fingerprint, "a fingerprint stays what it is")
  }
  return 0
}

/// Whatever the record says, asking it is harmless.
func check(_ record: WARCRecord, at address: ArchiveAddress) {
  precondition(record.payload.endIndex == record.block.endIndex, "the payload ends the block")
  _ = (record.keptPayload, record.http?.status, record.concurrentTo, CDXJ.line(for: record, at: address))
  // A wrong digest is an answer.
  try? record.checkDigests()
}
