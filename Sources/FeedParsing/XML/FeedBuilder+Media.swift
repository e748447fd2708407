import Markup
import Model

/// Media RSS and Apple's podcast facts.
extension FeedBuilder {
  mutating func openMedia(_ element: FeedElement, _ attributes: FeedAttributes) {
    guard isInItem else {
      if element != .mediaGroup, element != .mediaContent { beginValue() }
      return
    }
    let partsMax = limits.partsMax
    switch element {
    case .mediaContent: openMediaContent(attributes)
    case .mediaThumbnail:
      var thumbnail = MediaFacts.Thumbnail()
      thumbnail.url = attributes.url(.url)
      thumbnail.width = attributes.number(.width)
      thumbnail.height = attributes.number(.height)
      withMedia { if $0.thumbnails.count < partsMax { $0.thumbnails.append(thumbnail) } }
      beginValue()
    case .mediaCredit:
      var credit = MediaFacts.Credit()
      credit.role = attributes.value(.role)
      withMedia { if $0.credits.count < partsMax { $0.credits.append(credit) } }
      beginValue()
    case .mediaPlayer:
      if let player = attributes.url(.url) { withMedia { $0.playerURL.fill(player) } }
      beginValue()
    case .mediaLicense:
      var license = MediaFacts.License()
      license.type = attributes.value(.type)
      license.url = attributes.url(.href)
      withMedia { $0.license = license }
      beginValue()
    case .mediaRestriction:
      var restriction = MediaFacts.Restriction()
      restriction.relationship = attributes.value(.relationship)
      withMedia { $0.restriction = restriction }
      beginValue()
    case .mediaRating: beginValue()
    default: break
    }
  }

  private mutating func openMediaContent(_ attributes: FeedAttributes) {
    var content = MediaFacts.Content()
    content.url = attributes.url(.url)
    content.type = attributes.value(.type)
    content.medium = attributes.value(.medium)
    content.width = attributes.number(.width)
    content.height = attributes.number(.height)
    content.duration = attributes.value(.duration).flatMap(ClockTime.seconds)
    content.fileSize = attributes.number(.fileSize)
    let partsMax = limits.partsMax
    withMedia { if $0.contents.count < partsMax { $0.contents.append(content) } }
    enter(.mediaContent)
  }

  mutating func closeMedia(_ element: FeedElement, _ content: String) {
    guard isInItem, items[itemPlace].media != nil || element == .mediaRating, valueAt == frames.count else { return }
    switch element {
    case .mediaCredit:
      withMedia { if let last = $0.credits.indices.last { $0.credits[last].name = content.nonEmpty } }
    case .mediaThumbnail:
      guard !content.isEmpty else { return }
      let url = URLReference.resolve(content, against: base)
      withMedia {
        if let last = $0.thumbnails.indices.last, $0.thumbnails[last].url == nil { $0.thumbnails[last].url = url }
      }
    case .mediaPlayer:
      guard !content.isEmpty else { return }
      let url = URLReference.resolve(content, against: base)
      withMedia { $0.playerURL.fill(url) }
    case .mediaRating: withMedia { $0.rating.fill(content.nonEmpty) }
    case .mediaLicense: withMedia { $0.license?.text = content.nonEmpty }
    case .mediaRestriction:
      withMedia { $0.restriction?.values = content.split(whereSeparator: \.isWhitespace).map(String.init) }
    default: break
    }
  }

  private mutating func withMedia(_ edit: (inout MediaFacts) -> Void) {
    guard isInItem else { return }
    var media = items[itemPlace].media.take() ?? MediaFacts()
    edit(&media)
    items[itemPlace].media = media
  }

  mutating func closeITunes(_ element: FeedElement, _ content: String) {
    if isInItem, !isInSource {
      Self.fill(&items[itemPlace].itunes, element, content)
    } else {
      withFeed { Self.fill(&$0.itunes, element, content) }
    }
  }

  private static func fill(_ facts: inout ITunesFacts?, _ element: FeedElement, _ content: String) {
    var value = facts ?? ITunesFacts()
    switch element {
    case .itunesBlock: value.block = content.lowercased() == "yes" || content.lowercased() == "true"
    case .itunesExplicit: value.explicit = explicitness(content)
    case .itunesDuration: value.duration = content.nonEmpty
    case .itunesSeason: value.season = Int(content)
    case .itunesEpisode: value.episode = Int(content)
    default: value.episodeType = content.nonEmpty
    }
    facts = value
  }

  private static func explicitness(_ content: String) -> Bool? {
    switch content.lowercased() {
    case "yes", "true", "explicit": true
    case "no", "false", "clean": false
    default: nil
    }
  }
}

/// Times as players write them: seconds, `mm:ss`, `h:mm:ss.fff`.
enum ClockTime {
  static func seconds(_ text: String) -> Double? {
    let parts = text.trimmedSpace.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...4).contains(parts.count) else { return nil }
    var total = 0.0
    for part in parts {
      guard let value = Double(part), value.isFinite, value >= 0, value < 1e9 else { return nil }
      total = total * 60 + value
    }
    return total
  }
}
