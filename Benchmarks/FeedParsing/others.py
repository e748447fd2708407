"""Other feed parsers over the documents of a folder: a line each, with the name, the processor seconds of one pass (the best
of as many as fit in half a second), and how many documents the parser refused."""
import os
import sys
import time

documents = []
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        documents.append(file.read())


def measure(name, parse):
    refused = 0
    for document in documents:
        try:
            parse(document)
        except Exception:  # A refusal of any kind is only counted.
            refused += 1
    best, end = float("inf"), time.process_time() + 0.5
    while True:
        start = time.process_time()
        for document in documents:
            try:
                parse(document)
            except Exception:
                pass
        now = time.process_time()
        best = min(best, now - start)
        if now > end:
            break
    print(name, best, refused, sep="\t", flush=True)


try:
    import fastfeedparser
    measure("fastfeedparser", fastfeedparser.parse)
except ImportError:
    print("fastfeedparser is not installed", file=sys.stderr)

try:
    import feedparser_rs
    measure("feedparser-rs", lambda document: feedparser_rs.parse(document, sanitize_html=False))
    measure("feedparser-rs, URLs left alone", lambda document: feedparser_rs.parse(
        document, sanitize_html=False, resolve_relative_uris=False))
except ImportError:
    print("feedparser-rs is not installed", file=sys.stderr)
