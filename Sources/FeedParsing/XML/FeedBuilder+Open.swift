import Markup
import Model

/// What start tags do.
extension FeedBuilder {
  func open(_ element: FeedElement, _ namespace: FeedNamespace, _ attributes: XMLAttributes) {
    if frame.context == .image || frame.context == .textInput, openInPart(element) { return }
    switch element {
    case .url where isPerson(frame.context): openPerson(.personURL)
    case .rss, .rdf, .feed, .channel, .item, .items, .source, .image, .textInput, .wrapper, .unknown:
      openStructure(element, attributes)
    case .author, .managingEditor, .webMaster, .contributor, .itunesOwner, .dcCreator, .dcContributor, .dcPublisher,
      .itunesAuthor, .personName, .personEmail, .personURL:
      openPerson(element)
    case .title, .dcTitle, .mediaTitle, .itunesTitle, .description, .subtitle, .summary, .abstract, .dcDescription,
      .itunesSummary, .itunesSubtitle, .mediaDescription, .content, .contentEncoded, .body, .fullItem, .rights, .info:
      openText(element, namespace, attributes)
    case .link, .anchor, .enclosure, .guid, .license, .inReplyTo, .logo, .generator, .generatorAgent, .cloud:
      openReference(element, namespace, attributes)
    case .category, .dcSubject, .itunesCategory, .mediaCategory: openTag(element, attributes)
    case .itunesImage:
      if let url = url(.href, of: attributes) ?? url(.url, of: attributes) {
        withCommon { $0.image.offer(FeedImage(url: url), rank: 1) }
      }
      beginValue()
    case .mediaGroup, .mediaContent, .mediaThumbnail, .mediaCredit, .mediaPlayer, .mediaRating, .mediaLicense,
      .mediaRestriction:
      openMedia(element, attributes)
    case .geoPoint, .georssWhere, .gmlPoint, .gmlLine, .gmlPolygon, .gmlEnvelope: enter(.geometry)
    case .gmlPosition, .gmlPositions:
      geometryDimension = value(.dimension, of: attributes).flatMap { Int($0) } ?? 2
      beginValue()
    case .chapters: break
    case .chapter: openChapter(attributes)
    case .skipHours, .skipDays: break
    case .complete, .archive:
      withFeed { if element == .complete { $0.isComplete = true } else { $0.isArchive = true } }
    default: beginValue()
    }
  }

  private func isPerson(_ context: Context) -> Bool {
    context == .author || context == .contributor || context == .owner
  }

  /// Gathers the text of the current element; tags inside it are skipped.
  func beginValue() {
    text.removeAll(keepingCapacity: true)
    isCollecting = true
    valueAt = frames.count
  }

  /// Inside `image` and `textInput` the few known names mean their own fields.
  private func openInPart(_ element: FeedElement) -> Bool {
    switch element {
    case .title: beginConstruct(.title, rank: 0, kind: .html)
    case .description: beginConstruct(.summary, rank: 0, kind: .html)
    case .link, .url, .width, .height, .personName: beginValue()
    default: return false
    }
    return true
  }

  private func openStructure(_ element: FeedElement, _ attributes: XMLAttributes) {
    switch element {
    case .rss: takeVersion(value(.version, of: attributes))
    case .rdf:
      if format == nil { format = rootNamespaces.lazy.compactMap { Self.version(ofNamespace: $0) }.first ?? .rss }
    case .feed:
      if format == nil || format == .atom, value(.version, of: attributes) == "0.3" { format = .atom03 }
      enter(.feed)
      takeFeedAttributes(attributes)
    case .channel:
      if frames.count == 1 || (frames.count > 1 && frame.context == .feed && format == .cdf) {
        takeChannelOfCDF(attributes)
      }
      enter(.feed)
      takeFeedAttributes(attributes)
    case .item:
      guard item == nil else { return }
      beginItem()
      takeItemAttributes(attributes)
    case .source: openSource(attributes)
    case .image:
      imageDraft = FeedImage()
      enter(.image)
    case .textInput:
      textInputDraft = FeedTextInput()
      enter(.textInput)
    default: break
    }
  }

  private func takeVersion(_ version: String?) {
    guard format == nil || format == .rss else { return }
    switch version ?? "" {
    case "0.9", "0.90": format = .rss090
    case "0.91": format = .rss091
    case "0.92": format = .rss092
    case "0.93": format = .rss093
    case "0.94": format = .rss094
    case let version where version.hasPrefix("2"): format = .rss20
    default: format = .rss
    }
  }

  private func takeFeedAttributes(_ attributes: XMLAttributes) {
    if let about = value(.rdfAbout, of: attributes) { feed.common.id.offer(about.nonEmpty, rank: 1) }
    if feed.common.language == nil { feed.common.language = language }
  }

  /// CDF keeps in attributes what other formats keep in elements.
  private func takeChannelOfCDF(_ attributes: XMLAttributes) {
    if format == nil { format = .cdf }
    if let base = value(.base, of: attributes) {
      bases.append(BaseURL.resolve(base, against: self.base))
      rebase(to: bases.count - 1)
    }
    takeCDFLinks(attributes)
  }

  private func takeCDFLinks(_ attributes: XMLAttributes) {
    if let href = url(.href, of: attributes) { addLink(FeedLink(url: href)) }
    if let lastmod = value(.lastmod, of: attributes), let date = FeedDate.parse(lastmod) {
      withCommon { $0.updated.offer(date, rank: 0) }
    }
  }

  private func takeItemAttributes(_ attributes: XMLAttributes) {
    if let about = value(.rdfAbout, of: attributes) { item?.common.id.offer(about.nonEmpty, rank: 1) }
    if language != feed.common.language { item?.common.language = language }
    if format == .cdf { takeCDFLinks(attributes) }
  }

  /// Atom's `source` holds a feed's fields; RSS's holds a title, and the feed's URL in an attribute.
  private func openSource(_ attributes: XMLAttributes) {
    guard item != nil, source == nil else {
      enter(.source)
      return
    }
    source = FeedDraft()
    enter(.source)
    source?.info.feedURL = url(.url, of: attributes)
    source?.common.language = language
    text.removeAll(keepingCapacity: true)
    isCollecting = true
  }

  private func openText(_ element: FeedElement, _ namespace: FeedNamespace, _ attributes: XMLAttributes) {
    let isAtom =
      namespace == .atom10 || namespace == .atom03 || format == .atom || format == .atom03 || format == .atom10
    func begin(_ slot: TextConstruct.Slot, _ rank: Int) {
      if isAtom, namespace == .core || namespace == .atom10 || namespace == .atom03 {
        beginAtomConstruct(slot, rank: rank, attributes: attributes)
      } else {
        let type = value(.type, of: attributes)?.lowercased()
        beginConstruct(slot, rank: rank, kind: type == "plain" || type == "text/plain" ? .text : .html)
      }
    }
    switch element {
    case .title: begin(.title, 0)
    case .dcTitle: begin(.title, 1)
    case .itunesTitle: begin(.title, 2)
    case .mediaTitle: begin(.title, 3)
    case .description, .subtitle, .abstract: begin(.summary, 0)
    case .summary: begin(.summary, 1)
    case .dcDescription: begin(.summary, 2)
    case .itunesSummary: begin(.summary, 3)
    case .itunesSubtitle: begin(.summary, 4)
    case .mediaDescription: begin(.summary, 5)
    case .content:
      item?.item.contentSource.fill(url(.source, of: attributes))
      begin(.content, 0)
    case .contentEncoded: beginConstruct(.content, rank: 0, kind: .html)
    case .body: beginConstruct(.content, rank: 0, kind: .xhtml)
    case .fullItem: begin(.content, 0)
    case .rights: begin(.rights, namespace == .dublinCore ? 1 : 0)
    default: begin(.info, 0)
    }
  }

  private func openPerson(_ element: FeedElement) {
    switch element {
    case .author, .managingEditor, .webMaster, .contributor, .itunesOwner, .dcCreator, .dcContributor, .dcPublisher,
      .itunesAuthor:
      person = FeedPerson()
      text.removeAll(keepingCapacity: true)
      isCollecting = true
      enter(element == .contributor ? .contributor : element == .itunesOwner ? .owner : .author)
    default: beginValue()
    }
  }

  private func openTag(_ element: FeedElement, _ attributes: XMLAttributes) {
    var tag = FeedTag()
    switch element {
    case .itunesCategory:
      tag.term = value(.text, of: attributes)
      tag.scheme = "http://www.itunes.com/"
      addITunesTag(tag)
      enter(.itunesCategory)
      return
    case .mediaCategory:
      tag.scheme = value(.scheme, of: attributes) ?? "http://search.yahoo.com/mrss/category_schema"
      tag.label = value(.label, of: attributes)
    default:
      tag.term = value(.term, of: attributes)
      tag.scheme = value(.scheme, of: attributes) ?? value(.domain, of: attributes)
      tag.label = value(.label, of: attributes)
    }
    pendingTag = tag
    beginValue()
  }

  private func openChapter(_ attributes: XMLAttributes) {
    guard let count = item?.item.chapters.count, count < limits.partsMax else { return }
    item?.item.chapters.append(
      FeedChapter(
        start: value(.start, of: attributes).flatMap(ClockTime.seconds), title: value(.title, of: attributes),
        url: url(.href, of: attributes), imageURL: url(.image, of: attributes)))
  }
}
