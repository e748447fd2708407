import Markup
import Model

/// Media RSS and Apple's podcast facts.
extension FeedBuilder {
  mutating func openMedia(_ element: FeedElement, _ attributes: FeedAttributes) {
    guard item != nil else {
      if element != .mediaGroup, element != .mediaContent { beginValue() }
      return
    }
    let partsMax = limits.partsMax
    switch element {
    case .mediaContent: openMediaContent(attributes)
    case .mediaThumbnail:
      var thumbnail = MediaFacts.Thumbnail()
      thumbnail.url = attributes.url(.url)
      thumbnail.width = attributes.value(.width).flatMap { Int($0) }
      thumbnail.height = attributes.value(.height).flatMap { Int($0) }
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
    content.width = attributes.value(.width).flatMap { Int($0) }
    content.height = attributes.value(.height).flatMap { Int($0) }
    content.duration = attributes.value(.duration).flatMap(ClockTime.seconds)
    content.fileSize = attributes.value(.fileSize).flatMap { Int($0) }
    let partsMax = limits.partsMax
    withMedia { if $0.contents.count < partsMax { $0.contents.append(content) } }
    enter(.mediaContent)
  }

  mutating func closeMedia(_ element: FeedElement, _ content: String) {
    guard item?.item.media != nil || element == .mediaRating, valueAt == frames.count else { return }
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
    guard item != nil else { return }
    if item?.item.media == nil { item?.item.media = MediaFacts() }
    item?.item.media?.edited(by: edit)
  }

  mutating func closeITunes(_ element: FeedElement, _ content: String) {
    withCommon {
      var facts = $0.itunes ?? ITunesFacts()
      switch element {
      case .itunesBlock: facts.block = content.lowercased() == "yes" || content.lowercased() == "true"
      case .itunesExplicit: facts.explicit = Self.explicitness(content)
      case .itunesDuration: facts.duration = content.nonEmpty
      case .itunesSeason: facts.season = Int(content)
      case .itunesEpisode: facts.episode = Int(content)
      default: facts.episodeType = content.nonEmpty
      }
      $0.itunes = facts
    }
  }

  private static func explicitness(_ content: String) -> Bool? {
    switch content.lowercased() {
    case "yes", "true", "explicit": true
    case "no", "false", "clean": false
    default: nil
    }
  }
}

extension MediaFacts {
  fileprivate mutating func edited(by edit: (inout MediaFacts) -> Void) { edit(&self) }
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
