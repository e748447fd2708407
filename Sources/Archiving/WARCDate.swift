internal import FoundationEssentials
internal import Model

/// `WARC-Date` (WARC 1.1 §5.4): RFC 3339 in UTC; Salient writes milliseconds.
enum WARCDate {
  /// Rounded to the nearest millisecond, so that a date read back from its own text gives the same text again:
  /// a revisit must name its original's date letter for letter, and cutting would lose a millisecond now and then.
  static func text(of date: Date) -> String {
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
    return Date(timeIntervalSince1970: (milliseconds + 0.5) / 1000).rfc3339Milliseconds
  }
}
