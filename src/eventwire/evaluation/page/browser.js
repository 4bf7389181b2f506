"use strict";
// The filters are functions of plain values, so that they can be tested without a browser.
const FILTERS = ["layer", "kind", "group", "field", "article"];
const PAGE = 100;

/** Whether a difference fits the wanted values; "" wants anything. Words are searched in both sides, whatever their case. */
function fits(difference, wanted) {
  for (const key of FILTERS) {
    if (wanted[key] && difference[key] !== wanted[key]) return false;
  }
  return !wanted.words || haystack(difference).includes(wanted.words.toLowerCase());
}

function haystack(difference) {
  const parts = [];
  for (const side of [difference.gold, difference.predicted]) {
    parts.push(side.pieces.map((piece) => piece[0]).join(""), side.value);
  }
  return parts.join("\n").toLowerCase();
}

/** The differences that fit. */
function chosen(differences, wanted) {
  return differences.filter((difference) => fits(difference, wanted));
}

/** How many differences each value of a filter would show, given the other filters. */
function counted(differences, wanted, key) {
  const found = new Map();
  for (const difference of chosen(differences, { ...wanted, [key]: "" })) {
    if (difference[key]) found.set(difference[key], (found.get(difference[key]) || 0) + 1);
  }
  return found;
}

/** The wanted values of an address such as "#layer=events&kind=missed"; what is unknown there is left out. */
function wantedOf(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const wanted = {};
  for (const key of [...FILTERS, "words"]) wanted[key] = given.get(key) || "";
  return wanted;
}

function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const order = { layer: data.layers, kind: data.kinds, article: data.articles };
  const byId = (id) => document.getElementById(id);
  let wanted = wantedOf(location.hash);
  let limit = PAGE;

  // Everything that comes from an article enters the page as text, never as markup.
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function side(one, absent) {
    const cell = element("td", one.group ? "" : "nothing");
    const sentence = element("div", "sentence");
    sentence.dir = "auto";
    for (const [words, kind] of one.pieces) sentence.append(element(kind ? "mark" : "span", kind, words));
    const what = element("p", "what");
    if (one.group) what.append(element("b", "", one.group), " ", one.value);
    else what.append(absent);
    cell.append(sentence, what);
    return cell;
  }

  function row(difference) {
    const made = element("tr");
    const first = element("td");
    const kind = element("span", "kind", difference.kind);
    kind.dataset.kind = difference.kind;
    const field = difference.field ? " " + difference.field : "";
    first.append(kind, element("div", "what", difference.layer + field), element("div", "where", difference.article));
    made.append(first, side(difference.gold, "not in gold"), side(difference.predicted, "not predicted"));
    return made;
  }

  function options(key) {
    const select = byId(key);
    const found = counted(data.differences, wanted, key);
    const names = order[key] ? order[key].filter((name) => found.has(name)) : [...found.keys()].sort();
    if (wanted[key] && !names.includes(wanted[key])) names.push(wanted[key]);
    select.replaceChildren(new Option("all", ""));
    for (const name of names) select.append(new Option(name + " (" + (found.get(name) || 0) + ")", name));
    select.value = wanted[key];
  }

  function show() {
    const found = chosen(data.differences, wanted);
    for (const key of FILTERS) options(key);
    byId("words").value = wanted.words;
    byId("count").textContent = found.length + " of " + data.differences.length + " differences in "
      + data.articles.length + " articles";
    byId("rows").replaceChildren(...found.slice(0, limit).map(row));
    byId("more").hidden = found.length <= limit;
  }

  function change(key, value) {
    wanted = { ...wanted, [key]: value };
    limit = PAGE;
    const given = new URLSearchParams(Object.entries(wanted).filter(([, text]) => text));
    history.replaceState(null, "", "#" + given);
    show();
  }

  for (const key of FILTERS) byId(key).addEventListener("change", (event) => change(key, event.target.value));
  byId("words").addEventListener("input", (event) => change("words", event.target.value));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("reset").addEventListener("click", (event) => {
    event.preventDefault();
    wanted = wantedOf("");
    change("words", "");
  });
  byId("more").addEventListener("click", () => { limit += PAGE; show(); });
  window.addEventListener("hashchange", () => { wanted = wantedOf(location.hash); limit = PAGE; show(); });
  show();
}

if (typeof document !== "undefined") start();
if (typeof module !== "undefined") module.exports = { chosen, counted, wantedOf };
