#!/usr/bin/env python3
"""Learns the weights of the territory extraction from annotated texts.

  train.py --clues clues.jsonl --gold gold.jsonl --out territory-weights.txt [--without t1]

clues.jsonl comes from the extraction itself (docs/territory.md, "Training"); gold.jsonl holds {"id", "reports"} a line.
--without leaves out the texts of an author (the id up to the hyphen), for cross-validation.
"""
import argparse
import json
import re

import numpy as np

import labels
import learner

KINDS = ["none", "captured", "recaptured", "withdrawn", "handed_over", "contested", "advanced", "repelled", "held", "annexed"]
CERTAINTIES = ["asserted", "reported", "claimed", "rumoured", "predicted", "hypothetical", "denied"]
STATUSES = ["new", "background", "standing"]


def author(text_id):
    return re.match(r"[a-z]+\d*", text_id).group(0)


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read(clues, gold, without):
    """Per text: its records, its candidates by number, its choices by candidate and name."""
    records = {row["id"]: row["reports"] for row in gold}
    texts = []
    for row in clues:
        if author(row["id"]) in without:
            continue
        candidates, choices = {}, {}
        for choice in row["choices"]:
            if choice["choice"] == "report":
                candidates[choice["candidate"]] = choice
            else:
                choices[choice["candidate"], choice["choice"]] = choice
        texts.append((records.get(row["id"], []), candidates, choices))
    return texts


def sheet(choice):
    return choice["options"][0]["clues"]


def learn_report(texts, strength, rounds=2):
    share = None
    for _ in range(rounds):
        sheets, accepted, ties = [], [], []
        for number, (records, candidates, _) in enumerate(texts):
            own = (lambda c, ks, n=number: share(n, c, ks)) if share else None
            chosen, left_out = labels.tie(records, candidates, own)
            ties.append(chosen)
            for candidate, choice in candidates.items():
                if candidate in chosen:
                    record = chosen[candidate]
                    if record.get("optional"):
                        continue
                    accepted.append({KINDS.index(k) for k in labels.kinds(record)})
                elif candidate in left_out:
                    continue
                else:
                    accepted.append({0})
                sheets.append(sheet(choice))
        clues, weights = learner.answers(sheets, accepted, len(KINDS), strength, least=3, steps=60 if share is None else 90)
        table = {}
        for number, (_, candidates, _) in enumerate(texts):
            names = list(candidates)
            if names:
                sums = clues.matrix([sheet(candidates[c]) for c in names]) @ weights
                raised = np.exp(sums - sums.max(axis=1, keepdims=True))
                shares = raised / raised.sum(axis=1, keepdims=True)
                table[number] = dict(zip(names, shares))

        def share(number, candidate, kinds):
            return sum(table[number][candidate][KINDS.index(k)] for k in kinds)
    print("report: %d candidates, %d of them reports, %d clues" % (len(sheets), sum(0 not in a for a in accepted), len(clues.names)))
    return ties, learner.block("report", KINDS, clues, weights)


def learn_answers(texts, ties, name, names, strength):
    sheets, accepted = [], []
    for (_, _, choices), chosen in zip(texts, ties):
        for candidate, record in chosen.items():
            choice = choices.get((candidate, name))
            if choice:
                sheets.append(sheet(choice))
                accepted.append({names.index(v) for v in labels.alternatives(record, name)})
    clues, weights = learner.answers(sheets, accepted, len(names), strength)
    print("%s: %d choices, %d clues" % (name, len(sheets), len(clues.names)))
    return learner.block(name, names, clues, weights)


def learn_options(texts, ties, name, strength):
    groups, lost = [], 0
    for (_, _, choices), chosen in zip(texts, ties):
        for candidate, record in chosen.items():
            choice = choices.get((candidate, name))
            if not choice:
                continue
            group = []
            for option in choice["options"]:
                if name == "date":
                    right = any(labels.same_date(d or {}, option["date"], record["status"]) for d in labels.alternatives(record, "date"))
                    if option["date"]["basis"] == "publication" and any((d or {}).get("start") is None for d in labels.alternatives(record, "date")):
                        right = True
                else:
                    right = labels.same_actor(labels.alternatives(record, name), option.get("actor"))
                group.append((option["clues"], right))
            if any(ok for _, ok in group):
                groups.append(group)
            else:
                lost += 1
    clues, weights = learner.options(groups, strength)
    print("%s: %d choices, %d without a right option, %d clues" % (name, len(groups), lost, len(clues.names)))
    return learner.block(name, ["fits"], clues, weights)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clues", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--without", default="")
    parser.add_argument("--strength", type=float, default=1.0)
    a = parser.parse_args()
    texts = read(load(a.clues), load(a.gold), set(a.without.split(",")))
    ties, report = learn_report(texts, a.strength)
    blocks = ["# Learnt by Training/Territory/train.py; docs/territory.md describes the format and the figures.", report]
    for name in ["to", "from", "date"]:
        blocks.append(learn_options(texts, ties, name, a.strength))
    blocks.append(learn_answers(texts, ties, "certainty", CERTAINTIES, a.strength))
    blocks.append(learn_answers(texts, ties, "status", STATUSES, a.strength))
    with open(a.out, "w", encoding="utf-8") as out:
        out.write("\n".join(blocks) + "\n")


if __name__ == "__main__":
    main()
