public import Archiving
public import ArticleExtraction
public import Cataloguing
import FoundationEssentials
public import Model
import Scheduling

/// Takes pages out of WARC files that others wrote, and makes articles and reports of them as of pages fetched here.
///
/// In: WARC 1.0 or 1.1, compressed or not. Out: records of ours and rows of the catalogue. The pages keep the dates of
/// their captures; what was asked for them is not known and is not written. Nothing else may write meanwhile.
public struct WARCImport: Sendable {
  private let archive: Archive
  private let catalogue: Catalogue
  private let stories: StoryDesk
  private let extractor: ArticleExtractor
  private let analyst: ReportAnalyst
  private let settings: Settings

  /// What came of a file.
  public struct Figures: Sendable, Equatable {
    /// Answers that hold a page.
    public var pages = 0
    public var articles = 0
    public var revisions = 0
    public var reports = 0
    /// Pages that say what is known already, or hold no text.
    public var passedOver = 0
    /// Records of other kinds.
    public var otherRecords = 0
    public var damage = 0

    public init() {}
  }

  /// Pages that share a commit.
  private static let pagesAtOnce = 50

  public init(
    archive: Archive, catalogue: Catalogue, stories: StoryDesk, extractor: ArticleExtractor, analyst: ReportAnalyst,
    settings: Settings
  ) {
    self.archive = archive
    self.catalogue = catalogue
    self.stories = stories
    self.extractor = extractor
    self.analyst = analyst
    self.settings = settings
  }

  /// - Parameters:
  ///   - path: the WARC file.
  ///   - name: what its articles name as their feed, below `urn:salient:import:`.
  public func take(_ path: String, as name: String) async throws -> Figures {
    var figures = Figures()
    let source = try await catalogue.source(named: "urn:salient:import:" + name, at: Date())
    let records = try SegmentRecords(path: path, segment: name)
    var drafts: [ArticleJourney.Draft] = []
    while let found = try records.next() {
      switch found {
      case .damage: figures.damage += 1
      case .record(let record, _):
        guard let page = capture(of: record) else {
          figures.otherRecords += 1
          continue
        }
        figures.pages += 1
        if let draft = draft(of: page) { drafts.append(draft) } else { figures.passedOver += 1 }
        if drafts.count == WARCImport.pagesAtOnce { try await keep(&drafts, of: source, &figures) }
      }
    }
    try await keep(&drafts, of: source, &figures)
    return figures
  }

  /// The capture of a page; nil when the record holds none.
  private func capture(of record: WARCRecord) -> Capture? {
    guard record.type == .response || record.type == .resource, let url = record.targetURI,
      let at = Date(rfc3339: record.date)
    else { return nil }
    let http = record.http
    if record.type == .response, http?.status != 200 { return nil }
    let type = (record.type == .resource ? record.contentType : http?.fields["Content-Type"]) ?? ""
    guard type.lowercased().contains("html"), let body = record.sentBody(limit: settings.fetching.maxPage) else {
      return nil
    }
    return Capture(
      requestedURL: url, finalURL: url, permanentURL: nil, fetchedAt: at, status: 200, reason: "OK",
      requestHeaders: [], headers: http?.fields ?? [HTTPField(name: "Content-Type", value: type)], body: body,
      wireBytes: body.count, duration: .zero, remoteAddress: record.fields["WARC-IP-Address"])
  }

  private func draft(of page: Capture) -> ArticleJourney.Draft? {
    // A page that cannot be read is passed over and counted.
    guard
      let content = try? extractor.article(fromPage: page.body, contentType: page.contentType, url: page.finalURL),
      !content.text.isEmpty
    else { return nil }
    let link = page.finalURL
    let item = ItemIdentity(
      key: "link:" + link, guid: nil, link: link, title: content.title, published: content.published,
      digest: Names.digest(of: page.body))
    return ArticleJourney.Draft(
      item: item, content: content, origin: .page, page: page, seenAt: page.fetchedAt,
      analysis: analyst.analyse(content, url: link, seenAt: page.fetchedAt, comments: settings.territory.comments))
  }

  private func keep(
    _ drafts: inout [ArticleJourney.Draft], of source: FeedSource, _ figures: inout Figures
  ) async throws {
    guard !drafts.isEmpty else { return }
    var harvest = Harvest(source, startedAt: Date(), end: .cancelled, result: .ok)
    harvest.drafts = drafts
    let now = Date().wholeMilliseconds
    // Pages of the past are not looked at again; what is made of them is made today.
    var plan = KeepingPlan(feedBodies: .none, extractorVersion: analyst.version, watch: .never, madeAt: now)
    try await plan.add(harvest, source, nil, stories: stories, catalogue: catalogue)
    let number = try plan.close(after: try await catalogue.position(), at: now)
    let addresses = try await archive.keep(plan.drafts)
    let record = number.flatMap { number in addresses.last.map { CommitRecord(number: number, address: $0) } }
    let outcome = try await catalogue.commit(plan.settled(at: addresses), at: now, as: record)
    figures.articles += outcome.newArticles.count
    figures.revisions += outcome.revisedArticles.count
    figures.reports += outcome.newReports.count
    figures.passedOver += drafts.count - outcome.newArticles.count - outcome.revisedArticles.count
    drafts = []
  }
}
