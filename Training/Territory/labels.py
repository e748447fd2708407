"""Ties candidates of the extraction to the records of annotated texts."""
import re
import unicodedata
from datetime import date, timedelta

GROUPS = {"captured": {"gain"}, "recaptured": {"gain"}, "annexed": {"gain"}, "handed_over": {"gain", "loss"},
          "withdrawn": {"loss"}, "advanced": {"gain", "contest"}, "contested": {"contest"},
          "repelled": {"contest", "hold"}, "held": {"hold"}}
NOISE = set("""the a an of in at on to and town city village district province region governorate state border crossing
area areas base camp military air airport international front hill island dam bridge el al ad as ash at an ar az ez es
er oblast county settlement oil gas field mount mountain side""".split())
WEAK = set("the force forces fighter fighters men unit units group movement of and its his their local some troops".split())


def fold(text):
    text = unicodedata.normalize("NFKD", text or "")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"(?<=\w)[’']s\b", "", text)
    return re.sub(r"[^\w]+", " ", re.sub(r"[’‘'`ʿʾʼ]", "", text)).strip()


def key(text):
    words = fold(text).split()
    return " ".join(w for w in words if w not in NOISE) or " ".join(words)


def alternatives(record, field):
    return [record.get(field), *record.get("alt", {}).get(field, [])]


def near(a, b):
    if None in (a.get("lat"), a.get("lon"), b.get("lat"), b.get("lon")):
        return None
    return max(abs(a["lat"] - b["lat"]), abs(a["lon"] - b["lon"]))


def same_place(record, place):
    """Whether a candidate's place is the record's. A name says so whatever the gazetteer made of it: what is learnt is the
    language, not the gazetteer."""
    gold = record["place"]
    if place.get("id") and place["id"] in alternatives_of_id(record):
        return True
    names = {key(gold.get("name")), key(gold.get("mention"))} - {""}
    if names & ({key(place.get("name")), key(place.get("mention"))} - {""}):
        return True
    apart = near(gold, place)
    if apart is not None and apart < 0.05:
        return True
    if gold.get("lat") is None:
        ours = set(" ".join(names).split())
        theirs = set((key(place.get("name")) + " " + key(place.get("mention"))).split())
        return len(ours & theirs) >= min(2, len(ours))
    return False


def alternatives_of_id(record):
    return [record["place"].get("id"), *record.get("alt", {}).get("place.id", [])]


def same_actor(accepted, actor):
    for one in accepted:
        if one is None or actor is None:
            if one is actor:
                return True
            continue
        if one == actor:
            return True
        if one.startswith("actor:") or actor.startswith("actor:"):
            continue
        left, right = set(fold(one).split()), set(fold(actor).split())
        if (left <= right and left - WEAK) or (right <= left and right - WEAK):
            return True
    return False


def day(text):
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def same_date(gold, span, status):
    start, end = day(gold.get("start")), day(gold.get("end"))
    mine, last = day(span.get("start")), day(span.get("end"))
    if start is None:
        return mine is None or span.get("basis") == "unknown" or (span.get("basis") == "publication" and status != "background")
    if mine is None:
        return False
    slack = timedelta(days=3 if gold.get("basis") == "publication" else 1)
    return mine <= end + slack and last >= start - slack and (last - mine).days <= 2 * (end - start).days + 3


def overlaps(a, b):
    return min(a[1], b[1]) > max(a[0], b[0])


def kinds(record):
    return set(alternatives(record, "kind"))


def shares_name(record, place):
    """Whether a word of the record's name stands in the candidate's."""
    ours = {word for word in re.findall(r"\w{3,}", record["place"]["mention"]) if word[:1].isupper()}
    return bool(ours & set(re.findall(r"\w{3,}", place["mention"])))


def unnamed(record, text, sentence):
    """Whether the sentence states the record without the place's name: "the town fell"."""
    return key(record["place"]["mention"]) not in key(text[sentence[0]:sentence[1]])


def is_own(record, candidate):
    """Whether the record's place is what the candidate's anaphor would be by itself: "the harbour"."""
    own = candidate.get("own")
    return bool(own) and key(record["place"]["mention"]) == key(own["mention"])


def tied(record, candidate, text):
    """2 when the candidate's place is the record's, 1 when it only could be: an anaphor that was taken for another place. That
    it states the record is to be learnt all the same."""
    if any(same_place(record, place) for place in candidate["places"]):
        return 2
    if is_own(record, candidate):
        return 1
    if candidate["could"] and unnamed(record, text, candidate["sentence"]):
        return int(any(same_place(record, place) for place in candidate["could"]))
    return 0


def tie(records, candidates, text, share=None):
    """Which candidate states which record: {candidate number: (record, sure)}, and the numbers to leave out.

    share(number, kinds) -> how much the weights of the round before believe in it.
    """
    chosen, left_out = {}, set()
    pairs = []
    for index, record in enumerate(records):
        for number, candidate in candidates.items():
            if not overlaps(record["evidence"], candidate["sentence"]):
                continue
            sure = tied(record, candidate, text)
            if not sure:
                continue
            fit = 0.8 * (sure - 2)
            if candidate["kind"] in kinds(record):
                fit += 3
            elif any(GROUPS[candidate["kind"]] & GROUPS[k] for k in kinds(record)):
                fit += 2
            fit -= 0.08 * min(candidate["distance"], 20)
            fit += {"name": 1.0, "described": 0.8, "anaphor": 0.0, "implicit": -0.5}[candidate["form"]]
            if share:
                fit += 6 * share(number, kinds(record))
            if record.get("optional"):
                fit -= 1.5
            pairs.append((fit, index, number))
    taken = set()
    for fit, index, number in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if index in taken or number in chosen:
            continue
        if fit < 1.0 and not share:
            continue
        chosen[number] = records[index]
        taken.add(index)
    # One fact is annotated once, where it is stated first. Saying it again is no error to learn from, nor is an optional
    # record, right or wrong.
    here = {(index, number) for _, index, number in pairs}
    for number, candidate in candidates.items():
        if number in chosen:
            continue
        for index, record in enumerate(records):
            kin = any(GROUPS[candidate["kind"]] & GROUPS[k] for k in kinds(record))
            # The same statement with a name cut otherwise: neither right nor wrong.
            if kin and overlaps(record["evidence"], candidate["sentence"]) and any(shares_name(record, p) for p in candidate["places"]):
                left_out.add(number)
                break
            # An anaphor that was taken for another place repeats the record all the same.
            if kin and candidate["could"] and unnamed(record, text, candidate["sentence"]) and any(same_place(record, p) for p in candidate["could"]):
                left_out.add(number)
                break
            if (index, number) in here and (kin or record.get("optional")) or kin and any(same_place(record, p) for p in candidate["places"]):
                left_out.add(number)
                break
    return chosen, left_out
