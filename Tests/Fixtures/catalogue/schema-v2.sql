-- A catalogue of schema v2: what schema v1 holds, with the number of the last commit that the archive knows and with
-- one article whose page is looked at again. It must open with all of this under every later version.
PRAGMA application_id = 1399615092;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) WITHOUT ROWID, STRICT;
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
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  report_id INTEGER NOT NULL REFERENCES report(id),
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE sink(name TEXT PRIMARY KEY, cursor INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE INDEX feed_by_state ON feed(state, last_result);
CREATE INDEX feed_by_url ON feed(url);
CREATE INDEX capture_by_digest ON capture(payload_digest) WHERE is_revisit = 0;
CREATE INDEX article_by_time ON article(first_seen_at);
CREATE INDEX article_by_feed ON article(feed_id, first_seen_at);
CREATE INDEX article_by_language ON article(language, first_seen_at);
CREATE INDEX article_by_story ON article(story, first_seen_at) WHERE story IS NOT NULL;
CREATE INDEX item_by_feed ON item(feed_id);
CREATE INDEX revision_not_analysed ON revision(id) WHERE extractor IS NULL;
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
CREATE INDEX change_by_time ON change(known_at);
CREATE INDEX change_by_place ON change(place, known_at);
CREATE INDEX change_by_country ON change(country, known_at);
CREATE VIEW passage AS
  SELECT revision.id AS id, revision.title AS title, revision.text AS text
  FROM revision JOIN article ON article.id = revision.article_id
  WHERE article.latest_revision_id = revision.id;
CREATE VIRTUAL TABLE search USING fts5(
  title, text, content='passage', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='3');
ALTER TABLE article ADD COLUMN watch_at INTEGER;
CREATE INDEX article_watched ON article(watch_at) WHERE watch_at IS NOT NULL;
INSERT INTO grdb_migrations VALUES('v1');
INSERT INTO grdb_migrations VALUES('v2');
INSERT INTO meta VALUES('commit', 2);
INSERT INTO meta VALUES('bands_moved', 0);
INSERT INTO meta VALUES('bands_moved_to', 0);
INSERT INTO feed VALUES(1, 'https://a.example/', 'https://a.example/', NULL, 'The feed', '[]', NULL, 'active', NULL, NULL, NULL, 1432254600000, 'as often as it changes', 0, NULL, 0, NULL, 1, 1432252830000, 'ok');
INSERT INTO poll VALUES(1, 1432252830000, 'ok', 200, 120, 5000, 1, 0, 1, NULL);
INSERT INTO segment VALUES(1, '2015/05/22/salient-1.warc.gz', 0, 0, NULL, NULL, NULL);
INSERT INTO capture VALUES(1, 1, 1000, 100, x'11111111222243338444000000000001', 1432252800000, 0, x'abababababababababababababababababababababababababababababababab', 'https://a.example/');
INSERT INTO article VALUES(1, 'a-1', NULL, 'new', 1, 1432252810000, 'en', 2, 2, 1, 1432256400000);
INSERT INTO item VALUES(1, 1, 1, x'0a0b', 1432252740000, 1432252810000, 'one', '', 'https://example.org/one', 'Fighters take the crossing');
INSERT INTO revision VALUES(1, 1, 1, 1, 1, 'new', 'feed', 0, 1432252810000, 1432252740000, 'x1', 1, 1000, 100, x'11111111222243338444000000000001', 1, 1200, 100, x'11111111222243338444000000000001', 1, 1400, 100, x'11111111222243338444000000000001', 'Fighters take the crossing', '{"language":"en","authors":["A. Writer"]}', x'010203', 'Fighters took the crossing on Friday.');
INSERT INTO revision VALUES(2, 1, 2, 1, 1, 'revision', 'feed', 0, 1432252820000, 1432252740000, 'x1', 1, 2000, 100, x'11111111222243338444000000000002', 1, 2200, 100, x'11111111222243338444000000000002', 1, 2400, 100, x'11111111222243338444000000000002', 'Fighters take the crossing', '{"language":"en","authors":["A. Writer"]}', x'010203', 'Fighters took the crossing.');
INSERT INTO search(rowid, title, text) SELECT id, title, text FROM revision WHERE id = 2;
INSERT INTO identity_key VALUES('link:https://example.org/one', 1);
INSERT INTO band_recent VALUES(-5, 1);
INSERT INTO report VALUES(1, 'r-1', 1, 1, 2, 1432252810000, NULL, NULL, 'x1', 'captured', 'reported', 'new', 'the crossing', 'site:sy-al-tanf-crossing', 'Al-Tanf border crossing', 'al-tanf border crossing', 'SY', 33.49, 38.67, 'actor:islamic-state', 'actor:syria-gov', 16577, 16577, 'publication', '["Observatory"]', NULL, 0, 26, 'Fighters took the crossing');
INSERT INTO report VALUES(2, 'r-2', 1, 1, 1, 1432252810000, 1432252820000, 'source', 'x1', 'withdrawn', 'reported', 'new', 'the crossing', 'site:sy-al-tanf-crossing', 'Al-Tanf border crossing', 'al-tanf border crossing', 'SY', 33.49, 38.67, NULL, 'actor:syria-gov', 16577, 16577, 'publication', '["Observatory"]', NULL, 0, 26, 'Fighters took the crossing');
INSERT INTO change VALUES('c-1', 'site:sy-al-tanf-crossing', 'SY', 16577, 16577, 1432252810000, 0.5, '{}');
INSERT INTO outbox VALUES(1432252820000, 'report.new', 1, 1432252820000);
INSERT INTO outbox VALUES(1432252820001, 'report.new', 2, 1432252820000);
INSERT INTO outbox VALUES(1432252820002, 'report.withdrawn', 2, 1432252820000);
INSERT INTO sink VALUES('webhook', 1432252820000);
