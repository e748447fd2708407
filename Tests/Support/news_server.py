"""A small news site on loopback for the tests: prints its port, serves until its standard input closes.

    news_server.py folder DIR [FROM TO]     the files of DIR; FROM is replaced by the server's own address in what is served
    news_server.py growing FEEDS ITEMS      FEEDS feeds; every request to one shows it with up to three more items, to ITEMS
"""

import email.utils
import hashlib
import http.server
import os
import sys
import threading

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Desk {feed}</title><link>{base}/</link><description>news</description>
{items}</channel></rss>
"""
ITEM = """<item><title>Town {n} of desk {feed} changes hands</title><link>{base}/{feed}/{n}.html</link>
<guid isPermaLink="false">desk-{feed}-item-{n}</guid><pubDate>Fri, 22 May 2015 {hour:02}:{minute:02}:00 +0000</pubDate>
<description>Rebels of brigade {feed} captured the village of Number{n} in Desk{feed} province on Friday, a spokesman
said, after {words}. The army withdrew from the hill above it.</description></item>
"""
WORDS = "night fog rain heavy fighting long siege short raid bridge river market school quiet week month dawn".split()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        base = "http://127.0.0.1:%d" % self.server.server_address[1]
        found = self.server.answer(self.path.split("?")[0], base)
        if found is None:
            self.send(404, "text/plain", b"no such page", None)
            return
        kind, body = found
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        if self.headers.get("If-None-Match") == tag:
            self.send(304, kind, b"", tag)
        else:
            self.send(200, kind, body, tag)

    def send(self, status, kind, body, tag):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if tag:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", email.utils.formatdate(0, usegmt=True))
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def folder(root, replace):
    def answer(path, base):
        name = os.path.normpath(os.path.join(root, path.lstrip("/")))
        if not name.startswith(os.path.abspath(root) + os.sep) or not os.path.isfile(name):
            return None
        with open(name, "rb") as file:
            body = file.read()
        if replace:
            body = body.replace(replace[0].encode(), (replace[1].replace("SERVER", base)).encode())
        kind = "text/html; charset=utf-8" if name.endswith((".html", ".php")) else "application/rss+xml"
        return kind, body

    return answer


def growing(feeds, most):
    shown = [0] * feeds
    lock = threading.Lock()

    def answer(path, base):
        name = path.strip("/").removesuffix(".xml")
        if not name.isdigit() or int(name) >= feeds:
            return None
        feed = int(name)
        with lock:
            shown[feed] = min(most, shown[feed] + 3)
            count = shown[feed]
        items = "".join(
            ITEM.format(
                feed=feed, n=n, base=base, hour=n // 60 % 24, minute=n % 60,
                words=" ".join(WORDS[(n * 7 + feed * 3 + k * (n + 1)) % len(WORDS)] for k in range(12)))
            for n in reversed(range(count)))
        return "application/rss+xml", FEED.format(feed=feed, base=base, items=items).encode()

    return answer


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if sys.argv[1] == "folder":
        server.answer = folder(os.path.abspath(sys.argv[2]), sys.argv[3:5])
    else:
        server.answer = growing(int(sys.argv[2]), int(sys.argv[3]))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
