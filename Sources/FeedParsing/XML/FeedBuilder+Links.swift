import Markup
import Model

/// Links and other references.
extension FeedBuilder {
  func openReference(_ element: FeedElement, _ namespace: FeedNamespace, _ attributes: XMLAttributes) {
    switch element {
    case .link: openLink(attributes)
    case .anchor:
      if let href = url(.href, of: attributes) { addLink(FeedLink(url: href)) }
      beginValue()
    case .enclosure: openEnclosure(attributes)
    case .guid:
      pendingFlag = value(.isPermaLink, of: attributes)
      beginValue()
    case .license:
      if let url = url(.rdfResource, of: attributes) ?? url(.href, of: attributes) { offerLicense(url) }
      beginValue()
    case .inReplyTo:
      let reference = FeedReference(
        id: value(.ref, of: attributes), url: url(.href, of: attributes), sourceURL: url(.source, of: attributes),
        type: value(.type, of: attributes))
      withCommon { if $0.inReplyTo.count < limits.partsMax { $0.inReplyTo.append(reference) } }
      beginValue()
    case .generator, .generatorAgent:
      let url = url(.url, of: attributes) ?? url(.uri, of: attributes) ?? url(.rdfResource, of: attributes)
      let generator = FeedGenerator(name: nil, url: url, version: value(.version, of: attributes))
      withFeed { $0.generator = generator }
      beginValue()
    case .cloud:
      let cloud = FeedCloud(
        domain: value(.domain, of: attributes), port: value(.port, of: attributes), path: value(.path, of: attributes),
        registerProcedure: value(.registerProcedure, of: attributes), protocol: value(.protocol, of: attributes))
      withFeed { $0.cloud = cloud }
      beginValue()
    default: beginValue()
    }
  }

  private func openLink(_ attributes: XMLAttributes) {
    let relation = Self.shortRelation(value(.rel, of: attributes))
    let link = FeedLink(
      url: reference(.href, of: attributes) ?? url(.url, of: attributes) ?? url(.rdfResource, of: attributes) ?? "",
      relation: relation, type: value(.type, of: attributes), title: value(.title, of: attributes),
      language: value(.hreflang, of: attributes).flatMap(LanguageTag.normalized),
      length: value(.length, of: attributes).flatMap { Int($0) })
    pendingLink = link
    beginValue()
  }

  /// An empty reference is one: to the base itself.
  private func reference(_ attribute: FeedAttribute, of attributes: XMLAttributes) -> String? {
    value(attribute, of: attributes).map { URLReference.resolve($0, against: base) }
  }

  /// RFC 4287 §4.2.7.2: a registered relation may be written as a URI.
  private static func shortRelation(_ relation: String?) -> String {
    guard let relation = relation?.nonEmpty else { return "alternate" }
    for prefix in ["http://www.iana.org/assignments/relation/", "http://www.iana.org/assignments/link-relations/"]
    where relation.hasPrefix(prefix) {
      return String(relation.dropFirst(prefix.count)).lowercased()
    }
    return relation
  }

  func closeLink(_ content: String) {
    guard var link = pendingLink else { return }
    pendingLink = nil
    if link.url.isEmpty, !content.isEmpty { link.url = URLReference.resolve(content, against: base) }
    guard !link.url.isEmpty else { return }
    addLink(link)
  }

  func addLink(_ link: FeedLink) {
    withCommon {
      guard $0.links.count < limits.partsMax else { return }
      $0.links.append(link)
      switch link.relation {
      // Of several alternates the page for people is meant.
      case "alternate": $0.url.offer(link.url, rank: Self.isPage(link.type) ? 1 : 2)
      case "license": $0.license.fill(link.url)
      case "image": $0.image.offer(FeedImage(url: link.url), rank: 2)
      default: break
      }
    }
    if item != nil, source == nil { takeItemLink(link) } else { takeFeedLink(link) }
  }

  private static func isPage(_ type: String?) -> Bool {
    guard let type else { return true }
    return type.hasPrefix("text/html") || type.contains("xhtml")
  }

  private func takeFeedLink(_ link: FeedLink) {
    withFeed {
      switch link.relation {
      case "self": $0.feedURL.fill(link.url)
      case "next": $0.nextURL.fill(link.url)
      default: break
      }
    }
  }

  private func takeItemLink(_ link: FeedLink) {
    switch link.relation {
    case "enclosure":
      addEnclosure(FeedEnclosure(url: link.url, type: link.type, length: link.length, title: link.title))
    case "replies":
      if link.type?.contains("html") == true {
        item?.item.commentsURL.fill(link.url)
      } else {
        item?.item.commentsFeedURL.fill(link.url)
      }
    default: break
    }
  }

  private func openEnclosure(_ attributes: XMLAttributes) {
    if let url = url(.url, of: attributes) ?? url(.href, of: attributes) {
      addEnclosure(
        FeedEnclosure(
          url: url, type: value(.type, of: attributes), length: value(.length, of: attributes).flatMap { Int($0) },
          title: value(.title, of: attributes)))
    }
    beginValue()
  }

  private func addEnclosure(_ enclosure: FeedEnclosure) {
    guard let count = item?.item.enclosures.count, count < limits.partsMax else { return }
    item?.item.enclosures.append(enclosure)
  }

  func offerLicense(_ url: String) { withCommon { $0.license.fill(url) } }

  /// RSS 2.0: a `guid` is a link unless it says that it is not; what cannot be one is none either way.
  func closeGuid(_ content: String) {
    guard !content.isEmpty else { return }
    item?.common.id.offer(content, rank: 0)
    item?.item.urlIsFromID = false
    let isLink = (pendingFlag ?? "true").lowercased() != "false"
    if isLink { item?.permalink = URLReference.resolve(content, against: base) }
  }
}
