import Model

/// The namespaces that feeds draw on. Several URIs have meant the same over the years.
enum FeedNamespace: UInt8 {
  /// RSS in any of its namespaces or none, and whatever namespace the root of the document is in.
  case core
  case atom10, atom03
  case xhtml, rdf, xml
  case dublinCore, dublinCoreTerms, content, itunes, media, georss, gml, geo, syndication, wellFormedWeb, slash
  case threading, feedburner, creativeCommons, podlove, admin, history, podcast
  case unknown

  /// What a name without a namespace belongs to: an undeclared prefix means what it usually means.
  init(undeclaredPrefix prefix: String?) {
    self = prefix.map { Self.byPrefix[$0.lowercased()] ?? .unknown } ?? .core
  }

  init(uri: String) { self = uri.isEmpty ? .core : Self.byURI[Self.key(uri)] ?? .unknown }

  /// The version of RSS that a namespace belongs to by itself.
  static func format(ofURI uri: String) -> FeedFormat? { formats[key(uri)] }

  private static let formats: [String: FeedFormat] = [
    "http://my.netscape.com/rdf/simple/0.9": .rss090, "http://channel.netscape.com/rdf/simple/0.9": .rss090,
    "http://purl.org/rss/1.0": .rss10,
  ]

  /// URIs are compared without case, scheme security and what stands at their end.
  private static func key(_ uri: String) -> String {
    let bytes = uri.utf8Span.span
    var end = bytes.count
    while end > 0, bytes[end - 1] == UInt8(ascii: "/") || bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
    let key = (end < bytes.count ? String(uri.utf8.prefix(end)) ?? uri : uri).asciiLowercased
    return key.utf8.starts(with: "https:".utf8) ? "http:" + key.dropFirst(6) : key
  }

  private static let byURI: [String: FeedNamespace] = [
    "http://backend.userland.com/rss": .core, "http://backend.userland.com/rss2": .core,
    "http://blogs.law.harvard.edu/tech/rss": .core, "http://purl.org/rss/1.0": .core,
    "http://my.netscape.com/rdf/simple/0.9": .core, "http://channel.netscape.com/rdf/simple/0.9": .core,
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": .core, "http://purl.org/net/rss1.1": .core,
    "http://purl.org/rss/1.0/modules/rss091": .core, "http://example.com/newformat": .atom03,
    "http://purl.org/echo": .atom03, "http://example.com/necho": .atom03, "uri/of/echo/namespace": .atom03,
    "http://purl.org/pie": .atom03, "http://purl.org/atom/ns": .atom03, "http://www.w3.org/2005/atom": .atom10,
    "http://purl.org/atom": .atom10, "http://www.w3.org/1999/xhtml": .xhtml, "http://www.w3.org/tr/rec-html40": .xhtml,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": .rdf, "http://www.w3.org/xml/1998/namespace": .xml,
    "http://purl.org/dc/elements/1.1": .dublinCore, "http://purl.org/dc/elements/1.0": .dublinCore,
    "http://purl.org/dc": .dublinCore, "http://purl.org/dc/terms": .dublinCoreTerms,
    "http://purl.org/rss/1.0/modules/content": .content,
    "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes, "http://example.com/dtds/podcast-1.0.dtd": .itunes,
    "http://www.google.com/schemas/play-podcasts/1.0": .itunes,
    "http://search.yahoo.com/mrss": .media, "http://search.yahoo.com/rss": .media,
    "http://video.search.yahoo.com/mrss": .media, "http://tools.search.yahoo.com/mrss": .media,
    "http://www.georss.org/georss": .georss, "http://www.opengis.net/gml": .gml, "http://www.opengis.net/gml/3.2": .gml,
    "http://www.w3.org/2003/01/geo/wgs84_pos": .geo, "http://purl.org/rss/1.0/modules/syndication": .syndication,
    "http://wellformedweb.org/commentapi": .wellFormedWeb, "http://purl.org/rss/1.0/modules/slash": .slash,
    "http://purl.org/syndication/thread/1.0": .threading, "http://rssnamespace.org/feedburner/ext/1.0": .feedburner,
    "http://backend.userland.com/creativecommonsrssmodule": .creativeCommons,
    "http://web.resource.org/cc": .creativeCommons, "http://creativecommons.org/ns": .creativeCommons,
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": .creativeCommons,
    "http://podlove.org/simple-chapters": .podlove, "http://webns.net/mvcb": .admin,
    "http://purl.org/syndication/history/1.0": .history, "http://podcastindex.org/namespace/1.0": .podcast,
  ]

  private static let byPrefix: [String: FeedNamespace] = [
    "rss": .core, "atom": .atom10, "atom10": .atom10, "a10": .atom10, "xhtml": .xhtml, "html": .xhtml, "rdf": .rdf,
    "xml": .xml, "dc": .dublinCore, "dcterms": .dublinCoreTerms, "dct": .dublinCoreTerms, "content": .content,
    "itunes": .itunes, "googleplay": .itunes, "media": .media, "georss": .georss, "gml": .gml, "geo": .geo,
    "sy": .syndication, "wfw": .wellFormedWeb, "slash": .slash, "thr": .threading, "feedburner": .feedburner,
    "cc": .creativeCommons, "creativecommons": .creativeCommons, "psc": .podlove, "sc": .podlove, "admin": .admin,
    "fh": .history,
  ]
}
