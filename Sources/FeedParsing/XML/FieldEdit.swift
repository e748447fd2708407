import FoundationEssentials
import Model

/// One value for a field that feeds and items both have. Of two values the one of lower rank counts, of two alike the
/// first.
enum FieldEdit {
  case title(FeedText, rank: UInt8)
  /// A feed's description, an item's summary.
  case summary(FeedText, rank: UInt8)
  case rights(FeedText, rank: UInt8)
  case id(String, rank: UInt8)
  case url(String, rank: UInt8)
  case published(Date, rank: UInt8)
  case updated(Date)
  case created(Date)
  /// `dc:date` says not which of the two it is: it takes the place that is free at the end.
  case undecidedDate(Date)
  case author(FeedPerson)
  case itunesAuthor(FeedPerson)
  case contributor(FeedPerson)
  case publisher(FeedPerson, rank: UInt8)
  case tag(FeedTag)
  /// Apple's categories and keywords repeat each other: each is kept once.
  case tagOnce(FeedTag)
  case link(FeedLink)
  case language(String)
  case license(String)
  case image(FeedImage, rank: UInt8)
  case inReplyTo(FeedReference)
}

/// The fields that feeds and items both have.
protocol CommonFields {
  var id: String? { get set }
  var title: FeedText? { get set }
  var summary: FeedText? { get set }
  var rights: FeedText? { get set }
  var linkURL: String? { get set }
  var published: Date? { get set }
  var updated: Date? { get set }
  var created: Date? { get set }
  var authors: [FeedPerson] { get set }
  var contributors: [FeedPerson] { get set }
  var publisher: FeedPerson? { get set }
  var tags: [FeedTag] { get set }
  var links: [FeedLink] { get set }
  var language: String? { get set }
  var license: String? { get set }
  var image: FeedImage? { get set }
  var itunes: ITunesFacts? { get set }
  var inReplyTo: [FeedReference] { get set }
}

extension FeedItem: CommonFields {
  var linkURL: String? {
    get { url }
    set { url = newValue }
  }
}

extension FeedInfo: CommonFields {
  var summary: FeedText? {
    get { description }
    set { description = newValue }
  }
  var linkURL: String? {
    get { homePageURL }
    set { homePageURL = newValue }
  }
}

/// How well the sources of the fields filled so far count, and what is decided only at the end.
struct FieldRanks {
  private static let none = UInt8.max

  private var title = none
  private var summary = none
  private var rights = none
  private var id = none
  private var url = none
  private var published = none
  private var publisher = none
  private var image = none
  private var undecidedDate: Date?
  private var itunesAuthor: FeedPerson?

  // Inlined everywhere, so that of the edit only the one case is left that its caller names.
  @inline(__always)
  mutating func apply(_ edit: consuming FieldEdit, to fields: inout some CommonFields, partsMax: Int) {
    switch edit {
    case .title(let text, let rank): if wins(rank, over: &title) { fields.title = text }
    case .summary(let text, let rank): if wins(rank, over: &summary) { fields.summary = text }
    case .rights(let text, let rank): if wins(rank, over: &rights) { fields.rights = text }
    case .id(let text, let rank): if wins(rank, over: &id) { fields.id = text }
    case .url(let text, let rank): if wins(rank, over: &url) { fields.linkURL = text }
    case .published(let date, let rank): if wins(rank, over: &published) { fields.published = date }
    case .updated(let date): fields.updated.fill(date)
    case .created(let date): fields.created.fill(date)
    case .undecidedDate(let date): undecidedDate.fill(date)
    case .publisher(let person, let rank): if wins(rank, over: &publisher) { fields.publisher = person }
    case .itunesAuthor(let person): itunesAuthor.fill(person)
    case .language(let tag): fields.language = tag
    case .license(let url): fields.license.fill(url)
    case .image(let picture, let rank): if wins(rank, over: &image) { fields.image = picture }
    default: append(edit, to: &fields, partsMax: partsMax)
    }
  }

  @inline(__always)
  private func append(_ edit: consuming FieldEdit, to fields: inout some CommonFields, partsMax: Int) {
    switch edit {
    case .author(let person):
      if fields.authors.count < partsMax, !fields.authors.contains(person) { fields.authors.append(person) }
    case .contributor(let person): if fields.contributors.count < partsMax { fields.contributors.append(person) }
    case .tag(let tag): if fields.tags.count < partsMax { fields.tags.append(tag) }
    case .tagOnce(let tag): if fields.tags.count < partsMax, !fields.tags.contains(tag) { fields.tags.append(tag) }
    case .link(let link): if fields.links.count < partsMax { fields.links.append(link) }
    case .inReplyTo(let reference): if fields.inReplyTo.count < partsMax { fields.inReplyTo.append(reference) }
    default: break
    }
  }

  private func wins(_ rank: UInt8, over current: inout UInt8) -> Bool {
    guard rank < current else { return false }
    current = rank
    return true
  }

  /// Fills what waited for the end of the element.
  func settle(_ fields: inout some CommonFields) {
    if let date = undecidedDate {
      if fields.published == nil { fields.published = date } else { fields.updated.fill(date) }
    }
    if fields.authors.isEmpty, let author = itunesAuthor { fields.authors.append(author) }
  }
}
