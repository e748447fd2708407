import Archiving
import Cataloguing
import FoundationEssentials
import Model

/// What a batch of polls is to leave in the archive and in the catalogue: made before anything is written, completed
/// by the addresses that the archive gives.
struct KeepingPlan {
  /// The records to append, in order.
  private(set) var drafts: [RecordDraft] = []
  /// Items that turned out to tell an article that is known, with the feed that carried them.
  private(set) var duplicates: [(item: ItemIdentity, article: ArticleID, feed: FeedID)] = []

  private let feedBodies: ArchiveSettings.FeedBodies
  private let extractorVersion: String
  private let watch: WatchTimes
  private let madeAt: Date?
  private var polls: [Poll] = []
  /// Articles of this batch, which the catalogue does not know yet.
  private var fresh = FreshArticles()

  /// One poll, with the places of its records among `drafts`.
  private struct Poll {
    var settlement: Settlement
    var captures: [PlannedCapture] = []
    var news: [PlannedNews] = []
  }

  private struct PlannedCapture {
    let record: Int
    let url: String
    let at: Date
    let payloadDigest: String
    let isRevisit: Bool
  }

  private struct PlannedNews {
    var news: ArticleNews
    let response: Int?
    let conversion: Int
    let metadata: Int?
  }

  /// - Parameter madeAt: when articles and reports are made; nil: as their bytes are fetched.
  init(
    feedBodies: ArchiveSettings.FeedBodies, extractorVersion: String, watch: WatchTimes, madeAt: Date? = nil
  ) {
    self.madeAt = madeAt
    self.feedBodies = feedBodies
    self.watch = watch
    self.extractorVersion = extractorVersion
  }

  /// Adds one poll: decides what each of its articles is, and drafts the records.
  ///
  /// - Parameter reason: why the feed is polled next when it is; nil when the feed was not asked.
  mutating func add(
    _ harvest: Harvest, _ feed: FeedSource, _ reason: String?, stories: StoryDesk, catalogue: Catalogue
  ) async throws {
    var poll = Poll(
      settlement: Settlement(
        feed: feed, nextPollReason: reason ?? "", poll: reason == nil ? nil : PollRecord(harvest)))
    var feedRecord: Int?
    if feedBodies == .all, let capture = harvest.capture {
      feedRecord = try await add(capture, harvest.bodyDigest, to: &poll, catalogue)
    }
    for draft in harvest.drafts {
      var decision = try await stories.decide(draft, from: harvest.source, fresh: fresh, catalogue: catalogue)
      if try await isReversion(draft, decision, feed, catalogue) {
        decision = stories.reverted(decision, by: draft, from: harvest.source)
      }
      if decision.relation == .same, let known = decision.known {
        if draft.isLook { continue }
        poll.settlement.sightings.append(
          ItemSighting(item: draft.item, article: known.article, seenAt: draft.seenAt.wholeMilliseconds))
        duplicates.append((draft.item, known.article, feed.id))
        continue
      }
      // A page that now tells something else has another article's text under the old one's name.
      if draft.isLook, decision.relation != .revision { continue }
      if feedRecord == nil, draft.page == nil || draft.origin == .feed, feedBodies != .none,
        let capture = harvest.capture
      {
        feedRecord = try await add(capture, harvest.bodyDigest, to: &poll, catalogue)
      }
      var source = feedRecord
      if let page = draft.page {
        let record = try await add(page, nil, to: &poll, catalogue)
        if draft.origin == .page || source == nil { source = record }
      }
      try add(draft, decision, of: harvest.source, source: source, to: &poll)
    }
    let firsts = poll.news.count { $0.news.revision.revision == 1 }
    poll.settlement.poll?.newCount = firsts
    poll.settlement.poll?.revisedCount = poll.news.count - firsts
    polls.append(poll)
  }

  /// Whether the source went back to what an earlier revision of the article said.
  private func isReversion(
    _ draft: ArticleJourney.Draft, _ decision: StoryDesk.Decision, _ feed: FeedSource, _ catalogue: Catalogue
  ) async throws(CatalogueError) -> Bool {
    guard decision.relation == .same, let known = decision.known, known.revision > 1,
      known.feed == feed.subscribedURL, known.link == draft.item.link, known.text != draft.content.text
    else { return false }
    let stored = try await catalogue.article(known.article)
    return stored?.revisions.contains { $0.revision.content.text == draft.content.text } ?? false
  }

  /// Adds the record of the commit itself behind all others, when the polls leave anything that lasts.
  ///
  /// - Parameter at: the time of the commit.
  /// - Returns: the commit's number; nil when nothing lasts.
  mutating func close(after position: CataloguePosition, at: Date) throws -> Int64? {
    let lasting = polls.filter { !$0.captures.isEmpty || !$0.news.isEmpty || !$0.settlement.sightings.isEmpty }
    guard !lasting.isEmpty else { return nil }
    let commit = ArchivedCommit(after: position, at: at, polls: lasting.map(archived))
    drafts.append(try commit.draft())
    return commit.commit
  }

  private func archived(_ poll: Poll) -> ArchivedCommit.Poll {
    func id(_ place: Int) -> String { drafts[place].id.description }
    let feed = poll.settlement.feed
    return ArchivedCommit.Poll(
      feed: feed.subscribedURL,
      asked: poll.settlement.poll.map { _ in
        ArchivedCommit.Asked(
          title: feed.title, etag: feed.validators.etag, lastModified: feed.validators.lastModified,
          bodyDigest: feed.bodyDigest)
      },
      captures: poll.captures.isEmpty ? nil : poll.captures.map { id($0.record) },
      news: poll.news.isEmpty
        ? nil
        : poll.news.map {
          ArchivedCommit.News(
            conversion: id($0.conversion), response: $0.response.map(id), metadata: $0.metadata.map(id))
        },
      sightings: poll.settlement.sightings.isEmpty
        ? nil
        : poll.settlement.sightings.map {
          ArchivedCommit.Sighting(item: $0.item, article: $0.article, seen: $0.seenAt)
        })
  }

  /// The settlements, with the addresses of their records.
  func settled(at addresses: [ArchiveAddress]) -> [Settlement] {
    polls.map { poll in
      var settlement = poll.settlement
      settlement.captures = poll.captures.map { capture in
        ArchivedCapture(
          address: addresses[capture.record], url: capture.url, at: capture.at, payloadDigest: capture.payloadDigest,
          isRevisit: capture.isRevisit)
      }
      settlement.news = poll.news.map { planned in
        var news = planned.news
        news.response = planned.response.map { addresses[$0] }
        news.conversion = addresses[planned.conversion]
        news.metadata = planned.metadata.map { addresses[$0] }
        return news
      }
      return settlement
    }
  }

  /// Drafts a request and its response, or a revisit where the archive holds the same bytes already.
  ///
  /// - Returns: the place of the response or revisit among the drafts.
  private mutating func add(
    _ capture: Capture, _ digest: String?, to poll: inout Poll, _ catalogue: Catalogue
  ) async throws -> Int {
    let digest = digest ?? Names.digest(of: capture.body)
    let answer = RecordID.random()
    let url = RecordDraft.targetURI(of: capture.finalURL)
    let original = try await catalogue.capture(withDigest: digest, url: url).flatMap(KeptPayload.init)
    drafts.append(
      original.map { .revisit(id: answer, of: capture, original: $0) } ?? .response(id: answer, of: capture))
    let place = drafts.count - 1
    // Who was asked by others' programs is not known.
    if !capture.requestHeaders.isEmpty {
      drafts.append(.request(id: .random(), of: capture, concurrentTo: answer))
    }
    poll.captures.append(
      PlannedCapture(
        record: place, url: url, at: capture.fetchedAt, payloadDigest: digest, isRevisit: original != nil))
    return place
  }

  private mutating func add(
    _ draft: ArticleJourney.Draft, _ decision: StoryDesk.Decision, of source: FeedSource, source record: Int?,
    to poll: inout Poll
  ) throws {
    let isRevision = decision.relation == .revision
    let article = isRevision ? decision.known?.article : nil
    let id = article ?? fresh.unused(Names.article(feed: source.subscribedURL, item: draft.item))
    let number = isRevision ? (decision.known?.revision ?? 0) + 1 : 1
    let json = try ArchivedDocuments.json(
      ArticleRevision(
        article: id, revision: number, story: decision.story ?? id, relation: decision.relation,
        feed: source.subscribedURL, item: draft.item, content: draft.content, origin: draft.origin,
        seenAt: draft.seenAt))
    // What is committed is what the archive holds, to the last digit of a date.
    let revision = try ArchivedDocuments.read(ArticleRevision.self, from: json)
    let reports = draft.analysis.identified(
      in: draft.content, article: id, revision: number, extractor: extractorVersion)
    let target = draft.item.link ?? "urn:salient:article:\(id)"
    let source = record.map { drafts[$0].id }
    let made = madeAt ?? draft.seenAt
    let conversion = RecordDraft.conversion(
      id: .random(), date: made, targetURI: target, refersTo: source, json: json)
    drafts.append(conversion)
    let conversionPlace = drafts.count - 1
    var metadataPlace: Int?
    if let reports {
      drafts.append(
        .metadata(
          id: .random(), date: made, targetURI: target, refersTo: conversion.id,
          json: try ArchivedDocuments.json(reports)))
      metadataPlace = drafts.count - 1
    }
    let news = ArticleNews(
      revision: revision, identityKeys: decision.identityKeys, bands: decision.bands,
      fingerprint: decision.fingerprint, reports: reports)
    fresh.add(news)
    if let watched = watch.first(of: revision, after: revision.seenAt) { poll.settlement.watches.append(watched) }
    poll.news.append(
      PlannedNews(news: news, response: record, conversion: conversionPlace, metadata: metadataPlace))
  }
}

extension PollRecord {
  fileprivate init(_ harvest: Harvest) {
    self.init(
      at: harvest.startedAt, result: harvest.result, status: harvest.status, duration: harvest.duration,
      byteCount: harvest.capture?.body.count ?? 0, itemCount: harvest.itemCount,
      message: harvest.fault?.reason ?? harvest.repairs.first)
  }
}

extension KeptPayload {
  /// A payload as the catalogue remembers it; nil when its record id or digest cannot be read back.
  fileprivate init?(_ capture: ArchivedCapture) {
    guard let record = RecordID(capture.address.recordID), let digest = PayloadDigest("sha256:" + capture.payloadDigest)
    else { return nil }
    self.init(record: record, capturedAt: capture.at, url: capture.url, digest: digest)
  }
}
