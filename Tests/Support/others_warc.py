"""Writes a WARC 1.0 file as other programs do, from the sample's pages: one body chunked, one packed with gzip.

    others_warc.py FILE
"""

import glob
import gzip
import os
import sys
import uuid

PAGES = os.path.join(os.path.dirname(__file__), "..", "..", "etc", "sample")


def record(kind, uri, date, block, content_type):
    head = [
        "WARC/1.0", "WARC-Type: %s" % kind, "WARC-Record-ID: <urn:uuid:%s>" % uuid.uuid4(), "WARC-Date: %s" % date,
        "Content-Type: %s" % content_type, "Content-Length: %d" % len(block),
    ]
    if uri:
        head.insert(4, "WARC-Target-URI: <%s>" % uri)
    return gzip.compress("\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")


def chunked(body):
    pieces = [body[at:at + 1000] for at in range(0, len(body), 1000)] + [b""]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


def main():
    pages = sorted(p for p in glob.glob(PAGES + "/**/*.html", recursive=True))
    with open(sys.argv[1], "wb") as file:
        file.write(record("warcinfo", None, "2015-05-23T10:00:00Z", b"software: another/1.0\r\n", "application/warc-fields"))
        for number, path in enumerate(pages[:2]):
            with open(path, "rb") as page:
                body = page.read()
            fields = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8"]
            if number == 0:
                fields.append("Transfer-Encoding: chunked")
                body = chunked(body)
            else:
                fields.append("Content-Encoding: gzip")
                body = gzip.compress(body)
            block = ("\r\n".join(fields) + "\r\n\r\n").encode() + body
            uri = "http://news.example/2015/05/%s" % os.path.basename(path)
            file.write(record("response", uri, "2015-05-23T10:00:0%dZ" % number, block, "application/http; msgtype=response"))
        file.write(record("response", "http://news.example/logo.png", "2015-05-23T10:00:05Z",
                          b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG", "application/http; msgtype=response"))


main()
