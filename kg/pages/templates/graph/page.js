"use strict";
// What the page holds, and small tools to build it. Words of the source go into the page by
// textContent only, never as markup.

function element(id) { return document.getElementById(id); }

function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function button(className, onclick, ...children) {
  return make("button", { type: "button", className, onclick }, ...children);
}

// --- The data -----------------------------------------------------------------------------------

const data = JSON.parse(element("data").textContent);
const nodes = unpack(data.nodes, data.size);
const edges = unpack(data.edges, data.edgeSize);
const outgoing = Array.from(nodes, () => []);
const incoming = Array.from(nodes, () => []);
nodes.forEach((node, id) => { node.id = id; node.look = data.kinds[node.kind]; });
for (const edge of edges) {
  edge.relation = data.relations[edge.kind];
  outgoing[edge.from].push(edge);
  incoming[edge.to].push(edge);
}

// Columns to rows; what is no list is the same in every row.
function unpack(columns, size) {
  const rows = Array.from({ length: size }, () => ({}));
  for (const [name, column] of Object.entries(columns)) {
    const isList = Array.isArray(column);
    rows.forEach((row, place) => { row[name] = isList ? column[place] : column; });
  }
  return rows;
}

function degree(id) { return outgoing[id].length + incoming[id].length; }

// Facts and quotes, read when they are first wanted: of a large graph they are deflated.
let details = null;

function readDetails() {
  details = details ?? parseDetails(element("details"));
  return details;
}

async function parseDetails(block) {
  if (block.type === "application/json") return JSON.parse(block.textContent);
  const bytes = Uint8Array.from(atob(block.textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

function shorten(words, most) {
  const characters = [...words.slice(0, 4 * most)];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}

// --- Words in two languages ---------------------------------------------------------------------

const LANGUAGES = ["zh", "en"];
let language = Math.max(LANGUAGES.indexOf(keptLanguage()), 0);

// Beside the pages of a site, it opens in the language that was chosen there.
function keptLanguage() {
  try { return (data.text && localStorage.getItem("kg-language")) || data.lang; } catch { return data.lang; }
}

function keepLanguage() {
  if (!data.text) return;
  try { localStorage.setItem("kg-language", LANGUAGES[language]); } catch { /* it holds for this page */ }
}

function inLanguage(pair) { return pair[language]; }

function say(name, values = {}) {
  return inLanguage(data.words[name]).replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function sayCode(code) {
  const words = data.words[`code.${code}`];
  return words ? inLanguage(words) : code;
}

// Elements of the template name their words: data-say the text, data-label the accessible name.
function sayAll() {
  document.documentElement.lang = ["zh-CN", "en"][language];
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", say(one.dataset.label));
    if (one.dataset.hint) one.placeholder = say(one.dataset.hint);
  }
  for (const one of document.querySelectorAll("[data-zh]")) {
    one.textContent = one.dataset[LANGUAGES[language]];
  }
}
