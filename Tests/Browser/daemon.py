"""A daemon of its own for the browser test: its state in a temporary folder, its page on a free port of loopback."""
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Daemon:
    def __init__(self, program, data, feeds):
        self.folder = tempfile.mkdtemp(prefix="salient-browser-")
        self.program, self.data = program, data
        self.address = "127.0.0.1:%d" % free_port()
        self.base = "http://" + self.address
        with open(self.folder + "/feeds.opml", "w") as file:
            file.write('<opml version="2.0"><body><outline text="News">%s</outline></body></opml>'
                       % "".join('<outline type="rss" xmlUrl="%s"/>' % url for url in feeds))
        with open(self.folder + "/salient.yaml", "w") as file:
            file.write("state: state\nfeeds: [feeds.opml]\npolling: { minimum: 1s, maximum: 2s, initial: 1s }\n"
                       "fetching: { contact: \"mailto:test@example.org\", private_addresses: [127.0.0.0/8] }\n"
                       "archive: { commit_every: 20ms }\nstatus: { listen: \"%s\" }\n" % self.address)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "run", "--config", self.folder + "/salient.yaml"], stdout=subprocess.DEVNULL,
            stderr=open(self.folder + "/log", "a"), env=dict(os.environ, SALIENT_DATA=self.data))

    def ask(self, path):
        with urllib.request.urlopen(self.base + path, timeout=10) as answer:
            return json.load(answer)

    def until(self, path, holds, seconds=120):
        """Asks again and again until the answer is as wanted."""
        end = time.time() + seconds
        while True:
            try:
                answer = self.ask(path)
                if holds(answer):
                    return answer
            except OSError:
                pass  # It is still starting.
            if time.time() > end:
                with open(self.folder + "/log") as file:
                    raise SystemExit("%s does not come to be as wanted; the daemon's log ends:\n%s" % (path, file.read()[-2000:]))
            time.sleep(0.2)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
