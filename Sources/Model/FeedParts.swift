/// A person or an organisation.
public struct FeedPerson: Sendable, Equatable, Hashable {
  public var name: String?
  public var email: String?
  public var url: String?

  public init(name: String? = nil, email: String? = nil, url: String? = nil) {
    self.name = name
    self.email = email
    self.url = url
  }
}

/// A link with its relation: `alternate` where the source gives none.
public struct FeedLink: Sendable, Equatable, Hashable {
  public var url: String
  public var relation: String
  public var type: String?
  public var title: String?
  public var language: String?
  /// In bytes.
  public var length: Int?

  public init(
    url: String, relation: String = "alternate", type: String? = nil, title: String? = nil, language: String? = nil,
    length: Int? = nil
  ) {
    self.url = url
    self.relation = relation
    self.type = type
    self.title = title
    self.language = language
    self.length = length
  }
}

/// A category.
public struct FeedTag: Sendable, Equatable, Hashable {
  public var term: String?
  public var scheme: String?
  public var label: String?

  public init(term: String? = nil, scheme: String? = nil, label: String? = nil) {
    self.term = term
    self.scheme = scheme
    self.label = label
  }
}

/// A picture that stands for the feed or the item. Sizes in pixels.
public struct FeedImage: Sendable, Equatable, Hashable {
  public var url: String?
  public var title: String?
  public var link: String?
  public var description: String?
  public var width: Int?
  public var height: Int?

  public init(url: String? = nil) { self.url = url }
}

/// A file that belongs to an item.
public struct FeedEnclosure: Sendable, Equatable, Hashable {
  public var url: String
  public var type: String?
  /// In bytes.
  public var length: Int?
  public var title: String?
  /// In seconds.
  public var duration: Double?

  public init(url: String, type: String? = nil, length: Int? = nil, title: String? = nil, duration: Double? = nil) {
    self.url = url
    self.type = type
    self.length = length
    self.title = title
    self.duration = duration
  }
}

/// What an entry replies to (RFC 4685).
public struct FeedReference: Sendable, Equatable, Hashable {
  public var id: String?
  public var url: String?
  public var sourceURL: String?
  public var type: String?

  public init(id: String? = nil, url: String? = nil, sourceURL: String? = nil, type: String? = nil) {
    self.id = id
    self.url = url
    self.sourceURL = sourceURL
    self.type = type
  }
}

/// A chapter of a recording (Podlove Simple Chapters).
public struct FeedChapter: Sendable, Equatable, Hashable {
  /// In seconds from the beginning.
  public var start: Double?
  public var title: String?
  public var url: String?
  public var imageURL: String?

  public init(start: Double? = nil, title: String? = nil, url: String? = nil, imageURL: String? = nil) {
    self.start = start
    self.title = title
    self.url = url
    self.imageURL = imageURL
  }
}

/// A place or a stretch of the earth, in GeoJSON's order: each position is longitude, latitude and, if given, altitude.
public enum FeedGeometry: Sendable, Equatable, Hashable {
  case point([Double])
  case lineString([[Double]])
  /// The outer ring.
  case polygon([[Double]])
  /// South-west corner, north-east corner.
  case box([[Double]])
}

/// What Apple's podcast extension says of a feed or an episode.
public struct ITunesFacts: Sendable, Equatable {
  public var block: Bool?
  public var explicit: Bool?
  /// As the source has it: seconds, or `h:mm:ss`.
  public var duration: String?
  public var season: Int?
  public var episode: Int?
  public var episodeType: String?

  public init() {}
}

/// What Media RSS says of an item, groups included.
public struct MediaFacts: Sendable, Equatable {
  public struct Content: Sendable, Equatable {
    public var url: String?
    public var type: String?
    public var medium: String?
    public var width: Int?
    public var height: Int?
    /// In seconds.
    public var duration: Double?
    /// In bytes.
    public var fileSize: Int?

    public init() {}
  }

  public struct Thumbnail: Sendable, Equatable {
    public var url: String?
    public var width: Int?
    public var height: Int?

    public init() {}
  }

  public struct Credit: Sendable, Equatable {
    public var name: String?
    public var role: String?

    public init() {}
  }

  public struct License: Sendable, Equatable {
    public var text: String?
    public var type: String?
    public var url: String?

    public init() {}
  }

  public struct Restriction: Sendable, Equatable {
    public var relationship: String?
    /// Country codes, URIs, or `all`.
    public var values: [String] = []

    public init() {}
  }

  public var contents: [Content] = []
  public var thumbnails: [Thumbnail] = []
  public var credits: [Credit] = []
  public var playerURL: String?
  public var rating: String?
  public var license: License?
  public var restriction: Restriction?

  public init() {}
}
