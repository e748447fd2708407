"""An invented news site on loopback whose feed can be added to and changed while a test runs."""
import html
import http.server
import threading

SCRIPT = "window.hacked = true"
# What a hostile or broken source may send, wherever a text can stand.
HOSTILE = ("<script>%s</script><img src=x onerror='%s'><svg onload='%s'></svg><a href='javascript:%s'>more</a>"
           "<iframe srcdoc='<script>parent.hacked = true</script>'></iframe>&lt;script&gt;%s&lt;/script&gt;") % ((SCRIPT,) * 5)

CAPTURED = ("<p>Fighters of the Southern Front captured the town of %s in southern Syria on Friday, according to the Syrian "
            "Observatory for Human Rights. The Syrian army withdrew from the town after two days of heavy shelling.</p>"
            "<p>Shops were shut and the road to the capital was empty on Saturday, and people waited at the bakery for "
            "news of their relatives. %s</p>")


HELD = ("<p>Rebels seized the town of Izra from the Syrian army before dawn, a spokesman for the Southern Front said. Nobody was "
        "hurt, he added, and the grain silos on the edge of the town had not been touched.</p><p>Farmers from the plain had "
        "fled with their sheep a week ago, when the first trucks came down the old pilgrims' road in the rain.</p>")


class Site:
    """Serves /feed.xml; `items` may be changed at any time: each is (guid, title, author, body)."""

    def __init__(self):
        self.items = [
            ("hostile", "<img src=x onerror='%s'>Busra al-Sham falls" % SCRIPT, "<svg onload='%s'>Lena" % SCRIPT,
             CAPTURED % ("Busra al-Sham", "The mayor said nothing. ") + HOSTILE),
            ("revised", "Izra changes hands", "Lena Marek", HELD),
        ]
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = site.feed(self.server.server_address[1]).encode()
                found = self.path == "/feed.xml"
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body) if found else 0))
                self.end_headers()
                self.wfile.write(body if found else b"")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = "http://127.0.0.1:%d/feed.xml" % self.server.server_address[1]

    def add(self, guid, place):
        self.items.insert(0, (guid, "%s taken" % place, "Desk", CAPTURED % (place, "More to come. ")))

    def revise(self, guid, old, new):
        self.items = [(g, t, a, body.replace(old, new) if g == guid else body) for g, t, a, body in self.items]

    def feed(self, port):
        items = "".join(
            "<item><guid isPermaLink='false'>%s</guid><title>%s</title><dc:creator>%s</dc:creator>"
            "<link>http://127.0.0.1:%d/%s.html</link><pubDate>Sat, 23 May 2015 08:00:00 +0000</pubDate>"
            "<content:encoded>%s</content:encoded></item>"
            % (guid, html.escape(title), html.escape(author), port, guid, html.escape(body))
            for guid, title, author, body in self.items)
        return ("<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
                "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Desk</title>"
                "<link>http://127.0.0.1:%d/</link><description>news</description>%s</channel></rss>" % (port, items))
