"""The power goes while the daemon works: what it had acknowledged is there afterwards, once.

    power_cuts.py PROGRAM [CUTS]

A killed process loses nothing that the kernel holds; a power cut loses whatever no fsync covered. So the state stands on
an ext4 image, and that image on btrfs: a reflink copy of it, taken at any instant, is what the disk held then. Every
copy is mounted as after a power cut and looked at with no feed to ask: every article and every report that the log had
told of before the copy was made must be there, once, and the archive must verify. The last copy then goes on polling.

Needs root, loop devices, mkfs.ext4 and mkfs.btrfs; says so and ends with status 77 where they are missing.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from disk_faults import Place, expect, wait  # noqa: E402

FEEDS, ITEMS = 6, 240
NEEDED = ["mkfs.ext4", "mkfs.btrfs", "mount", "umount"]
HOST_BYTES, STATE_BYTES = 3 << 30, 300 << 20


def command(*words):
    done = subprocess.run(words, capture_output=True, text=True)
    expect(done.returncode == 0, "%s: %s" % (" ".join(words), done.stderr.strip()))


class Disk:
    """An ext4 image that can be copied at any instant, mounted where the state is."""

    def __init__(self, folder):
        self.host, self.image = folder + "/host", folder + "/host/disk.img"
        self.mounted = []
        for path, size, make in ((folder + "/btrfs.img", HOST_BYTES, ["mkfs.btrfs", "-q"]),):
            with open(path, "wb") as file:
                file.truncate(size)
            command(*make, path)
            os.mkdir(self.host)
            self.mount(path, self.host)
        with open(self.image, "wb") as file:
            file.truncate(STATE_BYTES)
        command("mkfs.ext4", "-q", "-F", self.image)

    def mount(self, image, at):
        command("mount", "-o", "loop,noatime", image, at)
        self.mounted.append(at)

    def unmount(self, at):
        subprocess.run(["umount", at], capture_output=True)
        self.mounted.remove(at)

    def cut(self, number):
        copy = "%s/cut-%d.img" % (self.host, number)
        command("cp", "--reflink=always", self.image, copy)
        return copy

    def close(self):
        for at in reversed(list(self.mounted)):
            subprocess.run(["umount", "-l", at], capture_output=True)


def told(place):
    """Reports that the daemon has told of, and their articles: they are acknowledged."""
    articles, reports = set(), set()
    with open(place.log, errors="replace") as file:
        for line in file:
            if not line.endswith("\n"):
                break
            event = json.loads(line)
            if event["event"] == "report.new":
                articles.add(event["article"])
                reports.add(event["report"])
    return articles, reports


def objects(place, *arguments):
    done = place.run(*arguments, "--json")
    expect(done.returncode == 0, "%s: %s" % (" ".join(arguments), done.stderr[-300:]))
    return [json.loads(line) for line in done.stdout.splitlines()]


def look(place, disk, copy, acknowledged, at_end):
    """What stands on the copy, by a start that has no feed to ask."""
    articles, reports = acknowledged
    state = place.state
    place.state = place.folder + "/after"
    try:
        os.makedirs(place.state, exist_ok=True)
        disk.mount(copy, place.state)
        place.write("salient.yaml", place.configuration.replace("state: state", "state: after"))
        place.write("feeds.opml", '<opml version="2.0"><body/></opml>')
        started = place.run("run", "--once")
        expect(started.returncode == 0, "it does not start: %s" % started.stderr[-400:])
        there = [found["id"] for found in objects(place, "articles")]
        expect(len(set(there)) == len(there), "articles stand twice")
        lost = articles - set(there)
        expect(not lost, "%d of %d acknowledged articles are lost" % (len(lost), len(articles)))
        lost = reports - {found["id"] for found in objects(place, "reports", "--withdrawn")}
        expect(not lost, "%d of %d acknowledged reports are lost" % (len(lost), len(reports)))
        items = place.items()
        expect(len(set(items)) == len(items), "items stand twice")
        verified = place.run("archive", "verify")
        expect(verified.returncode == 0, "archive verify: %s" % verified.stdout[-600:])
        if at_end:
            place.write("feeds.opml", place.feeds)
            before = set(items)
            for _ in range(2):
                expect(place.run("run", "--once").returncode == 0, "it does not go on")
            items = place.items()
            expect(before < set(items) and len(set(items)) == len(items),
                   "%d items after two more rounds, %d of them different, %d before" % (
                       len(items), len(set(items)), len(before)))
        return len(articles), len(there), "archive.recovered" in started.stderr
    finally:
        if place.state in disk.mounted:
            disk.unmount(place.state)
        place.state = state


def main():
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if os.geteuid() != 0 or missing:
        print("power cuts: need root and %s; not run" % " ".join(missing or NEEDED))
        sys.exit(77)
    program = os.path.abspath(sys.argv[1])
    cuts = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    place = Place(program, feeds=FEEDS, items=ITEMS)
    disk, daemon = None, None
    chance = random.Random(7)
    recovered = failed = 0
    try:
        try:
            disk = Disk(place.folder)
        except AssertionError as error:
            print("power cuts: %s; not run" % error)
            sys.exit(77)
        with open(place.folder + "/salient.yaml") as file:
            place.configuration = file.read()
        with open(place.folder + "/feeds.opml") as file:
            place.feeds = file.read()
        disk.mount(disk.image, place.state)
        daemon = subprocess.Popen(place.command("run"), env=place.environment(), stdout=subprocess.DEVNULL,
                                  stderr=open(place.log, "a"))
        wait(240, "the first articles", lambda: len(told(place)[0]) > 3)
        copies = []
        for number in range(cuts):
            before = len(told(place)[0])
            time.sleep(chance.uniform(0.05, 0.6))
            wait(60, "more articles", lambda: len(told(place)[0]) > before or before >= place.wanted)
            expect(daemon.poll() is None, "the daemon ended with %s" % daemon.returncode)
            # What was told before the copy is made must be on it.
            acknowledged = told(place)
            expect(len(acknowledged[0]) < place.wanted, "the work was over before cut %d; nothing was cut" % (number + 1))
            copies.append((disk.cut(number), acknowledged))
        daemon.send_signal(signal.SIGKILL)
        daemon.wait()
        for number, (copy, acknowledged) in enumerate(copies):
            try:
                articles, there, has_recovered = look(place, disk, copy, acknowledged, number == cuts - 1)
                recovered += has_recovered
                print("ok    cut %2d: %3d articles acknowledged, %3d there" % (number + 1, articles, there), flush=True)
            except AssertionError as error:
                failed += 1
                print("FAIL  cut %2d: %s" % (number + 1, error), flush=True)
        print("%d cuts, %d failed; %d starts took in what the catalogue lacked" % (cuts, failed, recovered))
    except AssertionError as error:
        failed += 1
        print("FAIL  %s" % error)
        print("      " + " | ".join(open(place.log).read().splitlines()[-3:] if os.path.exists(place.log) else []))
    finally:
        if daemon is not None and daemon.poll() is None:
            daemon.kill()
            daemon.wait()
        if disk is not None:
            disk.close()
        place.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if "--own-mounts" not in sys.argv and os.geteuid() == 0:
        os.execvp("unshare", ["unshare", "--mount", sys.executable, __file__, *sys.argv[1:], "--own-mounts"])
    if "--own-mounts" in sys.argv:
        sys.argv.remove("--own-mounts")
    main()
