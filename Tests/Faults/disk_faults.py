"""Disks that are full, fail and lie, under the running daemon: nothing acknowledged is lost, and it resumes by itself.

    disk_faults.py PROGRAM [CASE…]

Needs root (a file system of its own) and strace; says so and ends with status 77 where they are missing. Every case ends
in the same questions: is every item stored, once; does `archive verify` find nothing; is no segment left open.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FEEDS, ITEMS = 4, 18


class Place:
    """A daemon's folder with its site."""

    def __init__(self, program, feeds=FEEDS, items=ITEMS):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="salient-faults-")
        self.state = self.folder + "/state"
        os.mkdir(self.state)
        self.wanted = feeds * items
        self.site = subprocess.Popen(
            [sys.executable, ROOT + "/Tests/Support/news_server.py", "growing", str(feeds), str(items)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        port = int(self.site.stdout.readline())
        outlines = "".join('<outline type="rss" xmlUrl="http://127.0.0.1:%d/%d.xml"/>' % (port, n) for n in range(feeds))
        self.write("feeds.opml", '<opml version="2.0"><body>%s</body></opml>' % outlines)
        self.write("salient.yaml", "\n".join([
            "state: state", "feeds: [feeds.opml]", "polling: { minimum: 0s, maximum: 0s, initial: 0s }",
            'fetching: { contact: "mailto:test@example.org", private_addresses: [127.0.0.0/8] }',
            "articles: { pages: never }", "archive: { commit_every: 20ms }", "logging: { format: json }", ""]))
        self.log = self.folder + "/log.jsonl"

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def command(self, *arguments):
        return [self.program, *arguments, "--config", self.folder + "/salient.yaml"]

    def environment(self):
        return dict(os.environ, SALIENT_DATA=ROOT + "/etc")

    def run(self, *arguments, before=()):
        return subprocess.run([*before, *self.command(*arguments)], env=self.environment(), text=True, capture_output=True,
                              timeout=120)

    def start(self, before=()):
        return subprocess.Popen([*before, *self.command("run")], env=self.environment(), stdout=subprocess.DEVNULL,
                                stderr=open(self.log, "a"))

    def events(self):
        found = []
        if os.path.exists(self.log):
            for line in open(self.log):
                try:
                    found.append(json.loads(line).get("event"))
                except ValueError:
                    pass
        return found

    def ready(self):
        """Status and text of /health/ready; None while nobody answers."""
        connection = http.client.HTTPConnection("localhost", timeout=5)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(5)
        try:
            connection.sock.connect(self.state + "/status.sock")
            connection.request("GET", "/health/ready")
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return None
        finally:
            connection.close()

    def items(self):
        lines = self.run("articles", "--items", "--json").stdout.splitlines()
        return [json.loads(line)["item_id"] for line in lines]

    def expect_whole(self):
        for _ in range(ITEMS):
            if len(self.items()) >= self.wanted:
                break
            self.run("run", "--once")
        items = self.items()
        expect(len(items) == self.wanted and len(set(items)) == self.wanted,
               "%d items, %d of them different, want %d" % (len(items), len(set(items)), self.wanted))
        verified = self.run("archive", "verify")
        expect(verified.returncode == 0, "archive verify: %s" % verified.stdout[-600:])
        left = [name for _, _, names in os.walk(self.state) for name in names if name.endswith((".open", ".part"))]
        expect(not left, "left open: %s" % left)

    def close(self):
        self.site.stdin.close()
        self.site.terminate()
        shutil.rmtree(self.folder, ignore_errors=True)


def expect(truth, what):
    if not truth:
        raise AssertionError(what)


def wait(seconds, what, condition):
    deadline = time.time() + seconds
    while not condition():
        expect(time.time() < deadline, "waited %d s for %s" % (seconds, what))
        time.sleep(0.1)


def stop(process):
    process.send_signal(signal.SIGTERM)
    expect(process.wait(timeout=30) == 0, "the daemon ended with %s" % process.returncode)


def disk_full(place):
    """A file system fills up under load: 503 with the reason, and it goes on by itself when there is room."""
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", place.state], capture_output=True)
    expect(mount.returncode == 0, "no tmpfs: %s" % mount.stderr)
    try:
        daemon = place.start()
        wait(60, "the disk to be full", lambda: {"archive.failed", "catalogue.failed"} & set(place.events()))
        wait(10, "503", lambda: (place.ready() or (0, ""))[0] == 503)
        status, text = place.ready()
        expect("full" in text or "room" in text or "MiB free" in text, "readiness gives no reason: %s" % text)
        subprocess.run(["mount", "-o", "remount,size=300m", place.state], check=True)
        wait(30, "it to resume", lambda: "archive.resumed" in place.events())
        wait(10, "readiness", lambda: (place.ready() or (0, ""))[0] == 200)
        wait(200, "all items", lambda: len(place.items()) >= place.wanted)
        stop(daemon)
        place.expect_whole()
    finally:
        subprocess.run(["umount", "-l", place.state])


def injected(fault):
    def case(place):
        trace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "inject=" + fault]
        for _ in range(2):
            place.run("run", "--once", before=trace)
        place.expect_whole()

    case.__doc__ = "system calls fail: " + fault
    return case


def fsync_fails(place):
    """An fsync fails once and then says yes: the segment is given up, nothing more is written to it."""
    trace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO:when=2"]
    result = place.run("run", "--once", before=trace)
    expect("archive.failed" in result.stderr or "catalogue.failed" in result.stderr or result.returncode != 0,
           "the failed fsync went unnoticed")
    place.expect_whole()


def power_of_two_daemons(place):
    """A second daemon on the same state refuses, and names the first."""
    first = place.start()
    wait(30, "readiness", lambda: place.ready() is not None)
    second = place.run("run", "--once")
    expect(second.returncode == 75 and str(first.pid) in second.stderr, second.stderr[-300:])
    stop(first)
    place.expect_whole()


CASES = {
    "disk-full": disk_full,
    "fsync-fails": fsync_fails,
    "fsync-fails-often": injected("fsync:error=EIO:when=3+7"),
    "no-room-for-the-catalogue": injected("pwrite64:error=ENOSPC:when=9+11"),
    "input-output-error": injected("pwrite64:error=EIO:when=7+13"),
    "slow-disk": injected("fsync,fdatasync:delay_enter=50ms"),
    "two-daemons": power_of_two_daemons,
}


def main():
    if os.geteuid() != 0 or shutil.which("strace") is None:
        print("disk faults: need root and strace; not run")
        sys.exit(77)
    program = os.path.abspath(sys.argv[1])
    failed = 0
    for name in sys.argv[2:] or CASES:
        place = Place(program)
        began = time.time()
        try:
            CASES[name](place)
            print("ok    %-26s %5.1f s  %s" % (name, time.time() - began, CASES[name].__doc__.splitlines()[0]), flush=True)
        except (AssertionError, subprocess.SubprocessError, OSError) as error:
            failed += 1
            print("FAIL  %-26s %5.1f s  %s" % (name, time.time() - began, error), flush=True)
            print("      " + " | ".join(open(place.log).read().splitlines()[-3:] if os.path.exists(place.log) else []))
        finally:
            place.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if "--own-mounts" not in sys.argv and os.geteuid() == 0:
        os.execvp("unshare", ["unshare", "--mount", sys.executable, __file__, *sys.argv[1:], "--own-mounts"])
    if "--own-mounts" in sys.argv:
        sys.argv.remove("--own-mounts")
    main()
