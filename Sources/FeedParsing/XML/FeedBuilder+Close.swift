import FoundationEssentials
import Markup
import Model

/// What end tags do.
extension FeedBuilder {
  mutating func close(_ element: FeedElement) {
    if valueAt == frames.count, frame.context == .image || frame.context == .textInput {
      closeValue(element, text.trimmedText)
      return
    }
    switch element {
    case .url where valueAt == frames.count && frame.context != .feed: closePerson(.personURL)
    case .item: if isInItem, isItemFrame { endItem() }
    case .source: closeSource()
    case .image: closeImage()
    case .textInput:
      let input = textInputDraft
      withFeed { $0.textInput = input }
    case .author, .managingEditor, .webMaster, .contributor, .itunesOwner, .dcCreator, .dcContributor, .dcPublisher,
      .itunesAuthor, .personName, .personEmail, .personURL:
      closePerson(element)
    case .published, .issued, .updated, .created, .expires, .dcDate: closeDate(element)
    case .category, .dcSubject, .itunesKeywords, .mediaCategory: closeTag(element, text.trimmedText)
    case .mediaContent, .mediaCredit, .mediaRating, .mediaLicense, .mediaRestriction, .mediaPlayer, .mediaThumbnail:
      closeMedia(element, text.trimmedText)
    case .geoLatitude, .geoLongitude, .geoAltitude, .georssPoint, .georssLine, .georssPolygon, .georssBox, .gmlPosition,
      .gmlPositions, .gmlLowerCorner, .gmlUpperCorner:
      closeGeometry(element, text.trimmedText)
    default:
      if valueAt == frames.count { closeValue(element, text.trimmedText) }
    }
  }

  /// An item inside an item is none.
  private var isItemFrame: Bool { !frames.dropLast().contains { $0.element == .item } }

  private mutating func closeValue(_ element: FeedElement, _ content: String) {
    switch frame.context {
    case .image: return closeImagePart(element, content)
    case .textInput: return closeInputPart(element, content)
    default: break
    }
    switch element {
    case .link: closeLink(content)
    case .guid: closeGuid(content)
    case .id: if !content.isEmpty { apply(.id(content, rank: 0)) }
    case .origLink: if let url = resolved(content), isInItem { apply(.url(url, rank: 0)) }
    case .comments, .commentsFeed, .commentsAPI, .commentsCount: closeComments(element, content)
    case .license: if let url = resolved(content) { apply(.license(url)) }
    case .language: if let tag = LanguageTag.normalized(content) { apply(.language(tag)) }
    case .itunesImage: if let url = resolved(content) { apply(.image(FeedImage(url: url), rank: 1)) }
    case .itunesBlock, .itunesExplicit, .itunesDuration, .itunesSeason, .itunesEpisode, .itunesEpisodeType:
      closeITunes(element, content)
    default:
      let url = resolved(content)
      withFeed { Self.closeFeedValue(element, content, url: url, &$0) }
    }
  }

  private func resolved(_ content: String) -> String? {
    content.isEmpty ? nil : URLReference.resolve(content, against: base)
  }

  private static func closeFeedValue(_ element: FeedElement, _ content: String, url: String?, _ info: inout FeedInfo) {
    switch element {
    case .ttl: info.ttlMinutes = Int(content).flatMap { $0 >= 0 ? $0 : nil } ?? info.ttlMinutes
    case .hour:
      // RSS 0.91 counts hours from 1 to 24.
      if let hour = Int(content), (0...24).contains(hour), info.skipHours.count < 24 {
        info.skipHours.append(hour % 24)
      }
    case .day:
      if let day = dayName(content), info.skipDays.count < 7 { info.skipDays.append(day) }
    case .docs: info.docsURL = url
    case .icon: info.icon = url
    case .logo: info.logo = url
    case .newLocation: info.newLocation = url
    case .generator: info.generator?.name = content.nonEmpty
    case .generatorAgent:
      info.generator = FeedGenerator(name: content.nonEmpty ?? info.generator?.url, url: info.generator?.url)
    case .updatePeriod: syndication(&info) { $0.period = FeedSyndication.Period(rawValue: content.lowercased()) }
    case .updateFrequency: syndication(&info) { $0.frequency = Int(content) }
    case .updateBase: syndication(&info) { $0.base = FeedDate.parse(content) }
    default: break
    }
  }

  private static func syndication(_ info: inout FeedInfo, _ edit: (inout FeedSyndication) -> Void) {
    var value = info.syndication ?? FeedSyndication()
    edit(&value)
    info.syndication = value
  }

  private static func dayName(_ content: String) -> String? {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
      .first { $0.lowercased() == content.lowercased() }
  }

  private mutating func closeDate(_ element: FeedElement) {
    guard let date = text.withBytes({ FeedDate.parse($0) }) else { return }
    switch element {
    case .published: apply(.published(date, rank: 0))
    case .issued: apply(.published(date, rank: 1))
    case .updated: apply(.updated(date))
    case .created: apply(.created(date))
    case .dcDate: apply(.undecidedDate(date))
    default: if isInItem, !isInSource { items[itemPlace].expires = date }
    }
  }

  private mutating func closeComments(_ element: FeedElement, _ content: String) {
    guard isInItem else { return }
    let url = resolved(content)
    switch element {
    case .comments: items[itemPlace].commentsURL.fill(url)
    case .commentsFeed: items[itemPlace].commentsFeedURL.fill(url)
    case .commentsAPI: items[itemPlace].commentsAPIURL = url
    default: items[itemPlace].commentsCount = Int(content).flatMap { $0 >= 0 ? $0 : nil }
    }
  }

  // MARK: Parts of the feed

  private mutating func closeSource() {
    guard !frames.dropLast().contains(where: { $0.element == .source }), var draft = source.take() else { return }
    isInSource = false
    let title = text.trimmedText
    if draft.info.title == nil, !title.isEmpty, !draft.info.hasChildren {
      draft.info.title = FeedText(raw: title, kind: .html, base: base, language: language)
    }
    draft.settle()
    if isInItem { items[itemPlace].source = draft.info }
  }

  private mutating func closeImage() {
    guard imageDraft != FeedImage() else { return }
    let image = imageDraft
    apply(.image(image, rank: 0))
  }

  private mutating func closeImagePart(_ element: FeedElement, _ content: String) {
    switch element {
    case .url: imageDraft.url = resolved(content)
    case .link: imageDraft.link = resolved(content)
    case .width: imageDraft.width = Int(content)
    case .height: imageDraft.height = Int(content)
    default: break
    }
  }

  private mutating func closeInputPart(_ element: FeedElement, _ content: String) {
    switch element {
    case .link: textInputDraft.link = resolved(content)
    case .personName: textInputDraft.name = content.nonEmpty
    default: break
    }
  }
}

extension FeedInfo {
  /// Whether Atom children have been read, so that loose text around them is none.
  fileprivate var hasChildren: Bool { generator != nil || icon != nil || logo != nil || !links.isEmpty }
}
