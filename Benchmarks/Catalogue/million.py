"""How long do views and searches take at a million articles, and how long a start with 50 GB of archive?

    million.py PROGRAM FOLDER [ARTICLES]

The program makes an empty catalogue in FOLDER; this script fills it with made-up articles, whose words are drawn as
unevenly as in real texts, by SQL of the program's own schema, and lays sealed segments of 50 GB beside it, sparse. Then
the daemon is started and asked over its socket. A folder that is filled already is only asked.
"""

import atexit
import http.client
import itertools
import os
import random
import socket
import sqlite3
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FEEDS, WORDS_AN_ARTICLE, BATCH = 2000, 120, 5000
SEGMENTS, SEGMENT_BYTES = 200, 256 << 20
LETTERS = "abcdefghijklmnoprstuvz"
FIRST = 1_700_000_000_000
ASKED = 40


def words(count):
    """The rank of a word is its place; the same words in every run."""
    chance = random.Random(3)
    found = {}
    while len(found) < count:
        found["".join(chance.choices(LETTERS, k=chance.randint(3, 9)))] = None
    return list(found)


def fill(path, articles):
    vocabulary = words(60_000)
    # Zipf's law: the n-th commonest word is drawn as 1/n.
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
    chance = random.Random(5)
    base = sqlite3.connect(path)
    base.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    for feed in range(1, FEEDS + 1):
        url = "https://feed-%d.example.org/rss" % feed
        base.execute("INSERT INTO feed(id, subscribed_url, url, tags, state, next_poll_at) VALUES(?, ?, ?, '[]', 'active', ?)",
                     (feed, url, url, 4_000_000_000_000))
    for first in range(1, articles + 1, BATCH):
        rows = range(first, min(first + BATCH, articles + 1))
        texts = [" ".join(chance.choices(vocabulary, cum_weights=weights, k=WORDS_AN_ARTICLE)) for _ in rows]
        titles = [text[:60] for text in texts]
        feeds = [chance.randint(1, FEEDS) for _ in rows]
        base.executemany(
            "INSERT INTO article(id, name, relation, feed_id, first_seen_at, language, revision_count, latest_revision_id)"
            " VALUES(?, ?, 'new', ?, ?, 'en', 1, ?)",
            ((row, "a-%012x" % row, feed, FIRST + row * 1000, row) for row, feed in zip(rows, feeds)))
        base.executemany(
            "INSERT INTO item(id, feed_id, article_id, digest, seen_at, key, title) VALUES(?, ?, ?, ?, ?, ?, ?)",
            ((row, feed, row, b"%032d" % row, FIRST + row * 1000, "guid:%d" % row, title)
             for row, feed, title in zip(rows, feeds, titles)))
        base.executemany(
            "INSERT INTO revision(id, article_id, number, feed_id, item_id, relation, origin, is_cut, seen_at, extractor,"
            " title, facts, fingerprint, text) VALUES(?, ?, 1, ?, ?, 'new', 'feed', 0, ?, 'x', ?, '{}', x'', ?)",
            ((row, row, feed, row, FIRST + row * 1000, title, text)
             for row, feed, title, text in zip(rows, feeds, titles, texts)))
        base.executemany("INSERT INTO search(rowid, title, text) VALUES(?, ?, ?)", zip(rows, titles, texts))
        base.executemany(
            "INSERT INTO report(name, article_id, revision, last_revision, known_at, extractor, kind, certainty, status,"
            " place_mention, place_id, place_name, place_folded, country, lat, lon, to_actor, date_basis, sources, evidence_start,"
            " evidence_end, quote) VALUES(?, ?, 1, 1, ?, 'x', ?, 'claimed', 'new', ?, ?, ?, ?, 'SY', ?, ?, ?, 'publication', '[]', 0, 9, 'q')",
            (("r-%012x" % row, row, FIRST + row * 1000, ("captured", "held")[row // 10 % 2], "p", "geonames:%d" % (row % 5000),
              "Place %d" % (row % 5000), "place %d" % (row % 5000), 30 + row % 700 / 100, 36 + row % 600 / 100,
              "actor:%d" % (row % 40)) for row in rows if row % 10 == 0))
        base.commit()
        if first // BATCH % 20 == 0:
            print("  %d articles" % (first + BATCH - 1), file=sys.stderr, flush=True)
    base.execute("INSERT INTO search(search) VALUES('optimize')")
    base.commit()
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def lay_segments(state, path):
    """Sealed segments that the catalogue knows whole: a start looks at their names and lengths alone."""
    base = sqlite3.connect(path)
    for number in range(SEGMENTS):
        day = "2026/%02d/%02d" % (1 + number // 28, 1 + number % 28)
        name = "%s/salient-%sT000000Z-0001.warc.gz" % (day, day.replace("/", ""))
        os.makedirs(os.path.join(state, "archive", day), exist_ok=True)
        with open(os.path.join(state, "archive", name), "wb") as file:
            file.truncate(SEGMENT_BYTES)
        base.execute("INSERT INTO segment(name, byte_count) VALUES(?, ?)", (name, SEGMENT_BYTES))
    base.commit()
    base.close()


def ask(path, page):
    connection = http.client.HTTPConnection("localhost", timeout=120)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(path)
    began = time.perf_counter()
    connection.request("GET", page)
    answer = connection.getresponse()
    body = answer.read()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    if answer.status != 200:
        sys.exit("%s: %d %s" % (page, answer.status, body[:300].decode()))
    return took


def pages(articles):
    vocabulary = words(60_000)
    chance = random.Random(11)

    def some(low, high):
        return vocabulary[chance.randint(low, high)]

    yield "a rare word", lambda: "/search?q=" + some(20_000, 59_000)
    yield "a common word", lambda: "/search?q=" + some(0, 30)
    yield "two words", lambda: "/search?q=%s+%s" % (some(100, 2000), some(100, 2000))
    yield "a phrase", lambda: "/search?q=%%22%s+%s%%22" % (some(0, 200), some(0, 200))
    yield "a beginning", lambda: "/search?q=%s*" % some(1000, 9000)[:4]
    yield "the newest articles", lambda: "/articles?limit=50"
    yield "a feed's articles", lambda: "/articles?limit=50&feed=https://feed-%d.example.org/rss" % chance.randint(1, FEEDS)
    yield "an article", lambda: "/articles/a-%012x" % chance.randint(1, articles)
    yield "the newest reports", lambda: "/reports?limit=50"
    yield "a place's reports", lambda: "/reports?limit=50&place=geonames:%d" % (chance.randint(0, 499) * 10)
    yield "an actor's reports", lambda: "/reports?limit=50&actor=actor:%d" % (chance.randint(0, 3) * 10)
    yield "the status", lambda: "/status"


def main():
    program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    articles = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    state = folder + "/state"
    catalogue = state + "/catalogue.sqlite"
    environment = dict(os.environ, SALIENT_DATA=ROOT + "/etc")
    command = [program, "run", "--config", folder + "/salient.yaml"]
    if not os.path.exists(catalogue):
        os.makedirs(state, exist_ok=True)
        with open(folder + "/salient.yaml", "w") as file:
            file.write('state: state\nfeeds: [feeds.opml]\nfetching: { contact: "mailto:bench@example.org" }\n')
        with open(folder + "/feeds.opml", "w") as file:
            file.write('<opml version="2.0"><body/></opml>')
        began = time.monotonic()
        subprocess.run([*command, "--once"], env=environment, check=True, capture_output=True)
        print("start with nothing, and end: %.1f s" % (time.monotonic() - began), flush=True)
        fill(catalogue, articles)
        lay_segments(state, catalogue)
    print("%d articles, catalogue of %.2f GB, archive of %.0f GB" % (
        articles, os.path.getsize(catalogue) / 1e9, SEGMENTS * SEGMENT_BYTES / 1e9), flush=True)
    for run in range(2):
        began = time.monotonic()
        daemon = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        atexit.register(daemon.kill)
        while True:
            try:
                ask(state + "/status.sock", "/health/live")
                break
            except OSError:
                if daemon.poll() is not None:
                    sys.exit("the daemon ended with %d" % daemon.returncode)
                time.sleep(0.01)
        took = time.monotonic() - began
        with open("/proc/%d/stat" % daemon.pid) as file:
            ticks = sum(map(int, file.read().rsplit(")", 1)[1].split()[11:13]))
        print("start until the socket answers: %.2f s, of which %.2f s of processor time" % (
            took, ticks / os.sysconf("SC_CLK_TCK")), flush=True)
        if run == 1:
            for what, page in pages(articles):
                times = sorted(ask(state + "/status.sock", page()) for _ in range(ASKED))
                print("%-22s median %7.1f ms, 95 %% within %7.1f ms, longest %7.1f ms" % (
                    what, times[ASKED // 2], times[ASKED * 95 // 100], times[-1]), flush=True)
            with open("/proc/%d/status" % daemon.pid) as file:
                print([line.strip() for line in file if line.startswith("VmHWM")][0])
        daemon.terminate()
        daemon.wait()


if __name__ == "__main__":
    main()
