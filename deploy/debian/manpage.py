#!/usr/bin/env python3
"""Writes salient(1) from what the program says of its own commands (`salient --experimental-dump-help`, on standard input)."""
import json
import sys


def plain(text):
    return (text or "").replace("\\", "\\e").replace("-", "\\-").replace("\n.", "\n\\&.").replace("\n'", "\n\\&'")


def names(argument):
    out = []
    for name in argument.get("names") or []:
        word = {"short": "-", "long": "--", "longWithSingleDash": "-"}[name["kind"]] + name["name"]
        out.append("\\fB" + plain(word) + "\\fR")
    value = argument.get("valueName") or "value"
    if argument["kind"] == "positional":
        return "\\fI" + plain(value) + "\\fR" + ("..." if argument.get("isRepeating") else "")
    return ", ".join(out) + (" \\fI" + plain(value) + "\\fR" if argument["kind"] == "option" else "")


def tell(command, path):
    name = " ".join(path + [command["commandName"]])
    subs = [c for c in command.get("subcommands") or [] if c["commandName"] != "help" and c.get("shouldDisplay", True)]
    if path:
        print(".SS " + plain(name))
    if command.get("abstract") and path:
        print(plain(command["abstract"]))
    if command.get("discussion"):
        print(".PP\n" + plain(command["discussion"]))
    for argument in command.get("arguments") or []:
        if not argument.get("shouldDisplay", True) or any(n["name"] in ("help", "version") for n in argument.get("names") or []):
            continue
        print(".TP\n" + names(argument))
        print(plain(argument.get("abstract")) or "\\&")
    for sub in subs:
        tell(sub, path + [command["commandName"]])


root = json.load(sys.stdin)["command"]
print('.TH SALIENT 1 "" "Salient %s" "User Commands"' % sys.argv[1])
print(".SH NAME\nsalient \\- " + plain(root["abstract"][0].lower() + root["abstract"][1:].rstrip(".")))
print(".SH SYNOPSIS\n\\fBsalient\\fR \\fIcommand\\fR [\\fIoptions\\fR]")
print(".SH COMMANDS")
tell(root, [])
print(".SH FILES\n.TP\n/etc/salient/salient.yaml\nThe configuration.\n.TP\n/etc/salient/feeds.opml\nThe feed list.\n"
      ".TP\n/var/lib/salient\nArchive, catalogue and given\\-up alerts.\n.TP\n/run/salient/status.sock\nThe status socket.")
print(".SH ENVIRONMENT\n.TP\nNO_COLOR\nNo colours on a terminal.\n.TP\nSALIENT_DATA\nFolder of Salient's own data.")
print(".SH SEE ALSO\n.BR salient.yaml (5)")
print(".SH EXIT STATUS\n0 done; 1 the answer is no; 64 usage; 65 bad data; 66 no input; 69 unavailable; 74 I/O; 75 try again later; 78 configuration.")
