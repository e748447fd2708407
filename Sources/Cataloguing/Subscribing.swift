import FoundationEssentials
internal import GRDB
import Model

/// Changes to the list of feeds, inside one transaction.
struct Subscribing {
  let database: Database
  let now: Date

  func replaceAll(with subscriptions: [Subscription]) throws -> SubscriptionChanges {
    var changes = SubscriptionChanges(added: [], keptCount: 0, removed: [])
    var listed: Set<String> = []
    for subscription in subscriptions where listed.insert(subscription.url).inserted {
      let (id, isAdded) = try settle(subscription)
      if isAdded { changes.added.append(id) } else { changes.keptCount += 1 }
    }
    let held = try Row.fetchAll(
      database, sql: "SELECT id, subscribed_url FROM feed WHERE state IN ('active', 'retired') ORDER BY id")
    for row in held {
      var fields = Fields(row)
      let id = FeedID(rawValue: try fields.integer())
      guard !listed.contains(try fields.text()) else { continue }
      try database.cachedStatement(sql: "UPDATE feed SET state = 'removed' WHERE id = ?")
        .execute(arguments: [id.rawValue])
      changes.removed.append(id)
    }
    return changes
  }

  /// Writes one subscription: a new feed, one that comes back, or what the list now says of one that is there.
  /// A retired feed stays retired while it stands in the list: its 410 was the last word, until the operator revives it.
  func settle(_ subscription: Subscription) throws -> (id: FeedID, isAdded: Bool) {
    let tags = try JSON.text(of: subscription.tags)
    let interval = subscription.interval.map(Packing.milliseconds)
    guard interval.map({ $0 > 0 }) ?? true else {
      throw CatalogueError.refused("feed \(subscription.url): an interval below a millisecond; give a longer one")
    }
    let known = try Row.fetchOne(
      try database.cachedStatement(sql: "SELECT id, state FROM feed WHERE subscribed_url = ?"),
      arguments: [subscription.url])
    guard let known else {
      let sql = """
        INSERT INTO feed(subscribed_url, url, title, tags, interval_ms, state, next_poll_at, next_poll_reason)
        VALUES(?1, ?1, ?2, ?3, ?4, 'active', ?5, 'new')
        """
      try database.cachedStatement(sql: sql)
        .execute(arguments: [subscription.url, subscription.title, tags, interval, now.kept])
      return (FeedID(rawValue: database.lastInsertedRowID), true)
    }
    var fields = Fields(known)
    let id = try fields.integer()
    let state = try fields.word(FeedState.self)
    try database.cachedStatement(sql: "UPDATE feed SET title = ?, tags = ?, interval_ms = ? WHERE id = ?")
      .execute(arguments: [subscription.title, tags, interval, id])
    if state == .removed { try activate(id, at: now) }
    return (FeedID(rawValue: id), state == .removed)
  }

  func setState(_ state: FeedState, ofFeed url: String, nextPollAt: Date?) throws -> FeedID {
    let statement = try database.cachedStatement(sql: "SELECT id FROM feed WHERE subscribed_url = ?")
    guard let id = try Int64.fetchOne(statement, arguments: [url]) else { throw CatalogueError.unknown("feed \(url)") }
    if let nextPollAt {
      try activate(id, at: nextPollAt)
    } else {
      try database.cachedStatement(sql: "UPDATE feed SET state = ? WHERE id = ?")
        .execute(arguments: [state.rawValue, id])
    }
    return FeedID(rawValue: id)
  }

  private func activate(_ id: Int64, at: Date) throws {
    let sql = """
      UPDATE feed SET state = 'active', failures = 0, next_poll_at = ?, next_poll_reason = 'revived' WHERE id = ?
      """
    try database.cachedStatement(sql: sql).execute(arguments: [at.kept, id])
  }
}

/// JSON columns.
enum JSON {
  static func text(of value: some Encodable, _ encoder: JSONEncoder = JSONEncoder()) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
