public import Model
import Markup

extension FeedText {
  /// Safe HTML: references resolved against `base`, nothing that runs, fetches a frame or speaks in another's name.
  public var safeHTML: String {
    switch kind {
    case .text: HTMLSanitizer.escaped(raw)
    case .html, .xhtml: HTMLSanitizer.safeHTML(raw, base: base)
    }
  }

  /// The text that a person reads, on one line, white space collapsed.
  public var plain: String {
    switch kind {
    case .text: HTMLText.collapsed(raw)
    case .html, .xhtml: HTMLText.plain(raw)
    }
  }

  /// The text in paragraphs parted by a blank line: what article extraction begins with.
  public var paragraphs: String {
    switch kind {
    case .text: HTMLText.paragraphs(HTMLSanitizer.escaped(raw))
    case .html, .xhtml: HTMLText.paragraphs(raw)
    }
  }
}

extension FeedItem {
  /// The fullest body that the item has, as safe HTML: content, else summary.
  public var bestContentHTML: String? { (content ?? summary)?.safeHTML }

  /// The fullest body that the item has, in paragraphs.
  public var bestContentText: String? { (content ?? summary)?.paragraphs }

  /// The summary as safe HTML.
  public var summaryHTML: String? { summary?.safeHTML }

  /// The title as plain text.
  public var plainTitle: String? { title?.plain }
}
