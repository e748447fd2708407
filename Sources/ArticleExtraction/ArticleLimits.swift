/// What article extraction takes on at most, and why.
public enum ArticleLimits {
  /// Above `fetching.max_page`, so that what is fetched can be read; a page's tree takes about three times its bytes.
  public static let pageBytesMax = 32 << 20
  /// An article's text; the longest reports of conflict monitors are under 1 MB.
  public static let textBytesMax = 4 << 20
  /// Paragraphs, cells and other blocks read of one page; the longest articles have some thousands.
  public static let blocksMax = 64 << 10
  /// Reader comments kept of one page.
  public static let commentsMax = 500
  /// One reader comment's text.
  public static let commentBytesMax = 64 << 10
  /// Authors and tags kept of one article each.
  public static let namesMax = 64
  /// A title, a name, an excerpt.
  public static let fieldBytesMax = 2048
  /// Bytes of one JSON-LD script that are read.
  public static let jsonBytesMax = 1 << 20
  /// Nesting of JSON-LD.
  public static let jsonDepthMax = 64
}
