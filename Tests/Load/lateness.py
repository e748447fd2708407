#!/usr/bin/env python3
"""How late polls start, with and without servers that hang: lateness.py FEEDFARM --feeds N --hanging N -- SALIENT

Serves a farm of feeds on loopback (FEEDFARM is the folder of the shared feed farm), lets `salient run` poll it over and
over, and reads its log: each `feed.polled` says when the feed is due next, and the event after it when that poll
began. Prints, for the healthy feeds, the polls counted and the median, 99th percentile and maximum of the lateness in
seconds (the log gives times to the second), first without the hanging feeds, then with them, and the daemon's peak memory and processor time. Exits 1 when
the 99th percentile with them is above the one without by more than --slack seconds.
"""
import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from datetime import datetime


def arguments():
    head, _, program = sys.argv[1:], "", []
    if "--" in head:
        at = head.index("--")
        head, program = head[:at], head[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("feedfarm", type=pathlib.Path)
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--hanging", type=int, default=100)
    parser.add_argument("--items", type=int, default=2, help="mean items of a feed")
    parser.add_argument("--interval", type=int, default=60, help="seconds between two polls of a feed")
    parser.add_argument("--seconds", type=int, default=180, help="how long is measured, after the first round")
    parser.add_argument("--slack", type=float, default=1.0)
    given = parser.parse_args(head)
    if len(program) != 1:
        parser.error("which program? end with: -- SALIENT")
    given.salient = program[0]
    return given


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def lateness(log, healthy, start):
    """Seconds between the time that was set for a poll and its beginning, for polls after `start`."""
    due, found = {}, []
    for line in log:
        event = json.loads(line)
        if event.get("event") != "feed.polled":
            continue
        feed, began = event["feed"], moment(event["ts"]) - event["ms"] / 1000
        if feed in due and began >= start and event["url"] in healthy:
            found.append(max(0.0, began - due[feed]))
        if event.get("next"):
            due[feed] = moment(event["next"])
    return sorted(found)


def part(values, share):
    return values[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


def measured(given, hanging, folder):
    farm, state = folder / f"farm-{hanging}", folder / f"state-{hanging}"
    tool = given.feedfarm
    subprocess.run(
        [tool / "make_farm.py", farm, "--feeds", str(given.feeds), "--mix", "prompt", "--epochs", "0",
         "--items", str(given.items), "--median-kb", "2", "--hanging", str(hanging)], check=True, stdout=subprocess.DEVNULL)
    with open(farm / "manifest.json") as file:
        manifest = json.load(file)["feeds"]
    healthy = {feed["url"] for feed in manifest if not feed["class"].startswith("hang")}
    server = subprocess.Popen([tool / "serve.py", farm], stdout=subprocess.PIPE)
    server.stdout.readline()
    try:
        config = folder / f"conf-{hanging}" / "salient.yaml"
        subprocess.run([tool / "farm_config.py", farm, "--state", state, "--to", config.parent,
                        "--interval", f"{given.interval}s"], check=True, stdout=subprocess.DEVNULL)
        with open(config, "a") as file:
            file.write("logging: { level: debug }\n")  # Polls that found nothing new are told at this level.
        log = folder / f"log-{hanging}"
        with open(log, "wb") as out:
            daemon = subprocess.Popen([given.salient, "run", "--config", str(config)], stdout=subprocess.DEVNULL,
                                      stderr=out)
            first = given.interval * 2
            time.sleep(first)
            start = time.time()
            time.sleep(given.seconds)
            daemon.send_signal(signal.SIGTERM)
            _, _, usage = os.wait4(daemon.pid, 0)
            daemon.returncode = 0
        with open(log) as lines:
            values = lateness(lines, healthy, start)
    finally:
        server.terminate()
        server.wait(timeout=20)
    print(f"{given.feeds} feeds, {hanging} of them hang: {len(values)} polls of healthy ones; late by "
          f"{part(values, 0.5):.2f} s in the middle, {part(values, 0.99):.2f} s for one in a hundred, "
          f"{values[-1] if values else float('nan'):.2f} s at most; peak memory {usage.ru_maxrss / 1024:.0f} MiB, "
          f"{usage.ru_utime + usage.ru_stime:.0f} s of processor time", flush=True)
    return part(values, 0.99)


def main():
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        without = measured(given, 0, pathlib.Path(folder))
        with_them = measured(given, given.hanging, pathlib.Path(folder))
    if not with_them <= without + given.slack:
        sys.exit(f"healthy feeds are later by {with_them - without:.2f} s beside hanging ones")


if __name__ == "__main__":
    main()
