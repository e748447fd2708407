#!/usr/bin/env python3
"""Writes salient.yaml(5) from docs/configuration.md and docs/alerts.md: configpage.py VERSION CONFIGURATION ALERTS EXAMPLE.

Reads as much of Markdown as those pages use: headings, paragraphs, tables, code, lists.
"""
import re
import sys


def plain(text):
    """A line for roff: backslashes, hyphens and dots at its start lose their meaning."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def inline(text):
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    parts = re.split(r"(`[^`]+`)", text)
    line = "".join("\\fB" + plain(part[1:-1]) + "\\fR" if part.startswith("`") else plain(part.replace("**", "")) for part in parts)
    return line


def cells(row):
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def table(rows):
    """Each row as an entry: the first cell as its tag, the others as its text."""
    head, body = rows[0], rows[2:]
    for row in body:
        tag, *rest = cells(row)
        print(".TP\n" + inline(tag))
        names = cells(head)[1:]
        if len(rest) > 1:
            default = rest[0]
            print((inline(rest[1]) + (" (%s: %s)" % (names[0], inline(default)) if default else "")) or "\\&")
        else:
            print(inline(rest[0]) or "\\&")


def page(path, level):
    with open(path) as file:
        lines = file.read().split("\n")
    at, opens = 0, True
    while at < len(lines):
        line = lines[at]
        if line.startswith("# "):
            if level:
                print(".SH " + plain(line[2:].upper()))
        elif line.startswith("## "):
            print((".SS " if level else ".SH ") + plain(line[3:] if level else line[3:].upper()))
        elif line.startswith("|"):
            end = at
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            table(lines[at:end])
            at = end - 1
        elif line.startswith("    "):
            end = at
            while end < len(lines) and (lines[end].startswith("    ") or not lines[end]):
                end += 1
            block = "\n".join(plain(text[4:]) for text in lines[at:end]).rstrip("\n")
            print(".PP\n.nf\n.RS\n%s\n.RE\n.fi" % block)
            at = end - 1
        elif not line:
            if not opens and at + 1 < len(lines) and lines[at + 1] and not lines[at + 1].startswith(("#", "|", "    ", "- ")):
                print(".PP")
        elif line.startswith("- "):
            print(".IP \\(bu 2\n" + inline(line[2:]))
        else:
            print(inline(line.strip()))
        # A heading opens a paragraph by itself.
        opens = line.startswith("#") or (opens and not line)
        at += 1


version, configuration, alerts, example = sys.argv[1:]
print('.TH SALIENT.YAML 5 "" "Salient %s" "File Formats"' % version)
print(".SH NAME\nsalient.yaml \\- configuration of the feed daemon salient\n.SH DESCRIPTION")
page(configuration, 0)
page(alerts, 1)
with open(example) as file:
    print(".SH EXAMPLE\n.nf\n%s\n.fi" % "\n".join(plain(line) for line in file.read().rstrip("\n").split("\n")))
print(".SH FILES\n.TP\n/etc/salient/salient.yaml\nThe configuration of the installed daemon.")
print(".SH SEE ALSO\n.BR salient (1)")
