/// By what an article is told from others before its text is looked at.
struct StoryIdentity: Equatable {
  /// The publisher.
  let source: String
  /// The feed, scheme aside.
  let feed: String
  /// Normalised when it is a URL; nil when there is none.
  let guid: String?
  /// Whether the guid means the same thing everywhere: a URL, tag: or urn:, not a bare number.
  let isGuidGlobal: Bool
  /// Where the article stands, by its link and by its own word, unless that points to another site.
  let links: [String]

  init(_ article: ArrivingArticle, rules: StoryRules) {
    let link = WebAddress(article.link)
    let canonical = WebAddress(article.canonical)
    let feedAddress = WebAddress(article.feed)
    source = (link ?? canonical ?? feedAddress)?.site(rules) ?? article.feed
    feed = article.feed.split(separator: ":", maxSplits: 1).last.map(String.init) ?? article.feed
    var links: [String] = []
    if let link { links.append(link.article(rules)) } else if !article.link.isEmpty { links.append(article.link) }
    if let canonical, link == nil || canonical.site(rules) == source {
      let key = canonical.article(rules)
      if !links.contains(key) { links.append(key) }
    }
    self.links = links
    let address = WebAddress(article.guid)
    let lower = article.guid.prefix(4).lowercased()
    isGuidGlobal = address != nil || lower == "tag:" || lower == "urn:"
    guid = article.guid.isEmpty ? nil : address?.article(rules) ?? article.guid
  }

  /// What the article is found again by; each names its kind, so that a link is never taken for a guid.
  var keys: [String] {
    var keys = links.map { "link " + $0 }
    if let guid {
      if isGuidGlobal {
        keys.append("guid " + guid)
      } else {
        keys.append("item \(source) \(guid)")
        keys.append("item \(feed) \(guid)")
      }
    }
    return keys
  }
}
