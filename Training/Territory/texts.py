#!/usr/bin/env python3
"""Reads the annotated texts of this folder's Texts/*.txt; run alone, checks them and says every mistake with its line.

A file holds texts, each like this (README.md says more):

  === 1 | 2016-02-08 | article
  TITLE: an optional headline
  The text, its paragraphs parted by blank lines.
  --
  captured | Tanf | to=actor:islamic-state | from=the army | reported | new | publication | e=overran the crossing | src=SOHR
  held | the town | name=Kobo | to=rebels | asserted | standing | stated 2015-06-01..2016-02-08 | e=have run it since June

A `?` behind the kind marks an optional record; `-` in place of records says that there is none.
"""
import json
import re
import sys
from pathlib import Path

KINDS = set("captured recaptured withdrawn handed_over contested advanced repelled held annexed".split())
CERTAINTIES = set("asserted reported claimed rumoured predicted hypothetical denied".split())
STATUSES = set("new background standing".split())
BASES = set("publication unknown stated relative".split())
DAY = re.compile(r"\d{4}-\d\d-\d\d$")


class Mistake(Exception):
    pass


def span(words, published):
    basis, _, days = words.partition(" ")
    if basis not in BASES:
        raise Mistake("no basis of a date: " + words)
    if basis == "publication":
        return {"start": published, "end": published, "basis": basis}
    if basis == "unknown":
        return {"start": None, "end": None, "basis": basis}
    start, _, end = days.partition("..")
    if not DAY.match(start) or (end and not DAY.match(end)):
        raise Mistake("no days: " + words)
    return {"start": start, "end": end or start, "basis": basis}


def record(line, text, published):
    fields = [field.strip() for field in line.split("|")]
    kind, mention = fields[0], fields[1]
    optional = kind.endswith("?")
    kind = kind.rstrip("?")
    named = dict(field.split("=", 1) for field in fields[2:] if re.match(r"(name|to|from|e|src|country)=", field))
    plain = [field for field in fields[2:] if not re.match(r"(name|to|from|e|src|country)=", field)]
    if kind not in KINDS:
        raise Mistake("no such kind: " + kind)
    if len(plain) != 3 or plain[0] not in CERTAINTIES or plain[1] not in STATUSES:
        raise Mistake("wants certainty | status | date: " + " | ".join(plain))
    if "e" not in named or named["e"] not in text:
        raise Mistake("e= is not in the text: " + named.get("e", "missing"))
    if mention not in text:
        raise Mistake("the place's mention is not in the text: " + mention)
    start = text.index(named["e"])
    made = {"kind": kind,
            "place": {"mention": mention, "id": None, "name": named.get("name", mention), "country": named.get("country"),
                      "lat": None, "lon": None},
            "to": named.get("to"), "from": named.get("from"), "date": span(plain[2], published), "certainty": plain[0],
            "sources": [s.strip() for s in named.get("src", "").split(";") if s.strip()], "status": plain[1],
            "evidence": [start, start + len(named["e"])]}
    if optional:
        made["optional"] = True
    return made


def texts(path):
    """-> (text, records) of every text of a file."""
    blocks = re.split(r"^=== *", Path(path).read_text(encoding="utf-8"), flags=re.M)
    line = blocks[0].count("\n") + 1
    for block in blocks[1:]:
        head, _, rest = block.partition("\n")
        body, mark, tail = rest.partition("\n--\n")
        here, line = line, line + block.count("\n")
        try:
            number, published, section = [part.strip() for part in head.split("|")]
            if not mark:
                raise Mistake("no -- before the records")
            title = None
            if body.startswith("TITLE:"):
                title, _, body = body[6:].partition("\n")
            body = re.sub(r"\n\s*\n", "\n\n", body).strip()
            text = {"id": "%s-%s" % (Path(path).stem, number), "text": body, "published": published, "section": section}
            if title:
                text["title"] = title.strip()
            rows = [row for row in tail.splitlines() if row.strip() and row.strip() != "-"]
            yield text, [record(row, body, published) for row in rows]
        except (Mistake, ValueError, IndexError) as mistake:
            yield None, "%s:%d: %s" % (path, here, mistake)


def folder(path):
    """All texts of a folder; -> (texts, {id: records}). Raises at the first mistake."""
    found, records = [], {}
    for file in sorted(Path(path).glob("*.txt")):
        for text, rows in texts(file):
            if text is None:
                raise Mistake(rows)
            found.append(text)
            records[text["id"]] = rows
    return found, records


if __name__ == "__main__":
    count = good = bad = 0
    for file in sorted(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "Texts").glob("*.txt")):
        for text, rows in texts(file):
            if text is None:
                bad += 1
                print(rows, file=sys.stderr)
            else:
                good, count = good + 1, count + len(rows)
    print("%d texts, %d records, %d mistakes" % (good, count, bad))
    sys.exit(1 if bad else 0)
