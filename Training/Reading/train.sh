#!/bin/sh
# Trains etc/language/en/model.bin anew. Takes about five minutes of one core.
#
#   Training/Reading/train.sh TREEBANKS [TEXTS.jsonl]
#
# TREEBANKS is a folder that holds clones of UD_English-EWT, UD_English-GUM and UD_English-PUD, each under that name.
# TEXTS.jsonl: news texts, one JSON object with a "text" a line; parsed by silver.py and learnt from besides.
# README.md beside this file says where the treebanks are had and under what licences. They are read, never copied.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
pack="$here/../../etc/language/en"
treebanks=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The documents of GUM whose texts are open: news, interviews, biographies, travel guides, papers, court hearings,
# textbooks and speeches. The others (fiction, how-to guides, essays, letters, podcasts) are for non-commercial use only.
open_genres() {
  awk '/^# newdoc id/ { keep = ($5 ~ /^GUM_(news|interview|bio|voyage|academic|court|textbook|speech)_/) } keep' "$1"
}

swift build --package-path "$here" -c release
train() { "$here/.build/release/train-reading" --pack "$pack" "$@"; }

open_genres "$treebanks/UD_English-GUM/en_gum-ud-train.conllu" > "$work/gum-train.conllu"
open_genres "$treebanks/UD_English-GUM/en_gum-ud-dev.conllu" > "$work/gum-dev.conllu"
: > "$work/silver.conllu"
if [ $# -gt 1 ]; then
  train --cut "$2" | python3 "$here/silver.py" "$pack/lemmas.txt" > "$work/silver.conllu"
fi
train --out "$pack/model.bin" \
  --train "$treebanks/UD_English-EWT/en_ewt-ud-train.conllu" "$work/gum-train.conllu" \
  --silver "$work/silver.conllu" \
  --test "$treebanks/UD_English-EWT/en_ewt-ud-dev.conllu" "$treebanks/UD_English-EWT/en_ewt-ud-test.conllu" \
  "$work/gum-dev.conllu" "$treebanks/UD_English-PUD/en_pud-ud-test.conllu"
