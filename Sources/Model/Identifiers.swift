/// The number under which the catalogue keeps a subscribed feed.
public struct FeedID: RawRepresentable, Hashable, Sendable, Codable, Comparable {
  public let rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }

  public static func < (left: FeedID, right: FeedID) -> Bool { left.rawValue < right.rawValue }
}

/// The lasting name of an article: `a-` and twelve hexadecimal digits.
///
/// It is drawn from what first identified the article (source and item), never counted up, so that a catalogue
/// made anew from the archive gives every article the name it had.
public struct ArticleID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }

  public static func < (left: ArticleID, right: ArticleID) -> Bool { left.rawValue < right.rawValue }
}

/// The lasting name of a report: `r-` and twelve hexadecimal digits.
///
/// Drawn from the article, and from what the report says of whom and where; the same extraction over the same
/// text gives the same name, so that a report is published once however often it is found.
public struct ReportID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }

  public static func < (left: ReportID, right: ReportID) -> Bool { left.rawValue < right.rawValue }
}
