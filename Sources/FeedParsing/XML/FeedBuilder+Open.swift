import Markup
import Model

/// What start tags do.
extension FeedBuilder {
  mutating func open(_ element: FeedElement, _ namespace: FeedNamespace, _ attributes: FeedAttributes) {
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
      if let url = attributes.url(.href) ?? attributes.url(.url) {
        apply(.image(FeedImage(url: url), rank: 1))
      }
      beginValue()
    case .mediaGroup, .mediaContent, .mediaThumbnail, .mediaCredit, .mediaPlayer, .mediaRating, .mediaLicense,
      .mediaRestriction:
      openMedia(element, attributes)
    case .geoPoint, .georssWhere, .gmlPoint, .gmlLine, .gmlPolygon, .gmlEnvelope: enter(.geometry)
    case .gmlPosition, .gmlPositions:
      geometryDimension = attributes.number(.dimension) ?? 2
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
  mutating func beginValue() {
    text.removeAll()
    isCollecting = true
    valueAt = frames.count
  }

  /// Inside `image` and `textInput` the few known names mean their own fields.
  private mutating func openInPart(_ element: FeedElement) -> Bool {
    switch element {
    case .title: beginConstruct(.title, rank: 0, kind: .html)
    case .description: beginConstruct(.summary, rank: 0, kind: .html)
    case .link, .url, .width, .height, .personName: beginValue()
    default: return false
    }
    return true
  }

  private mutating func openStructure(_ element: FeedElement, _ attributes: FeedAttributes) {
    switch element {
    case .rss: takeVersion(attributes.value(.version))
    case .rdf:
      if format == nil { format = rootNamespaces.lazy.compactMap { FeedNamespace.format(ofURI: $0) }.first ?? .rss }
    case .feed:
      if format == nil || format == .atom, attributes.value(.version) == "0.3" { format = .atom03 }
      enter(.feed)
      takeFeedAttributes(attributes)
    case .channel:
      if frames.count == 1 || (frames.count > 1 && frame.context == .feed && format == .cdf) {
        takeChannelOfCDF(attributes)
      }
      enter(.feed)
      takeFeedAttributes(attributes)
    case .item:
      guard !isInItem else { return }
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

  private mutating func takeVersion(_ version: String?) {
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

  private mutating func takeFeedAttributes(_ attributes: FeedAttributes) {
    if let about = attributes.value(.rdfAbout)?.nonEmpty { feed.apply(.id(about, rank: 1), partsMax: limits.partsMax) }
    feed.info.language.fill(language)
  }

  /// CDF keeps in attributes what other formats keep in elements.
  private mutating func takeChannelOfCDF(_ attributes: FeedAttributes) {
    if format == nil { format = .cdf }
    if let base = attributes.value(.base) {
      bases.append(BaseURL.resolve(base, against: self.base))
      rebase(to: bases.count - 1)
    }
    takeCDFLinks(attributes.rebased(to: base))
  }

  private mutating func takeCDFLinks(_ attributes: FeedAttributes) {
    if let href = attributes.url(.href) { addLink(FeedLink(url: href)) }
    if let lastmod = attributes.value(.lastmod), let date = FeedDate.parse(lastmod) {
      apply(.updated(date))
    }
  }

  private mutating func takeItemAttributes(_ attributes: FeedAttributes) {
    if let about = attributes.value(.rdfAbout)?.nonEmpty { apply(.id(about, rank: 1)) }
    if let language, language != feed.info.language { apply(.language(language)) }
    if format == .cdf { takeCDFLinks(attributes) }
  }

  /// Atom's `source` holds a feed's fields; RSS's holds a title, and the feed's URL in an attribute.
  private mutating func openSource(_ attributes: FeedAttributes) {
    guard isInItem, !isInSource else {
      enter(.source)
      return
    }
    enter(.source)
    var draft = FeedDraft()
    draft.info.feedURL = attributes.url(.url)
    draft.info.language = language
    source = draft
    isInSource = true
    text.removeAll()
    isCollecting = true
  }

  private mutating func openText(_ element: FeedElement, _ namespace: FeedNamespace, _ attributes: FeedAttributes) {
    let (slot, rank) = Self.place(of: element, namespace)
    switch element {
    case .contentEncoded: beginConstruct(slot, rank: rank, kind: .html)
    case .body: beginConstruct(slot, rank: rank, kind: .xhtml)
    default:
      if element == .content {
        let url = attributes.url(.source)
        if isInItem { items[itemPlace].contentSource.fill(url) }
      }
      if isAtom(namespace) {
        beginAtomConstruct(slot, rank: rank, attributes: attributes)
      } else {
        let type = attributes.value(.type)?.lowercased()
        beginConstruct(slot, rank: rank, kind: type == "plain" || type == "text/plain" ? .text : .html)
      }
    }
  }

  /// Which field an element fills, and how well it counts among those that fill it.
  private static func place(of element: FeedElement, _ namespace: FeedNamespace) -> (TextConstruct.Slot, rank: UInt8) {
    switch element {
    case .title: (.title, 0)
    case .dcTitle: (.title, 1)
    case .itunesTitle: (.title, 2)
    case .mediaTitle: (.title, 3)
    case .description, .subtitle, .abstract: (.summary, 0)
    case .summary: (.summary, 1)
    case .dcDescription: (.summary, 2)
    case .itunesSummary: (.summary, 3)
    case .itunesSubtitle: (.summary, 4)
    case .mediaDescription: (.summary, 5)
    case .content, .contentEncoded, .body, .fullItem: (.content, 0)
    case .rights: (.rights, namespace == .dublinCore ? 1 : 0)
    default: (.info, 0)
    }
  }

  /// Whether a text element is to be read as Atom says: by its namespace, or by the document's for those that have none.
  private func isAtom(_ namespace: FeedNamespace) -> Bool {
    guard namespace == .core else { return namespace == .atom10 || namespace == .atom03 }
    return format == .atom || format == .atom03 || format == .atom10
  }

  private mutating func openPerson(_ element: FeedElement) {
    switch element {
    case .author, .managingEditor, .webMaster, .contributor, .itunesOwner, .dcCreator, .dcContributor, .dcPublisher,
      .itunesAuthor:
      person = FeedPerson()
      text.removeAll()
      isCollecting = true
      enter(element == .contributor ? .contributor : element == .itunesOwner ? .owner : .author)
    default: beginValue()
    }
  }

  private mutating func openTag(_ element: FeedElement, _ attributes: FeedAttributes) {
    var tag = FeedTag()
    switch element {
    case .itunesCategory:
      tag.term = attributes.value(.text)
      tag.scheme = "http://www.itunes.com/"
      addITunesTag(tag)
      enter(.itunesCategory)
      return
    case .mediaCategory:
      tag.scheme = attributes.value(.scheme) ?? "http://search.yahoo.com/mrss/category_schema"
      tag.label = attributes.value(.label)
    default:
      tag.term = attributes.value(.term)
      tag.scheme = attributes.value(.scheme) ?? attributes.value(.domain)
      tag.label = attributes.value(.label)
    }
    pendingTag = tag
    beginValue()
  }

  private mutating func openChapter(_ attributes: FeedAttributes) {
    guard isInItem, items[itemPlace].chapters.count < limits.partsMax else { return }
    let chapter =
      FeedChapter(
        start: attributes.value(.start).flatMap(ClockTime.seconds), title: attributes.value(.title),
        url: attributes.url(.href), imageURL: attributes.url(.image))
    items[itemPlace].chapters.append(chapter)
  }
}
