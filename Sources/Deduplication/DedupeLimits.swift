/// The bounds of comparison, each with its reason.
public enum DedupeLimits {
  /// Words of a text that are compared; a longer text is judged by its start. Longer than any article, shorter than a
  /// book that somebody serves as one.
  public static let wordsMax = 4000
  /// Words of a headline.
  public static let titleWordsMax = 60
  /// Locality-sensitive hashes of one text: enough to find a text of which half was carried over, few enough to index.
  public static let bandsMax = 24
  /// Earlier versions of an article that are remembered, to know them when they come again.
  public static let versionsMax = 24
  /// Candidates compared word by word.
  public static let candidatesMax = 24
  /// Of the articles that share one hash, the newest so many are looked at: a bulletin's standing words are in
  /// thousands.
  public static let postingsMax = 64
  /// Of the positions at which one run of words stands in a text, so many are tried.
  public static let positionsMax = 16
}
