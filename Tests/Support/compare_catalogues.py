"""Compares two catalogues row by row: prints each difference and ends with status 1 when there is one.

    compare_catalogues.py ONE OTHER [--without TABLE,…]

Left aside is what no archive can know: when feeds are asked next, how their polls went, and how full segments are.
"""

import sqlite3
import sys

TABLES = {
    "article": None, "item": None, "revision": None, "report": None, "capture": None, "identity_key": None,
    "band_recent": None, "band_middle": None, "band_old": None, "outbox": None, "sink": None, "change": None,
    "segment": ["id", "name"], "meta": None,
    "feed": ["id", "subscribed_url", "title", "found_title", "tags", "interval_ms", "state", "item_count"],
}


def rows(path, table, columns):
    with sqlite3.connect("file:%s?mode=ro" % path, uri=True) as database:
        names = columns or [c[1] for c in database.execute("PRAGMA table_info(%s)" % table)]
        return names, sorted(database.execute("SELECT %s FROM %s" % (", ".join(names), table)), key=repr)


def words(path):
    """Every word of the search index with its document, column and place."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, 'search', 'instance')")
        return sorted(database.execute("SELECT * FROM temp.words"), key=repr)


def main():
    one, other = sys.argv[1:3]
    differences = 0
    without = sys.argv[4].split(",") if sys.argv[3:4] == ["--without"] else []
    for table, columns in TABLES.items():
        if table in without:
            continue
        names, left = rows(one, table, columns)
        _, right = rows(other, table, columns)
        print("%s: %d and %d rows" % (table, len(left), len(right)))
        for here, there, sign in ((left, right, "-"), (right, left, "+")):
            for row in [row for row in here if row not in there][:5]:
                differences += 1
                print("  %s %s" % (sign, {n: str(v)[:80] for n, v in zip(names, row)}))
    left, right = words(one), words(other)
    print("words: %d and %d" % (len(left), len(right)))
    if left != right:
        differences += 1
        print("  the search indices differ")
    sys.exit(1 if differences else 0)


main()
