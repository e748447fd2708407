#!/usr/bin/env python3
"""Makes outlines.json of Natural Earth's countries and disputed borders (public domain), as the map of the page draws them.

    gather_outlines.py world_map.gpkg > outlines.json

world_map.gpkg is the copy of Natural Earth that Debian's qgis-common carries (usr/share/qgis/resources/data). Borders are
simplified as arcs between the points where three or more lines meet, so that neighbours keep one border. The lines are
whole numbers of hundredths of a degree: the first point, then steps.
"""
import json
import sqlite3
import struct
import sys

SCALE = 100
TOLERANCE = 0.07   # degrees; eight kilometres at the equator
AREA_MIN = 0.03    # square degrees: smaller islands are left out, unless they are all that a country has


def geometry(blob):
    """-> lists of rings or lines of a GeoPackage geometry: (type, [[(x, y), …], …])"""
    flags = blob[3]
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[flags >> 1 & 7]
    parts = []

    def read(at):
        order = "<" if blob[at] else ">"
        kind = struct.unpack_from(order + "I", blob, at + 1)[0] % 1000
        at += 5
        if kind in (3, 2):
            count = struct.unpack_from(order + "I", blob, at)[0] if kind == 3 else 1
            at += 4 if kind == 3 else 0
            for _ in range(count):
                n = struct.unpack_from(order + "I", blob, at)[0]
                at += 4
                flat = struct.unpack_from(order + "%dd" % (2 * n), blob, at)
                at += 16 * n
                parts.append([(round(x, 4), round(y, 4)) for x, y in zip(flat[::2], flat[1::2])])
            return at
        count = struct.unpack_from(order + "I", blob, at)[0]
        at += 4
        for _ in range(count):
            at = read(at)
        return at

    read(at)
    return parts


def simplified(line):
    """Douglas and Peucker's, without recursion."""
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        a, b = stack.pop()
        (x1, y1), (x2, y2) = line[a], line[b]
        dx, dy = x2 - x1, y2 - y1
        length, worst, where = (dx * dx + dy * dy) ** 0.5, 0, None
        for i in range(a + 1, b):
            x, y = line[i]
            d = abs(dx * (y1 - y) - (x1 - x) * dy) / length if length else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if d > worst:
                worst, where = d, i
        if worst > TOLERANCE:
            keep.add(where)
            stack += [(a, where), (where, b)]
    return [line[i] for i in sorted(keep)]


def area(ring):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]))) / 2


def steps(line):
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in line]
    out, last = list(whole[0]), whole[0]
    for point in whole[1:]:
        if point != last:
            out += [point[0] - last[0], point[1] - last[1]]
            last = point
    return out


data = sqlite3.connect(sys.argv[1])
countries = {}
for code, name, blob in data.execute("SELECT iso_a2, NAME, geom FROM countries ORDER BY NAME"):
    rings = [ring[:-1] for ring in geometry(blob) if len(ring) > 3]
    largest = max(map(area, rings), default=0)
    countries[name] = (code if code and len(code) == 2 and code.isalpha() else None,
                       [ring for ring in rings if area(ring) >= min(AREA_MIN, largest)])

neighbours = {}
for _, rings in countries.values():
    for ring in rings:
        for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1]):
            neighbours.setdefault(point, set()).update((before, after))
nodes = {point for point, around in neighbours.items() if len(around) > 2}
arcs = {}


def arc(line):
    key = tuple(line) if line[0] <= line[-1] else tuple(reversed(line))
    if key not in arcs:
        arcs[key] = simplified(list(key))
    return arcs[key] if key == tuple(line) else arcs[key][::-1]


def slim(ring):
    starts = [i for i, point in enumerate(ring) if point in nodes]
    if len(starts) < 2:
        far = max(range(len(ring)), key=lambda i: (ring[i][0] - ring[0][0]) ** 2 + (ring[i][1] - ring[0][1]) ** 2)
        starts = [0, far]
    out = []
    for a, b in zip(starts, starts[1:] + starts[:1]):
        line = ring[a:b + 1] if b > a else ring[a:] + ring[:b + 1]
        out += arc(line)[:-1]
    return out


document = {"scale": SCALE, "countries": [], "disputed": []}
for name, (code, rings) in countries.items():
    shapes = [steps(ring) for ring in map(slim, rings) if len(ring) > 2]
    document["countries"].append({"code": code, "name": name, "rings": [shape for shape in shapes if len(shape) > 4]})
for name, blob in data.execute("SELECT name, geom FROM disputed_borders ORDER BY name"):
    document["disputed"].append({"name": name, "lines": [steps(simplified(line)) for line in geometry(blob)]})
json.dump(document, sys.stdout, ensure_ascii=False, separators=(",", ":"))
