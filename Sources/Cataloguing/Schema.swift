internal import GRDB

/// The tables, step by step: a released step is never changed, the next one is added below it.
///
/// Times are milliseconds since 1970, days are days since 1970, digests and record ids are packed (`Packing`).
/// A story has no table of its own: it is named by its first article, and `article.story` points there.
enum Schema {
  /// Marks the file as ours (`PRAGMA application_id`): "Slnt".
  static let applicationID: Int64 = 0x536C_6E74

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      for step in [meta, feeds, archive, articles, search, identification, reports, outbox] {
        try database.execute(sql: step)
      }
    }
    migrator.registerMigration("v2") { database in try database.execute(sql: commits) }
    return migrator
  }

  private static let meta = """
    CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) WITHOUT ROWID, STRICT;
    INSERT INTO meta VALUES('bands_moved', 0), ('bands_moved_to', 0);
    """

  // The number of the last commit, which the archive knows it by; and when an article's page is looked at again.
  private static let commits = """
    INSERT INTO meta VALUES('commit', 0);
    ALTER TABLE article ADD COLUMN watch_at INTEGER;
    CREATE INDEX article_watched ON article(watch_at) WHERE watch_at IS NOT NULL;
    """

  private static let feeds = """
    CREATE TABLE feed(
      id INTEGER PRIMARY KEY,
      subscribed_url TEXT NOT NULL UNIQUE,
      url TEXT NOT NULL,
      title TEXT,
      found_title TEXT,
      tags TEXT NOT NULL,
      interval_ms INTEGER CHECK(interval_ms > 0),
      state TEXT NOT NULL CHECK(state IN ('active', 'retired', 'removed')),
      etag TEXT,
      last_modified TEXT,
      body_digest ANY,
      next_poll_at INTEGER NOT NULL,
      next_poll_reason TEXT,
      failures INTEGER NOT NULL DEFAULT 0 CHECK(failures >= 0),
      moved_to TEXT,
      moved_count INTEGER NOT NULL DEFAULT 0,
      hints TEXT,
      item_count INTEGER NOT NULL DEFAULT 0,
      last_poll_at INTEGER,
      last_result TEXT
    ) STRICT;
    CREATE INDEX feed_by_state ON feed(state, last_result);
    CREATE INDEX feed_by_url ON feed(url);

    CREATE TABLE poll(
      feed_id INTEGER NOT NULL REFERENCES feed(id),
      at INTEGER NOT NULL,
      result TEXT NOT NULL,
      status INTEGER,
      duration_ms INTEGER NOT NULL,
      byte_count INTEGER NOT NULL,
      item_count INTEGER NOT NULL,
      new_count INTEGER NOT NULL,
      revised_count INTEGER NOT NULL,
      message TEXT,
      PRIMARY KEY(feed_id, at)
    ) WITHOUT ROWID, STRICT;
    """

  private static let archive = """
    CREATE TABLE segment(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      byte_count INTEGER NOT NULL DEFAULT 0,
      record_count INTEGER NOT NULL DEFAULT 0,
      opened_at INTEGER,
      sealed_at INTEGER,
      pruned_at INTEGER
    ) STRICT;

    CREATE TABLE capture(
      id INTEGER PRIMARY KEY,
      segment_id INTEGER NOT NULL REFERENCES segment(id),
      offset INTEGER NOT NULL,
      byte_count INTEGER NOT NULL,
      record ANY NOT NULL,
      at INTEGER NOT NULL,
      is_revisit INTEGER NOT NULL CHECK(is_revisit IN (0, 1)),
      payload_digest ANY NOT NULL,
      url TEXT NOT NULL,
      UNIQUE(segment_id, offset)
    ) STRICT;
    CREATE INDEX capture_by_digest ON capture(payload_digest) WHERE is_revisit = 0;
    """

  // In `revision` the text stands last: SQLite reads a row from its front, so that lists never touch the pages of texts.
  private static let articles = """
    CREATE TABLE article(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      story TEXT CHECK(story <> name),
      relation TEXT NOT NULL,
      feed_id INTEGER NOT NULL REFERENCES feed(id),
      first_seen_at INTEGER NOT NULL,
      language TEXT,
      revision_count INTEGER NOT NULL CHECK(revision_count >= 1),
      latest_revision_id INTEGER NOT NULL,
      report_count INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX article_by_time ON article(first_seen_at);
    CREATE INDEX article_by_feed ON article(feed_id, first_seen_at);
    CREATE INDEX article_by_language ON article(language, first_seen_at);
    CREATE INDEX article_by_story ON article(story, first_seen_at) WHERE story IS NOT NULL;

    CREATE TABLE item(
      id INTEGER PRIMARY KEY,
      feed_id INTEGER NOT NULL REFERENCES feed(id),
      article_id INTEGER NOT NULL REFERENCES article(id),
      digest ANY NOT NULL,
      published_at INTEGER,
      seen_at INTEGER NOT NULL,
      key TEXT NOT NULL,
      guid TEXT,
      link TEXT,
      title TEXT,
      UNIQUE(feed_id, key)
    ) STRICT;
    CREATE INDEX item_by_feed ON item(feed_id);

    CREATE TABLE revision(
      id INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES article(id),
      number INTEGER NOT NULL CHECK(number >= 1),
      feed_id INTEGER NOT NULL REFERENCES feed(id),
      item_id INTEGER NOT NULL REFERENCES item(id),
      relation TEXT NOT NULL,
      origin TEXT NOT NULL,
      is_cut INTEGER NOT NULL CHECK(is_cut IN (0, 1)),
      seen_at INTEGER NOT NULL,
      published_at INTEGER,
      extractor TEXT,
      response_segment INTEGER REFERENCES segment(id),
      response_offset INTEGER,
      response_bytes INTEGER,
      response_record ANY,
      conversion_segment INTEGER REFERENCES segment(id),
      conversion_offset INTEGER,
      conversion_bytes INTEGER,
      conversion_record ANY,
      metadata_segment INTEGER REFERENCES segment(id),
      metadata_offset INTEGER,
      metadata_bytes INTEGER,
      metadata_record ANY,
      title TEXT,
      facts TEXT NOT NULL,
      fingerprint BLOB NOT NULL,
      text TEXT NOT NULL,
      UNIQUE(article_id, number)
    ) STRICT;
    CREATE INDEX revision_not_analysed ON revision(id) WHERE extractor IS NULL;
    """

  // External content: the index holds the words alone and reads the text for snippets from `revision`, where it stands
  // already. A contentless index would be as small, but gives no snippets and (before SQLite 3.43) takes no deletion.
  // Only the latest revision of an article is indexed, and the view says so to FTS5's own checks and rebuilds.
  private static let search = """
    CREATE VIEW passage AS
      SELECT revision.id AS id, revision.title AS title, revision.text AS text
      FROM revision JOIN article ON article.id = revision.article_id
      WHERE article.latest_revision_id = revision.id;
    CREATE VIRTUAL TABLE search USING fts5(
      title, text, content='passage', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='3');
    """

  // The bands stand in three tables of growing size: see `Bands`.
  private static let identification = """
    CREATE TABLE identity_key(
      key TEXT NOT NULL,
      article_id INTEGER NOT NULL REFERENCES article(id),
      PRIMARY KEY(key, article_id)
    ) WITHOUT ROWID, STRICT;

    CREATE TABLE band_recent(
      hash INTEGER NOT NULL,
      article_id INTEGER NOT NULL,
      PRIMARY KEY(hash, article_id)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE band_middle(
      hash INTEGER NOT NULL,
      article_id INTEGER NOT NULL,
      PRIMARY KEY(hash, article_id)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE band_old(
      hash INTEGER NOT NULL,
      article_id INTEGER NOT NULL,
      PRIMARY KEY(hash, article_id)
    ) WITHOUT ROWID, STRICT;
    """

  private static let reports = """
    CREATE TABLE report(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      article_id INTEGER NOT NULL REFERENCES article(id),
      revision INTEGER NOT NULL,
      last_revision INTEGER NOT NULL,
      known_at INTEGER NOT NULL,
      withdrawn_at INTEGER,
      withdrawn_by TEXT,
      extractor TEXT NOT NULL,
      kind TEXT NOT NULL,
      certainty TEXT NOT NULL,
      status TEXT NOT NULL,
      place_mention TEXT NOT NULL,
      place_id TEXT,
      place_name TEXT NOT NULL,
      place_folded TEXT NOT NULL,
      country TEXT,
      lat REAL,
      lon REAL,
      to_actor TEXT,
      from_actor TEXT,
      start_day INTEGER,
      end_day INTEGER,
      date_basis TEXT NOT NULL,
      sources TEXT NOT NULL,
      comment INTEGER,
      evidence_start INTEGER NOT NULL,
      evidence_end INTEGER NOT NULL,
      quote TEXT NOT NULL,
      CHECK((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
    ) STRICT;
    CREATE INDEX report_by_article ON report(article_id, known_at);
    CREATE INDEX report_by_time ON report(known_at);
    CREATE INDEX report_by_kind ON report(kind, known_at);
    CREATE INDEX report_by_certainty ON report(certainty, known_at);
    CREATE INDEX report_by_status ON report(status, known_at);
    CREATE INDEX report_by_place ON report(place_id, known_at);
    CREATE INDEX report_by_name ON report(place_folded, known_at);
    CREATE INDEX report_by_country ON report(country, known_at);
    CREATE INDEX report_by_taker ON report(to_actor, known_at);
    CREATE INDEX report_by_loser ON report(from_actor, known_at);
    CREATE INDEX report_by_position ON report(lat, lon);
    CREATE INDEX report_withdrawn ON report(id) WHERE withdrawn_at IS NOT NULL;

    CREATE TABLE change(
      id TEXT PRIMARY KEY,
      place TEXT NOT NULL,
      country TEXT,
      start_day INTEGER,
      end_day INTEGER,
      known_at INTEGER NOT NULL,
      confidence REAL NOT NULL,
      document TEXT NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX change_by_time ON change(known_at);
    CREATE INDEX change_by_place ON change(place, known_at);
    CREATE INDEX change_by_country ON change(country, known_at);
    """

  // AUTOINCREMENT keeps the largest id ever given, also when all rows are pruned: an event's id never comes back.
  private static let outbox = """
    CREATE TABLE outbox(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      report_id INTEGER NOT NULL REFERENCES report(id),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE sink(name TEXT PRIMARY KEY, cursor INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    """
}
