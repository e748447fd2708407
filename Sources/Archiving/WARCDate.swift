internal import FoundationEssentials
internal import Model

/// `WARC-Date` (WARC 1.1 §5.4): RFC 3339 in UTC; Salient writes milliseconds.
enum WARCDate {
  /// To the nearest millisecond: a revisit must name its original's date letter for letter, also when that date was
  /// read back from text.
  static func text(of date: Date) -> String { date.rfc3339Milliseconds }
}
