import Archiving
import Cataloguing
import FoundationEssentials
import Model

/// Reads commits back from segments, in the order in which they were made.
///
/// All records of a commit stand in one segment before the record that names them. A commit is handed out when the
/// next one begins, since another of its number may follow, which then stands in its place.
struct CommitReader {
  private let reader: ArchiveReader
  private let stories: StoryDesk
  private let catalogue: Catalogue
  private let watch: WatchTimes
  private let now: Date
  private(set) var damage = 0
  /// Revisions and captures that commits name and that are not there: pruned, or lost.
  private(set) var missing = 0
  /// Revisions that no commit names: the catalogue never took them, and the feed brought them again.
  private(set) var uncited = 0

  private var records: SegmentRecords?
  private var known: Int64 = 0
  private var captures: [String: ArchivedCapture] = [:]
  private var revisions: [String: (revision: ArticleRevision, address: ArchiveAddress)] = [:]
  private var reports: [String: (reports: RevisionReports, address: ArchiveAddress)] = [:]
  private var held: RestoredCommit?
  /// Fingerprints of revisions that were handed out and may not be in the catalogue yet.
  private var fingerprints: [Version: [UInt8]] = [:]

  private struct Version: Hashable {
    let article: ArticleID
    let revision: Int
  }

  init(reader: ArchiveReader, stories: StoryDesk, catalogue: Catalogue, watch: WatchTimes, now: Date) {
    self.watch = watch
    self.now = now
    self.reader = reader
    self.stories = stories
    self.catalogue = catalogue
  }

  /// Goes on with a segment, from an offset on.
  ///
  /// - Parameter known: commits up to this number are read past.
  mutating func open(_ segment: String, from offset: Int64, after known: Int64) throws(ArchiveError) {
    records = try reader.records(in: segment, from: offset)
    self.known = known
  }

  /// The next commit of the segment that is sure to stand; nil at the segment's end.
  mutating func next() async throws -> RestoredCommit? {
    while let found = try records?.next() {
      guard case .record(let record, let address) = found else {
        damage += 1
        continue
      }
      try note(record, at: address)
      guard ArchivedCommit.isOne(record) else { continue }
      let commit = try ArchivedDocuments.read(ArchivedCommit.self, from: Array(record.payload))
      let restored = restored(commit, at: address)
      guard commit.commit > known else { continue }
      let earlier = held
      held = restored
      if let earlier, earlier.record.number != commit.commit { return try await completed(earlier) }
    }
    uncited += revisions.count
    records = nil
    captures = [:]
    revisions = [:]
    reports = [:]
    return nil
  }

  /// The last commit of all; nothing follows it.
  mutating func last() async throws -> RestoredCommit? {
    guard let last = held else { return nil }
    held = nil
    return try await completed(last)
  }

  /// Everything that was handed out is in the catalogue.
  mutating func settled() { fingerprints = [:] }

  private mutating func note(_ record: WARCRecord, at address: ArchiveAddress) throws {
    switch record.type {
    case .response, .revisit:
      guard let url = record.targetURI, let date = Date(rfc3339: record.date),
        let digest = record.fields["WARC-Payload-Digest"].flatMap({ PayloadDigest($0) })
      else { return }
      captures[record.id] = ArchivedCapture(
        address: address, url: url, at: date, payloadDigest: digest.hexadecimal, isRevisit: record.type == .revisit)
    case .conversion:
      revisions[record.id] = (
        try ArchivedDocuments.read(ArticleRevision.self, from: Array(record.payload)), address
      )
    case .metadata:
      reports[record.id] = (try ArchivedDocuments.read(RevisionReports.self, from: Array(record.payload)), address)
    default: return
    }
  }

  private mutating func restored(_ commit: ArchivedCommit, at address: ArchiveAddress) -> RestoredCommit {
    var polls: [RestoredPoll] = []
    for poll in commit.polls ?? [] {
      let kept = (poll.captures ?? []).compactMap { captures[$0] }
      var news: [ArticleNews] = []
      for named in poll.news ?? [] {
        guard let (revision, conversion) = revisions.removeValue(forKey: named.conversion) else {
          missing += 1
          continue
        }
        let drawn = named.metadata.flatMap { reports.removeValue(forKey: $0) }
        news.append(
          ArticleNews(
            revision: revision, reports: drawn?.reports,
            response: named.response.flatMap { captures[$0]?.address }, conversion: conversion,
            metadata: drawn?.address))
      }
      polls.append(
        RestoredPoll(
          feed: poll.feed, isPoll: poll.asked != nil, title: poll.asked?.title,
          validators: Validators(etag: poll.asked?.etag, lastModified: poll.asked?.lastModified),
          bodyDigest: poll.asked?.bodyDigest, captures: kept, news: news,
          sightings: (poll.sightings ?? []).map {
            ItemSighting(item: $0.item, article: $0.article, seenAt: $0.seen)
          }))
    }
    let adopted = (commit.adopted ?? []).compactMap { reports.removeValue(forKey: $0) }
      .map { Reextraction(reports: $0.reports, metadata: $0.address) }
    missing += (commit.adopted ?? []).count - adopted.count
    let retold = (commit.retold ?? []).compactMap { revisions.removeValue(forKey: $0.conversion) }
      .map { ArticleNews(revision: $0.revision, conversion: $0.address) }
    missing += (commit.retold ?? []).count - retold.count
    return RestoredCommit(
      record: CommitRecord(number: commit.commit, address: address), at: commit.at, lastEvent: commit.lastEvent,
      polls: polls, adopted: adopted, retold: retold, sinks: commit.sinks ?? [:])
  }

  /// Gives the revisions what they are found by, which the archive does not hold since it can be told from the text.
  private mutating func completed(_ commit: RestoredCommit) async throws -> RestoredCommit {
    var commit = commit
    for poll in commit.polls.indices {
      commit.polls[poll].watches = commit.polls[poll].news.compactMap { watch.first(of: $0.revision, after: now) }
      for place in commit.polls[poll].news.indices {
        let revision = commit.polls[poll].news[place].revision
        let earlier = revision.revision > 1 ? try await fingerprint(of: revision, before: true) : nil
        complete(&commit.polls[poll].news[place], after: earlier)
      }
    }
    for place in commit.retold.indices {
      complete(
        &commit.retold[place], after: try await fingerprint(of: commit.retold[place].revision, before: false))
    }
    return commit
  }

  private mutating func complete(_ news: inout ArticleNews, after earlier: [UInt8]?) {
    stories.complete(&news, after: earlier)
    fingerprints[Version(article: news.revision.article, revision: news.revision.revision)] = news.fingerprint
  }

  /// The fingerprint of the revision as it stood, or of the one before it.
  private func fingerprint(of revision: ArticleRevision, before isBefore: Bool) async throws -> [UInt8]? {
    let number = revision.revision - (isBefore ? 1 : 0)
    if let waiting = fingerprints[Version(article: revision.article, revision: number)] { return waiting }
    let stored = try await catalogue.fingerprint(of: revision.article, revision: number)
    guard stored == nil, isBefore else { return stored }
    // The one before was pruned, or lost to damage.
    return try await catalogue.knownArticle(revision.article)?.fingerprint
  }
}
