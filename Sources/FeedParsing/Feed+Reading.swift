public import Model

extension FeedText {
  /// Safe HTML: what MODEL calls `X_html`; references resolved, nothing that runs.
  public var safeHTML: String { raw }
  /// The text that a person reads, white space collapsed.
  public var plain: String { raw }
  /// The text in paragraphs parted by blank lines.
  public var paragraphs: String { raw }
}

extension FeedItem {
  /// The fullest body that the item has, as safe HTML: content, else summary.
  public var bestContentHTML: String? { (content ?? summary)?.safeHTML }
  /// The summary as safe HTML.
  public var summaryHTML: String? { summary?.safeHTML }
  /// The title as plain text.
  public var plainTitle: String? { title?.plain }
}
