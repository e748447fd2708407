#!/usr/bin/env python3
"""Learns the weights of the territory extraction from annotated texts.

  train.py --texts texts.jsonl --gold gold.jsonl --out FOLDER/territory-weights.txt [--cross FOLDER] -- CMD

CMD is the extraction, reading texts as JSON Lines and the weights from where --out writes them; it is run with --clues for the clues of every candidate, then, for the
candidates that turn out to state a record, with --fields for those of roles, time and certainty.
--cross also writes, per author (the id up to the hyphen), weights learnt without that author's texts: FOLDER/AUTHOR.txt.
"""
import argparse
import json
import math
import re
import subprocess

import numpy as np

import labels
import learner
import texts as own

KINDS = ["captured", "recaptured", "withdrawn", "handed_over", "contested", "advanced", "repelled", "held", "annexed"]
CERTAINTIES = ["asserted", "reported", "claimed", "rumoured", "predicted", "hypothetical", "denied"]
STATUSES = ["new", "background", "standing"]
# How strongly weights are held near zero, per choice; found by cross-validation.
STRENGTH = {"text": 30.0, "meant": 2.0, "report": 6.0, "kind": 3.0, "to": 2.0, "from": 2.0, "date": 1.0, "certainty": 1.5, "status": 3.0}


# Clues of structure generalise; those of single words do so only in numbers.
TRUST = 1.5
STRUCTURE = ("slot", "role", "path", "trigger", "frame", "above", "child")
# The names of places and of neighbours are learnt by heart and say nothing of the next war.
UNTAUGHT = ("core", "peace", "capitals", "before-place", "section")


def structural(name):
    return name.startswith(STRUCTURE) and name not in ("frame-text", "frame-noun", "frame-part", "frame-subject", "frame-object")


def author(text_id):
    found = re.match(r"[a-z]+\d*", text_id).group(0)
    return "t5" if found == "t5b" else found


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def run(command, option, texts):
    feed = "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
    done = subprocess.run([*command, option], input=feed.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines() if line.strip()]


def sheet(choice):
    return choice["options"][0]["clues"]


class Text:
    """One annotated text with its candidates."""

    def __init__(self, text, records, choices):
        self.text, self.records = text, records
        self.id, self.author = text["id"], author(text["id"])
        self.candidates = {c["candidate"]: c for c in choices if c["choice"] == "report"}
        self.meant = {c["mention"]: c for c in choices if c["choice"] == "meant"}
        for choice in self.candidates.values():
            options = self.meant[choice["mention"]]["options"] if choice["mention"] in self.meant else []
            choice["could"] = [place for option in options for place in option.get("places") or []]
            # What the mention would be if it meant nothing named before: "the harbour".
            choice["own"] = self.meant[choice["mention"]]["places"][0] if choice["mention"] in self.meant else None
            choice["options"][0]["clues"] = [c for c in sheet(choice) if not c.startswith(UNTAUGHT)]
        self.chosen, self.left_out = labels.tie(records, self.candidates, text["text"])
        self.choices = {}
        whole = [c for c in choices if c["choice"] == "text"]
        self.sheet = sheet(whole[0]) if whole else None


def learn_meant(texts):
    """What an anaphor means, from those that state a record."""
    groups, lost = {}, 0
    for text in texts:
        for number, record in text.chosen.items():
            candidate = text.candidates[number]
            choice = text.meant.get(candidate["mention"])
            if not choice:
                continue
            group = []
            for option in choice["options"]:
                right = any(labels.same_place(record, place) for place in option.get("places") or [])
                group.append((option["clues"], right))
            # A place of its own only where nothing named before is meant.
            if group and not any(right for _, right in group) and not choice["options"][-1].get("places"):
                group[-1] = (group[-1][0], labels.is_own(record, candidate))
            if any(right for _, right in group):
                groups[text.id, candidate["mention"]] = group
            else:
                lost += 1
    clues, weights = learner.options(list(groups.values()), STRENGTH["meant"])
    print("meant: %d anaphors, %d without a right option, %d clues" % (len(groups), lost, len(clues.names)))
    return learner.block("meant", ["fits"], clues, weights)


def learn_text(texts):
    """Whether a text speaks of territory at all. Every candidate gets its text's score as a clue, from weights that have not
    seen the texts of its author: it must not look surer than it will be."""
    read = [text for text in texts if text.sheet]

    def learnt(some):
        return learner.binary([t.sheet for t in some], [bool(t.records) for t in some], STRENGTH["text"], least=4, steps=60)

    for left in sorted({text.author for text in read}):
        mine = [text for text in read if text.author == left]
        clues, weights = learnt([text for text in read if text.author != left])
        for text, score in zip(mine, clues.matrix([t.sheet for t in mine]) @ weights):
            clue = "text-score\t%d" % max(-4, min(4, math.floor(score)))
            for choice in text.candidates.values():
                kept = [c for c in sheet(choice) if not c.startswith("text-score\t")]
                choice["options"][0]["clues"] = kept + [clue]
    clues, weights = learnt(read)
    return learner.block("text", ["other", "territory"], clues, np.stack([np.zeros_like(weights), weights], axis=1), least=0.01)


def learn_report(texts, note=True):
    """Whether a candidate is a report. Two rounds: the second ties records to the candidates the first believed in."""
    for again in (False, True):
        sheets, right = [], []
        for text in texts:
            for number, choice in text.candidates.items():
                if number in text.chosen:
                    if text.chosen[number].get("optional"):
                        continue
                    right.append(1)
                elif number in text.left_out:
                    continue
                else:
                    right.append(0)
                sheets.append(sheet(choice))
        clues, weights = learner.binary(sheets, right, STRENGTH["report"], steps=100 if again else 40,
                                         trusted=structural, trust=TRUST)
        if again:
            break
        for text in texts:
            if not text.candidates or not text.records:
                continue
            numbers = list(text.candidates)
            sums = clues.matrix([sheet(text.candidates[n]) for n in numbers]) @ weights
            share = dict(zip(numbers, 1 / (1 + np.exp(-sums))))
            text.chosen, text.left_out = labels.tie(text.records, text.candidates, text.text["text"], lambda n, _, share=share: share[n])
    if note:
        print("report: %d candidates, %d right, %d clues" % (len(sheets), sum(right), len(clues.names)))
    both = np.stack([np.zeros_like(weights), weights], axis=1)
    return learner.block("report", ["nothing", "report"], clues, both)


def learn_answers(texts, name, names):
    sheets, accepted = [], []
    for text in texts:
        for number, record in text.chosen.items():
            choice = text.candidates[number] if name == "kind" else text.choices.get((number, name))
            if choice:
                sheets.append(sheet(choice))
                accepted.append({names.index(v) for v in labels.alternatives(record, name)})
    clues, weights = learner.answers(sheets, accepted, len(names), STRENGTH[name])
    print("%s: %d choices, %d clues" % (name, len(sheets), len(clues.names)))
    return learner.block(name, names, clues, weights)


def fits(name, record, option):
    if name != "date":
        return labels.same_actor(labels.alternatives(record, name), option.get("actor"))
    dates = [d or {} for d in labels.alternatives(record, "date")]
    if option["date"]["basis"] == "publication" and any(d.get("start") is None for d in dates):
        return True
    return any(labels.same_date(d, option["date"], record["status"]) for d in dates)


def learn_options(texts, name):
    groups, lost = [], 0
    for text in texts:
        for number, record in text.chosen.items():
            choice = text.choices.get((number, name))
            if not choice:
                continue
            group = [(option["clues"], fits(name, record, option)) for option in choice["options"]]
            if any(ok for _, ok in group):
                groups.append(group)
            else:
                lost += 1
    clues, weights = learner.options(groups, STRENGTH[name])
    print("%s: %d choices, %d without a right option, %d clues" % (name, len(groups), lost, len(clues.names)))
    return learner.block(name, ["fits"], clues, weights)


def learn_fields(texts):
    blocks = [learn_options(texts, name) for name in ("to", "from", "date")]
    blocks.append(learn_answers(texts, "certainty", CERTAINTIES))
    blocks.append(learn_answers(texts, "status", STATUSES))
    return blocks


def write(path, blocks):
    head = "# Learnt by Training/Territory/train.py; docs/territory.md describes the format and gives the figures."
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join([head, *blocks]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--own", help="a folder of annotated texts as texts.py reads them, learnt from as well")
    parser.add_argument("--cross")
    parser.add_argument("--authors", default="", help="cross-validate these alone")
    parser.add_argument("command", nargs="+")
    a = parser.parse_args()
    records = {row["id"]: row["reports"] for row in load(a.gold)}
    inputs = load(a.texts)
    authors = sorted({author(text["id"]) for text in inputs})
    if a.own:
        more, of_more = own.folder(a.own)
        inputs += more
        records.update(of_more)

    def read():
        rows = {row["id"]: row["choices"] for row in run(a.command, "--clues", inputs)}
        return [Text(text, records[text["id"]], rows[text["id"]]) for text in inputs]

    # What anaphors mean comes first: it decides which places the candidates are about. What one means is also a clue to what
    # the next means, so that it is learnt twice, beginning with nothing: what stood in the file before must not matter.
    meant, by_author = [], {}
    for again in (False, True):
        write(a.out, meant)
        texts = read()
        meant = [learn_meant(texts)]
    if a.cross:
        for left in authors:
            by_author[left] = [learn_meant([text for text in texts if text.author != left])]
    write(a.out, meant)
    texts = read()
    first = meant + [learn_text(texts), learn_report(texts), learn_answers(texts, "kind", KINDS)]
    write(a.out, first)
    wanted = [dict(text.text, wanted=sorted(text.chosen)) for text in texts if text.chosen]
    by_id = {text.id: text for text in texts}
    for row in run(a.command, "--fields", wanted):
        by_id[row["id"]].choices = {(c["candidate"], c["choice"]): c for c in row["choices"]}
    write(a.out, first + learn_fields(texts))
    if not a.cross:
        return
    for left in a.authors.split(",") if a.authors else authors:
        others = [text for text in texts if text.author != left]
        write("%s/%s.txt" % (a.cross, left), by_author[left] + [learn_text(others), learn_report(others), learn_answers(others, "kind", KINDS), *learn_fields(others)])


if __name__ == "__main__":
    main()
