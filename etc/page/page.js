// The page of the status server: reports, control and feeds, from the same views that tools read. What comes from
// articles is only ever set as text, and the policy of the server lets no other script run.
"use strict";

const KINDS = ["captured", "recaptured", "withdrawn", "handed_over", "contested", "advanced", "repelled", "held", "annexed"];
const CERTAINTIES = ["asserted", "reported", "claimed", "rumoured", "predicted", "hypothetical", "denied"];
const STATUSES = ["new", "background", "standing"];
const FILTERS = {
  reports: ["kind", "certainty", "status", "country", "place", "actor", "since", "until"],
  control: ["at", "country", "place"],
  feeds: [],
  article: ["id", "report", "revision", "against"],
};
const PAGE_SIZE = 100;
// Told apart also by those who see red and green alike (after Okabe and Ito), on light and dark grounds.
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56a0d3", "#8a5fbf", "#7a7a7a"];

const byID = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const element = ["svg", "circle", "path", "title", "g", "text"].includes(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// ---- the state stands in the URL alone

function state() {
  const query = new URLSearchParams(location.search);
  const view = query.get("view") in FILTERS ? query.get("view") : "reports";
  const values = {};
  for (const name of FILTERS[view]) if (query.get(name)) values[name] = query.get(name);
  return { view, values };
}

function url(view, values) {
  const query = new URLSearchParams({ view });
  for (const name of FILTERS[view]) if (values[name]) query.set(name, values[name]);
  return "/?" + query;
}

function go(view, values, replaces = false) {
  history[replaces ? "replaceState" : "pushState"](null, "", url(view, values));
  show();
}

async function ask(path, values = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  const answer = await fetch(path + (query.size ? "?" + query : ""), { headers: { Accept: "application/json" } });
  const document = await answer.json();
  if (!answer.ok) throw new Error(document.detail || "the server answers " + answer.status);
  return document;
}

// ---- words

const words = (text) => text.replaceAll("_", " ");
const actor = (name) => name && (name.startsWith("actor:") ? name.slice(6) : name);
const day = (text) => text && text.slice(0, 10);

function relative(text) {
  const seconds = Math.round((Date.parse(text) - Date.now()) / 1000);
  const size = Math.abs(seconds);
  const unit = size < 60 ? ["second", 1] : size < 3600 ? ["minute", 60] : size < 86400 ? ["hour", 3600] : ["day", 86400];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / unit[1]), unit[0]);
}

function days(date) {
  if (!date || !date.start) return null;
  return date.start === date.end || !date.end ? date.start : date.start + " to " + date.end;
}

// A link to elsewhere: only http and https lead anywhere.
function outside(address, text) {
  return /^https?:\/\//i.test(address || "") ? make("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, text) : text;
}

// ---- the map: degrees, with the parallels a little apart as Mercator has them

const map = { box: [-20, -60, 150, 75], points: [], view: null };
const project = (lon, lat) => [lon, -Math.asinh(Math.tan(Math.max(-80, Math.min(80, lat)) * Math.PI / 180)) * 180 / Math.PI];

function outline(line, scale, closes) {
  let [x, y] = line;
  const at = () => project(x / scale, y / scale).map((number) => number.toFixed(2)).join(" ");
  let path = "M" + at();
  for (let i = 2; i < line.length; i += 2) {
    x += line[i];
    y += line[i + 1];
    path += "L" + at();
  }
  return path + (closes ? "Z" : "");
}

// Where a country's name stands: the middle of its largest ring's frame.
function namePlace(country, scale) {
  let best = null;
  for (const ring of country.rings) {
    let [x, y] = ring, [west, east, south, north] = [x, x, y, y];
    for (let i = 2; i < ring.length; i += 2) {
      x += ring[i];
      y += ring[i + 1];
      [west, east, south, north] = [Math.min(west, x), Math.max(east, x), Math.min(south, y), Math.max(north, y)];
    }
    const width = (east - west) / scale, size = width * (north - south) / scale;
    if (!best || size > best.size) best = { size, width, at: project((west + east) / 2 / scale, (south + north) / 2 / scale) };
  }
  return best;
}

async function drawOutlines() {
  const data = await ask("/page/outlines.json");
  const land = make("g"), names = make("g", { id: "countries", "aria-hidden": "true" });
  for (const country of data.countries) {
    const path = country.rings.map((ring) => outline(ring, data.scale, true)).join("");
    land.append(make("path", { class: "land", d: path }, make("title", {}, country.name)));
    const place = namePlace(country, data.scale);
    if (place) names.append(make("text", { x: place.at[0], y: place.at[1], "data-width": place.width }, country.name));
  }
  for (const border of data.disputed) {
    const path = border.lines.map((line) => outline(line, data.scale, false)).join("");
    land.append(make("path", { class: "dispute", d: path }, make("title", {}, "Disputed: " + border.name)));
  }
  byID("map").prepend(land, names);
  sizeMarks();
}

function setBox(x, y, width, height) {
  const widest = 360, narrowest = 0.3;
  const factor = Math.max(narrowest / width, Math.min(1, widest / width));
  x += width * (1 - factor) / 2;
  y += height * (1 - factor) / 2;
  map.box = [x, y, width * factor, height * factor];
  byID("map").setAttribute("viewBox", map.box.join(" "));
  sizeMarks();
}

// One unit of the map in pixels is what the smaller side allows.
function unit() {
  const frame = byID("map").getBoundingClientRect();
  return Math.max(map.box[2] / (frame.width || 1), map.box[3] / (frame.height || 1));
}

// Marks and names keep their size on the screen; a name that would lie on another is left out, and so is that of a country
// too small for it. The list says the same, so nothing is lost.
function sizeMarks() {
  const one = unit();
  for (const circle of byID("map").querySelectorAll(".place")) circle.setAttribute("r", one * circle.dataset.size);
  const taken = [];
  const [west, north, across, down] = map.box;
  const isFree = (left, top, right, bottom) => left >= west && top >= north && right <= west + across && bottom <= north + down && !taken.some((box) => left < box[2] && right > box[0] && top < box[3] && bottom > box[1]);
  for (const point of map.points) taken.push([point.x - 6 * one, point.y - 6 * one, point.x + 6 * one, point.y + 6 * one]);
  for (const name of byID("map").querySelectorAll("#names text")) {
    const x = Number(name.dataset.x), y = Number(name.dataset.y), width = name.textContent.length * 7.5 * one, gap = 9 * one;
    // To the right where that is free, else to the left.
    const sides = [["start", x + gap, x + gap + width], ["end", x - gap - width, x - gap]];
    const side = sides.find(([, left, right]) => isFree(left, y - gap, right, y + gap));
    if (side) taken.push([side[1], y - gap, side[2], y + gap]);
    name.setAttribute("visibility", side ? "visible" : "hidden");
    name.setAttribute("text-anchor", side ? side[0] : "start");
    name.setAttribute("x", side && side[0] === "end" ? x - gap : x + gap);
    name.setAttribute("y", y + 4.5 * one);
    name.setAttribute("font-size", 13 * one);
    name.setAttribute("stroke-width", 3 * one);
  }
  for (const name of byID("map").querySelectorAll("#countries text")) {
    const x = Number(name.getAttribute("x")), y = Number(name.getAttribute("y")), half = name.textContent.length * 4.5 * one;
    const box = [x - half, y - 8 * one, x + half, y + 8 * one];
    const isShown = Number(name.dataset.width) > 2 * half && isFree(...box);
    if (isShown) taken.push(box);
    name.setAttribute("visibility", isShown ? "visible" : "hidden");
    name.setAttribute("font-size", 12 * one);
  }
}

function zoom(factor, x = map.box[0] + map.box[2] / 2, y = map.box[1] + map.box[3] / 2) {
  const [left, top, width, height] = map.box;
  setBox(x - (x - left) * factor, y - (y - top) * factor, width * factor, height * factor);
}

function fit() {
  if (!map.points.length) return setBox(-20, -60, 150, 75);
  const xs = map.points.map((point) => point.x), ys = map.points.map((point) => point.y);
  const width = Math.max(6, (Math.max(...xs) - Math.min(...xs)) * 1.3), height = Math.max(4, (Math.max(...ys) - Math.min(...ys)) * 1.3);
  setBox((Math.max(...xs) + Math.min(...xs)) / 2 - width / 2, (Math.max(...ys) + Math.min(...ys)) / 2 - height / 2, width, height);
}

// points: { lat, lon, name, label, colour, count, open }
function drawPoints(points, moves) {
  byID("map").querySelector("#places")?.remove();
  byID("map").querySelector("#names")?.remove();
  const group = make("g", { id: "places" }), names = make("g", { id: "names", "aria-hidden": "true" });
  map.points = points.map((point) => {
    const [x, y] = project(point.lon, point.lat);
    const size = Math.min(12, 5.5 + Math.sqrt(point.count || 1));
    const circle = make("circle", { class: "place", cx: x.toFixed(3), cy: y.toFixed(3), fill: point.colour, "data-size": size.toFixed(1) },
      make("title", {}, point.label));
    circle.addEventListener("click", () => point.open());
    group.append(circle);
    return { ...point, x, y, circle };
  });
  // The newest, which are drawn last, get their name first.
  for (const point of [...map.points].reverse()) names.append(make("text", { "data-x": point.x, "data-y": point.y }, point.name));
  byID("map").append(group, names);
  byID("map").setAttribute("aria-label", "Map of " + points.length + " places; the list beside it says the same");
  if (moves) fit(); else sizeMarks();
}

function drawLegend(entries) {
  byID("legend").replaceChildren(...entries.map(([text, colour]) => make("li", {},
    make("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, make("circle", { cx: 5, cy: 5, r: 5, fill: colour })), text)));
}

function listenToMap() {
  const svg = byID("map");
  const pointers = new Map();
  const place = (event) => {
    const point = svg.createSVGPoint();
    [point.x, point.y] = [event.clientX, event.clientY];
    return point.matrixTransform(svg.getScreenCTM().inverse());
  };
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = place(event);
    zoom(event.deltaY > 0 ? 1.25 : 0.8, x, y);
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => pointers.set(event.pointerId, [event.clientX, event.clientY]));
  svg.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const scale = unit();
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const before = Math.hypot(last[0] - other[0], last[1] - other[1]);
      const after = Math.hypot(event.clientX - other[0], event.clientY - other[1]);
      if (before > 0 && after > 0) zoom(before / after);
    } else {
      const [x, y, width, height] = map.box;
      setBox(x - (event.clientX - last[0]) * scale, y - (event.clientY - last[1]) * scale, width, height);
    }
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, (event) => pointers.delete(event.pointerId));
  svg.addEventListener("keydown", (event) => {
    const [x, y, width, height] = map.box;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (moves) setBox(x + moves[0] * width / 8, y + moves[1] * height / 8, width, height);
    else if (event.key === "+" || event.key === "=") zoom(0.8);
    else if (event.key === "-") zoom(1.25);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  byID("zoom-in").addEventListener("click", () => zoom(0.7));
  byID("zoom-out").addEventListener("click", () => zoom(1.4));
  byID("zoom-fit").addEventListener("click", fit);
  new ResizeObserver(sizeMarks).observe(svg);
}

// ---- forms

function choice(name, label, options, value) {
  const select = make("select", { name }, make("option", { value: "" }, "any"),
    ...options.map((option) => make("option", { value: option, selected: option === value }, words(option))));
  return make("label", {}, label, select);
}

function field(name, label, value, more = {}) {
  return make("label", {}, label, make("input", { name, value: value || "", autocomplete: "off", ...more }));
}

function drawForm(view, values) {
  const form = byID("filters");
  form.dataset.view = view;
  byID("filter-box").hidden = view === "feeds" || view === "article";
  const count = Object.keys(values).filter((name) => name !== "at").length;
  byID("filter-title").textContent = view === "control" ? "Day and filters" : count ? "Filters (" + count + " set)" : "Filters";
  if (view === "reports") {
    form.replaceChildren(
      choice("kind", "Kind", KINDS, values.kind), choice("certainty", "Certainty", CERTAINTIES, values.certainty),
      choice("status", "Status", STATUSES, values.status), field("country", "Country", values.country, { size: 3, maxlength: 2, placeholder: "SY" }),
      field("place", "Place", values.place, { size: 12 }), field("actor", "Actor", values.actor, { size: 16 }),
      field("since", "Known since", values.since, { type: "date" }), field("until", "Known before", values.until, { type: "date" }),
      make("button", { type: "submit" }, "Filter"), make("button", { type: "reset" }, "All"));
  } else if (view === "control") {
    const today = Math.floor(Date.now() / 86400000);
    const chosen = values.at ? Math.floor(Date.parse(values.at) / 86400000) : today;
    const first = Math.min(chosen, map.firstDay ?? today - 3650);
    const slider = make("input", { type: "range", min: first, max: today, value: chosen, "aria-valuetext": values.at || "today" });
    const date = make("input", { type: "date", name: "at", value: values.at || new Date(today * 86400000).toISOString().slice(0, 10) });
    slider.addEventListener("input", () => {
      date.value = new Date(Number(slider.value) * 86400000).toISOString().slice(0, 10);
      slider.setAttribute("aria-valuetext", date.value);
    });
    slider.addEventListener("change", () => go("control", { ...formValues(form) }, true));
    form.replaceChildren(make("label", { class: "wide" }, "Day", slider), make("label", {}, "Date", date),
      field("country", "Country", values.country, { size: 3, maxlength: 2, placeholder: "SY" }), field("place", "Place", values.place, { size: 12 }),
      make("button", { type: "submit" }, "Show"), make("button", { type: "reset" }, "Today"));
  } else {
    form.replaceChildren();
  }
}

function formValues(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, name === "country" ? value.trim().toUpperCase() : value.trim()]));
}

// ---- views

function reportElement(report, isFresh) {
  const { place } = report;
  const head = make("h3", {}, make("span", { class: "kind" }, words(report.kind)), " ", place.name,
    place.country ? make("span", { class: "country" }, " " + place.country) : null);
  const sides = [report.to ? "by " + actor(report.to) : null, report.from ? "from " + actor(report.from) : null, days(report.date)].filter(Boolean);
  const facts = make("p", { class: "facts" },
    make("span", { class: "certainty " + report.certainty }, report.certainty), " · " + [report.status, ...sides].join(" · "));
  const source = report.article.title || report.article.feed_title || report.article.feed;
  const link = make("a", { href: url("article", { id: report.article.id, report: report.id }) }, source);
  link.addEventListener("click", follow);
  const says = report.sources.length ? ", says " + report.sources.join(", ") : "";
  return make("article", { id: report.id, class: isFresh ? "fresh" : null, tabindex: "-1" }, head, facts, make("blockquote", {}, report.quote),
    make("p", { class: "facts" }, link, says, " · ", make("time", { datetime: report.known_at, title: report.known_at }, relative(report.known_at)),
      report.comment !== undefined && report.comment !== null ? " · in a reader's comment" : "",
      report.withdrawn ? make("span", { class: "bad" }, " · withdrawn") : ""));
}

function choose(id) {
  for (const element of document.querySelectorAll(".chosen")) element.classList.remove("chosen");
  const element = byID(id);
  element?.classList.add("chosen");
  element?.scrollIntoView({ block: "center" });
}

function follow(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  history.pushState(null, "", event.currentTarget.getAttribute("href"));
  show();
}

const shown = { reports: [], next: null, ids: new Set() };

async function showReports(values, turn, isLive) {
  const page = await ask("/reports", { ...values, limit: PAGE_SIZE });
  if (turn !== map.view) return;
  const before = shown.ids;
  shown.reports = page.items;
  shown.next = page.next;
  shown.ids = new Set(page.items.map((report) => report.id));
  byID("heading").textContent = "Newest reports";
  byID("note").textContent = page.items.length ? "" : "No report fits. Take a filter away, or wait: new reports appear by themselves.";
  byID("list").replaceChildren(...page.items.map((report) => reportElement(report, isLive && !before.has(report.id))));
  drawReports(!isLive);
}

function drawReports(moves) {
  byID("more").hidden = !shown.next;
  const places = new Map();
  for (const report of shown.reports) {
    const { place } = report;
    if (place.lat === null || place.lat === undefined || place.lon === null || place.lon === undefined) continue;
    const key = place.id || place.name;
    if (!places.has(key)) places.set(key, []);
    places.get(key).push(report);
  }
  drawPoints([...places.values()].reverse().map((reports) => ({
    lat: reports[0].place.lat, lon: reports[0].place.lon, colour: certaintyColour(reports[0].certainty),
    name: reports[0].place.name, count: reports.length, label: reports[0].place.name + ": " + reports.map((report) => words(report.kind)).join(", "), open: () => choose(reports[0].id),
  })), moves);
  drawLegend([["asserted or reported", COLOURS[2]], ["claimed, rumoured or foreseen", COLOURS[1]], ["denied", COLOURS[7]]]);
}

const certaintyColour = (certainty) =>
  ["asserted", "reported"].includes(certainty) ? COLOURS[2] : certainty === "denied" ? COLOURS[7] : COLOURS[1];

async function showControl(values, turn) {
  const today = new Date().toISOString().slice(0, 10);
  if (map.firstDay === undefined) {
    const changes = (await ask("/changes", { limit: 1000 })).items.map((change) => Date.parse(change.by) / 86400000);
    map.firstDay = changes.length ? Math.floor(Math.min(...changes)) : undefined;
    drawForm("control", values);
  }
  const page = await ask("/control", { ...values, at: values.at || today });
  if (turn !== map.view) return;
  const held = page.items.filter((state) => state.standing !== "unknown");
  const holders = new Map();
  for (const state of held) {
    const name = state.claims.length === 1 && state.claims[0].holder ? actor(state.claims[0].holder) : state.standing;
    holders.set(name, [...(holders.get(name) || []), state]);
  }
  const ranked = [...holders].sort((a, b) => b[1].length - a[1].length);
  const colours = new Map(ranked.map(([name], place) => [name, COLOURS[Math.min(place, COLOURS.length - 1)]]));
  byID("heading").textContent = "Who holds what on " + (values.at || today) + ", as far as the reports say";
  byID("note").textContent = held.length ? held.length + " places" : "No report tells of that day.";
  byID("more").hidden = true;
  const rows = ranked.flatMap(([name, states]) => states.map((state) => make("tr", { id: "p-" + state.place.key, tabindex: "-1" },
    make("td", {}, make("svg", { class: "dot", viewBox: "0 0 10 10", "aria-hidden": "true" }, make("circle", { cx: 5, cy: 5, r: 5, fill: colours.get(name) })), state.place.name + (state.place.country ? " (" + state.place.country + ")" : "")), 
    make("td", {}, ...(state.claims.length ? state.claims.map((claim) => make("div", {}, claim.holder ? actor(claim.holder) : "nobody")) : [name])), make("td", {}, state.standing),
    make("td", {}, ...state.claims.map((claim) => make("div", { class: "day" }, claim.since || "–"))),
    make("td", {}, ...state.claims.map((claim) => make("div", {}, Math.round(claim.confidence * 100) + " %"))))));
  byID("list").replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "heading" },
    make("table", {}, make("thead", {}, make("tr", {}, ...["Place", "Holder", "Standing", "Since", "Confidence"].map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows))));
  drawPoints(ranked.flatMap(([name, states]) => states.filter((state) => state.place.lat !== undefined && state.place.lat !== null).map((state) => ({
    lat: state.place.lat, lon: state.place.lon, colour: colours.get(name), name: state.place.name, label: state.place.name + ": " + name,
    open: () => choose("p-" + state.place.key),
  }))), !map.points.length || map.lastView !== "control");
  drawLegend(ranked.slice(0, COLOURS.length).map(([name], place) => [place === COLOURS.length - 1 ? "others" : name, COLOURS[place]]));
}

async function showFeeds(turn) {
  const page = await ask("/feeds");
  if (turn !== map.view) return;
  const good = page.items.filter((feed) => ["ok", "salvage"].includes(feed.result)).length;
  // What is wrong comes first.
  page.items.sort((a, b) => b.failures - a.failures);
  byID("heading").textContent = "Feeds";
  byID("note").textContent = page.items.length + " feeds, " + good + " answered well at their last poll";
  byID("more").hidden = true;
  const rows = page.items.map((feed) => make("tr", {},
    make("td", { class: "url" }, outside(feed.feed_url, feed.title || feed.feed_url), make("div", { class: "facts" }, [feed.feed_url, ...feed.tags].join(" · "))),
    make("td", { class: "health " + (feed.state !== "active" ? "soft" : !feed.result ? "soft" : feed.result === "ok" ? "good" : feed.result === "salvage" ? "warn" : "bad") },
      (feed.result || "not yet polled") + (feed.status ? " " + feed.status : "")),
    make("td", {}, feed.last_poll ? relative(feed.last_poll) : ""),
    make("td", {}, !feed.next_poll ? feed.state : Date.parse(feed.next_poll) < Date.now() ? "due" : relative(feed.next_poll), feed.next_poll_reason ? make("div", { class: "facts" }, ...feed.next_poll_reason.split(/;\s*/).map((reason) => make("div", {}, reason))) : null),
    make("td", {}, String(feed.items)), make("td", {}, feed.failures ? feed.failures + " in a row" : "", feed.message ? make("div", { class: "facts" }, feed.message) : null)));
  byID("list").replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "heading" },
    make("table", {}, make("thead", {}, make("tr", {}, ...["Feed", "Last result", "Polled", "Next poll, and why", "Items", "Failures"].map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows))));
}

// Where each report's evidence lies in a text, in Unicode scalars. A report that was drawn from an earlier revision is found by
// its words, at the place nearest to where they stood.
function evidenceSpans(scalars, reports, revision) {
  const text = scalars.join("");
  const units = [0];
  for (const scalar of scalars) units.push(units[units.length - 1] + scalar.length);
  return reports.flatMap((report) => {
    let [start, end] = report.evidence;
    if (report.article.revision !== revision) {
      const near = [];
      for (let at = text.indexOf(report.quote); report.quote && at >= 0; at = text.indexOf(report.quote, at + 1)) near.push(units.indexOf(at));
      if (!near.length) return [];
      const wanted = start;
      start = near.reduce((best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best));
      end = start + Array.from(report.quote).length;
    }
    return end > start ? [{ report, start, end }] : [];
  }).sort((a, b) => a.start - b.start || b.end - a.end);
}

// The text with each report's evidence marked; a mark leads to its report.
function markedText(text, reports, chosen, revision) {
  const scalars = Array.from(text);
  const spans = evidenceSpans(scalars, reports, revision);
  const box = make("p");
  let at = 0;
  for (const span of spans) {
    const [start, end] = [Math.max(at, span.start), span.end];
    if (end <= start) continue;
    box.append(scalars.slice(at, start).join(""));
    const isChosen = spans.some((other) => other.report.id === chosen && other.start < end && other.end > start);
    const mark = make("mark", { class: isChosen ? "here" : null, title: words(span.report.kind) + ", " + span.report.place.name }, scalars.slice(start, end).join(""));
    mark.addEventListener("click", () => choose(span.report.id));
    box.append(mark);
    at = end;
  }
  box.append(scalars.slice(at).join(""));
  return box;
}

// Words of two texts: [" " kept | "-" taken out | "+" put in, text]. The longest common run of words, as far as its table
// stays small; what lies between beginnings and ends that agree is else shown as exchanged whole.
function wordDiff(before, after) {
  const cut = (text) => text.match(/\s+|[^\s]+/g) || [];
  const [a, b] = [cut(before), cut(after)];
  const cellsMax = 4e6;
  let start = 0, tail = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  while (tail < a.length - start && tail < b.length - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [x, y] = [a.slice(start, a.length - tail), b.slice(start, b.length - tail)];
  const pieces = [[" ", a.slice(0, start).join("")]];
  const put = (fate, text) => {
    if (pieces[pieces.length - 1][0] === fate) pieces[pieces.length - 1][1] += text; else pieces.push([fate, text]);
  };
  if (x.length * y.length > cellsMax) {
    put("-", x.join(""));
    put("+", y.join(""));
  } else {
    const width = y.length + 1, table = new Uint32Array((x.length + 1) * width);
    for (let i = x.length - 1; i >= 0; i -= 1) {
      for (let j = y.length - 1; j >= 0; j -= 1) {
        table[i * width + j] = x[i] === y[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    let i = 0, j = 0;
    while (i < x.length || j < y.length) {
      if (i < x.length && j < y.length && x[i] === y[j]) { put(" ", x[i]); i += 1; j += 1; }
      else if (j >= y.length || (i < x.length && table[(i + 1) * width + j] >= table[i * width + j + 1])) { put("-", x[i]); i += 1; }
      else { put("+", y[j]); j += 1; }
    }
  }
  put(" ", a.slice(a.length - tail).join(""));
  return pieces.filter(([, text]) => text);
}

function diffText(before, after) {
  return make("p", { id: "diff" }, ...wordDiff(before, after).map(([fate, text]) => fate === " " ? text : make(fate === "-" ? "del" : "ins", {}, text)));
}

// The list of revisions: each can be read, and compared with the one before it.
function revisionList(whole, revision, values) {
  if (whole.revisions.length < 2) return null;
  const entry = (text, query, isHere) => {
    const link = make("a", { href: url("article", { id: values.id, ...query }), "aria-current": isHere ? "true" : null }, text);
    link.addEventListener("click", follow);
    return link;
  };
  return make("nav", { id: "revisions", "aria-label": "Revisions" }, make("h3", {}, "Revisions"), make("ol", {}, ...whole.revisions.map((one, place) => {
    const before = whole.revisions[place - 1];
    const isHere = one === revision;
    return make("li", { value: one.revision }, entry("seen " + one.seen.slice(0, 16).replace("T", " "), { revision: one.revision }, isHere && !values.against),
      before ? " · " : null, before ? entry("what changed", { revision: one.revision, against: before.revision }, isHere && values.against === String(before.revision)) : null);
  })));
}

async function showArticle(values, turn) {
  const whole = await ask("/articles/" + encodeURIComponent(values.id || ""));
  if (turn !== map.view) return;
  const chosen = whole.reports.find((report) => report.id === values.report);
  const numbered = (number) => whole.revisions.find((one) => one.revision === Number(number));
  const revision = numbered(values.revision) || (chosen && numbered(chosen.article.revision)) || whole.revisions[whole.revisions.length - 1];
  const against = numbered(values.against);
  const { content } = revision;
  byID("heading").textContent = content.title || whole.article.title || whole.article.id;
  byID("note").replaceChildren([content.authors.join(", "), day(whole.article.published), whole.article.feed_title || whole.article.feed].filter(Boolean).join(" · "),
    " · ", outside(whole.article.url, "the article at its source"));
  byID("more").hidden = true;
  const reports = whole.reports.filter((report) => !report.withdrawn || report.id === values.report);
  const inText = (report) => report.comment === undefined || report.comment === null;
  const text = make("div", { class: "text" }, against ? diffText(against.content.text, content.text)
    : markedText(content.text, reports.filter(inText), values.report, revision.revision));
  if (!against) {
    content.comments.forEach((comment, number) => text.append(make("h3", {}, "Comment" + (comment.author ? " by " + comment.author : "")),
      markedText(comment.text, reports.filter((report) => report.comment === number), values.report, revision.revision)));
  }
  const copies = whole.copies.length ? make("div", {}, make("h3", {}, "The same story"), make("ul", {}, ...whole.copies.map((copy) => make("li", {}, outside(copy.url, copy.title || copy.feed))))) : null;
  const legend = against ? make("p", { class: "facts" }, "Revision " + revision.revision + " against " + against.revision + ": ", make("del", {}, "taken out"), " ", make("ins", {}, "put in")) : null;
  const side = make("aside", { "aria-label": "Reports and revisions" },
    make("h3", {}, reports.length + (reports.length === 1 ? " report" : " reports") + " in this article"), ...reports.map((report) => reportElement(report)),
    revisionList(whole, revision, values), copies);
  byID("list").replaceChildren(make("div", { class: "reading" }, make("div", {}, legend, text), side));
  if (values.report) byID(values.report)?.classList.add("chosen");
  document.querySelector("mark.here")?.scrollIntoView({ block: "center" });
}

async function show(isLive = false) {
  const { view, values } = state();
  const turn = map.view = Symbol(view);
  document.body.dataset.view = view;
  document.title = "Salient: " + view;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  if (!isLive) {
    drawForm(view, values);
    byID("legend").replaceChildren();
  }
  try {
    if (view === "reports") await showReports(values, turn, isLive);
    else if (view === "control") await showControl(values, turn);
    else if (view === "feeds") await showFeeds(turn);
    else await showArticle(values, turn);
  } catch (error) {
    if (turn !== map.view) return;
    byID("note").textContent = "This could not be shown: " + error.message;
    if (!isLive) byID("list").replaceChildren();
  }
  map.lastView = view;
  document.body.dataset.ready = view;
}

async function showMore() {
  const page = await ask("/reports", { ...state().values, limit: PAGE_SIZE, cursor: shown.next });
  shown.reports.push(...page.items);
  shown.next = page.next;
  for (const report of page.items) shown.ids.add(report.id);
  byID("list").append(...page.items.map((report) => reportElement(report)));
  drawReports(false);
}

function listenToStream() {
  const stream = new EventSource("/reports/stream");
  let waiting = null;
  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (state().view === "reports") show(true); }, 500);
  };
  stream.addEventListener("open", () => { byID("live").textContent = "live"; });
  stream.addEventListener("error", () => { byID("live").textContent = "no connection; trying again"; });
  stream.addEventListener("report.new", again);
  stream.addEventListener("report.withdrawn", again);
  stream.addEventListener("report.restated", again);
}

// The filters stand open where there is room for them.
function openFilters() {
  const isWide = matchMedia("(min-width: 52.01rem)");
  const adapt = () => { byID("filter-box").open = isWide.matches || state().view === "control"; };
  isWide.addEventListener("change", adapt);
  adapt();
}

addEventListener("popstate", () => show());
addEventListener("DOMContentLoaded", () => {
  for (const link of document.querySelectorAll("nav a")) link.addEventListener("click", follow);
  const form = byID("filters");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(form.dataset.view, formValues(form));
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    go(form.dataset.view, {});
  });
  byID("more").addEventListener("click", () => showMore().catch((error) => { byID("note").textContent = error.message; }));
  openFilters();
  listenToMap();
  fit();
  show();
  drawOutlines().catch((error) => { byID("note").textContent = "No outlines: " + error.message; });
  listenToStream();
});
