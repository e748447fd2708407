import FeedParsing
import Model

/// A feed of the text, in one piece.
func parse(
  _ text: String, contentType: String? = nil, baseURL: String? = nil, limits: FeedLimits = .default
) throws -> Feed {
  try FeedParser.parse(Array(text.utf8), contentType: contentType, baseURL: baseURL, limits: limits)
}

/// The items in an RSS 2.0 document with the usual namespaces declared.
func rss(_ inside: String) -> String {
  """
  <?xml version="1.0"?>
  <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" \
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:georss="http://www.georss.org/georss" \
  xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
  <channel><title>T</title><link>http://example.com/</link>\(inside)</channel></rss>
  """
}

func atom(_ inside: String) -> String {
  "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>\(inside)</feed>"
}
