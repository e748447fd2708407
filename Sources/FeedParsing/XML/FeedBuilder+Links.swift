import Markup
import Model

/// Links and other references.
extension FeedBuilder {
  mutating func openReference(_ element: FeedElement, _ namespace: FeedNamespace, _ attributes: FeedAttributes) {
    switch element {
    case .link: openLink(attributes)
    case .anchor:
      if let href = attributes.url(.href) { addLink(FeedLink(url: href)) }
      beginValue()
    case .enclosure: openEnclosure(attributes)
    case .guid:
      guidIsLink = attributes.isEmpty || attributes.value(.isPermaLink)?.asciiLowercased != "false"
      beginValue()
    case .license:
      if let url = attributes.url(.rdfResource) ?? attributes.url(.href) { apply(.license(url)) }
      beginValue()
    case .inReplyTo:
      let reference = FeedReference(
        id: attributes.value(.ref), url: attributes.url(.href), sourceURL: attributes.url(.source),
        type: attributes.value(.type))
      apply(.inReplyTo(reference))
      beginValue()
    case .generator, .generatorAgent:
      let url = attributes.url(.url) ?? attributes.url(.uri) ?? attributes.url(.rdfResource)
      let generator = FeedGenerator(name: nil, url: url, version: attributes.value(.version))
      withFeed { $0.generator = generator }
      beginValue()
    case .cloud:
      let cloud = FeedCloud(
        domain: attributes.value(.domain), port: attributes.value(.port), path: attributes.value(.path),
        registerProcedure: attributes.value(.registerProcedure), protocol: attributes.value(.protocol))
      withFeed { $0.cloud = cloud }
      beginValue()
    default: beginValue()
    }
  }

  private mutating func openLink(_ attributes: FeedAttributes) {
    guard !attributes.isEmpty else {
      pendingLink = FeedLink(url: "")
      beginValue()
      return
    }
    let relation = Self.shortRelation(attributes.value(.rel))
    let link = FeedLink(
      url: attributes.reference(.href) ?? attributes.url(.url) ?? attributes.url(.rdfResource) ?? "",
      relation: relation, type: attributes.value(.type), title: attributes.value(.title),
      language: attributes.value(.hreflang).flatMap(LanguageTag.normalized),
      length: attributes.number(.length))
    pendingLink = link
    beginValue()
  }

  /// RFC 4287 §4.2.7.2: a registered relation may be written as a URI.
  private static func shortRelation(_ relation: String?) -> String {
    guard let relation = relation?.nonEmpty else { return "alternate" }
    guard relation.utf8.contains(UInt8(ascii: ":")) else { return relation }
    for prefix in ["http://www.iana.org/assignments/relation/", "http://www.iana.org/assignments/link-relations/"]
    where relation.hasPrefix(prefix) {
      return String(relation.dropFirst(prefix.count)).lowercased()
    }
    return relation
  }

  mutating func closeLink(_ content: String) {
    guard var link = pendingLink.take() else { return }
    if link.url.isEmpty, !content.isEmpty { link.url = URLReference.resolve(content, against: base) }
    guard !link.url.isEmpty else { return }
    addLink(link)
  }

  mutating func addLink(_ link: FeedLink) {
    apply(.link(link))
    switch link.relation {
    // Of several alternates the page for people is meant.
    case "alternate": apply(.url(link.url, rank: Self.isPage(link.type) ? 1 : 2))
    case "license": apply(.license(link.url))
    case "image": apply(.image(FeedImage(url: link.url), rank: 2))
    default: if isInItem, !isInSource { takeItemLink(link) } else { takeFeedLink(link) }
    }
  }

  private static func isPage(_ type: String?) -> Bool {
    guard let type, type != "text/html" else { return true }
    return type.hasPrefix("text/html") || type.contains("xhtml")
  }

  private mutating func takeFeedLink(_ link: FeedLink) {
    withFeed {
      switch link.relation {
      case "self": $0.feedURL.fill(link.url)
      case "next": $0.nextURL.fill(link.url)
      default: break
      }
    }
  }

  private mutating func takeItemLink(_ link: FeedLink) {
    switch link.relation {
    case "enclosure":
      addEnclosure(FeedEnclosure(url: link.url, type: link.type, length: link.length, title: link.title))
    case "replies":
      if link.type?.contains("html") == true {
        items[itemPlace].commentsURL.fill(link.url)
      } else {
        items[itemPlace].commentsFeedURL.fill(link.url)
      }
    default: break
    }
  }

  private mutating func openEnclosure(_ attributes: FeedAttributes) {
    if let url = attributes.url(.url) ?? attributes.url(.href) {
      addEnclosure(
        FeedEnclosure(
          url: url, type: attributes.value(.type), length: attributes.number(.length),
          title: attributes.value(.title)))
    }
    beginValue()
  }

  private mutating func addEnclosure(_ enclosure: FeedEnclosure) {
    guard isInItem, items[itemPlace].enclosures.count < limits.partsMax else { return }
    items[itemPlace].enclosures.append(enclosure)
  }

  /// RSS 2.0: a `guid` is a link unless it says that it is not; what cannot be one is none either way.
  mutating func closeGuid(_ content: String) {
    guard !content.isEmpty, isInItem else { return }
    apply(.id(content, rank: 0))
    items[itemPlace].urlIsFromID = false
    if guidIsLink { draft.permalink = URLReference.resolve(content, against: base) }
  }
}
