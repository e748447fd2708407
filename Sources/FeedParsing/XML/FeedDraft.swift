import FoundationEssentials
import Model

/// A value and how well its source counts: the lower rank wins, of two alike the first.
struct Ranked<Value> {
  private(set) var value: Value?
  private var rank = Int.max

  mutating func offer(_ value: Value?, rank: Int) {
    guard let value, rank < self.rank else { return }
    self.value = value
    self.rank = rank
  }
}

/// The fields that a feed and an item have in common, while their element is open.
struct CommonDraft {
  var title = Ranked<FeedText>()
  /// A feed's description, an item's summary.
  var summary = Ranked<FeedText>()
  var rights = Ranked<FeedText>()
  var id = Ranked<String>()
  var url = Ranked<String>()
  var published = Ranked<Date>()
  var updated = Ranked<Date>()
  var created: Date?
  /// `dc:date` says not which of the two it is: it takes the place that is free at the end.
  var undecidedDate: Date?
  var authors: [FeedPerson] = []
  var itunesAuthor: FeedPerson?
  var contributors: [FeedPerson] = []
  var publisher = Ranked<FeedPerson>()
  var tags: [FeedTag] = []
  var links: [FeedLink] = []
  var language: String?
  var license: String?
  var image = Ranked<FeedImage>()
  var itunes: ITunesFacts?
  var inReplyTo: [FeedReference] = []

  var allAuthors: [FeedPerson] { authors.isEmpty ? itunesAuthor.map { [$0] } ?? [] : authors }

  var publishedOrDate: Date? { published.value ?? undecidedDate }

  var updatedOrDate: Date? { updated.value ?? (published.value == nil ? nil : undecidedDate) }
}

/// A feed, or the `source` of an entry, while it is being read.
struct FeedDraft {
  var common = CommonDraft()
  var info = FeedInfo()

  mutating func edit(_ body: (inout CommonDraft) -> Void) { body(&common) }

  mutating func editInfo(_ body: (inout FeedInfo) -> Void) { body(&info) }

  func finished() -> FeedInfo {
    var result = info
    result.id = common.id.value
    result.title = common.title.value
    result.description = common.summary.value
    result.rights = common.rights.value
    result.homePageURL = common.url.value
    result.published = common.publishedOrDate
    result.updated = common.updatedOrDate
    result.created = common.created
    result.authors = common.allAuthors
    result.contributors = common.contributors
    result.publisher = common.publisher.value
    result.tags = common.tags
    result.links = common.links
    result.language = common.language
    result.license = common.license
    result.image = common.image.value
    result.itunes = common.itunes
    result.inReplyTo = common.inReplyTo
    return result
  }
}

/// An item while it is being read.
struct ItemDraft {
  var common = CommonDraft()
  var item = FeedItem()
  var content = Ranked<FeedText>()
  /// A `guid` that is said, or may be taken, to be a link.
  var permalink: String?
  var latitude: Double?
  var longitude: Double?
  var altitude: Double?

  mutating func edit(_ body: (inout CommonDraft) -> Void) { body(&common) }

  consuming func finished() -> FeedItem {
    var result = item
    result.id = common.id.value
    result.title = common.title.value
    result.summary = common.summary.value
    result.content = content.value
    result.rights = common.rights.value
    result.url = common.url.value
    if let permalink {
      result.urlIsFromID = result.url == nil
      if result.url == nil { result.url = permalink }
    }
    result.published = common.publishedOrDate
    result.updated = common.updatedOrDate
    result.created = common.created
    result.authors = common.allAuthors
    result.contributors = common.contributors
    result.publisher = common.publisher.value
    result.tags = common.tags
    result.links = common.links
    result.language = common.language
    result.license = common.license
    result.image = common.image.value
    result.itunes = common.itunes
    result.inReplyTo = common.inReplyTo
    if result.geometry == nil, let latitude, let longitude {
      result.geometry = FeedGeometry.checked(point: [longitude, latitude] + (altitude.map { [$0] } ?? []))
    }
    return result
  }
}
