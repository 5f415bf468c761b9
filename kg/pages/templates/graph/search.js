"use strict";
// Search by words, by number, and by the initials of pinyin.

function fold(text) { return text.normalize("NFKC").toLowerCase(); }

// Each letter stands for itself and for every character with a reading that begins with it.
function initialsPattern(letters) {
  const classes = [...letters].map((letter) => `[${letter}${data.initials[letter] ?? ""}]`);
  return new RegExp(classes.join(""), "u");
}

const MARKS = /[\p{P}\p{S}\s]/gu;

// Best first: the very number or name, then names with these words, then initials.
function findNodes(words) {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  const initials = /^[a-z0-9]{2,}$/.test(wanted) ? initialsPattern(wanted) : null;
  const ranked = [[], [], [], []];
  for (const node of nodes) {
    const key = fold(node.key);
    const label = fold(node.label);
    if (key === wanted || key.endsWith(`/${wanted}`)) ranked[0].push(node);
    else if (label.includes(wanted)) ranked[label.startsWith(wanted) ? 1 : 2].push(node);
    else if (key.includes(wanted) || initials?.test(label.replace(MARKS, ""))) ranked[3].push(node);
  }
  return ranked.flat();
}

const MOST_RESULTS = 40;

function listResults() {
  const words = element("search").value;
  const found = findNodes(words);
  const items = found.slice(0, MOST_RESULTS).map((node) => listItem(node, node.key));
  const more = found.length - MOST_RESULTS;
  if (!found.length) items.push(make("li", { className: "context" }, say("nothingFound")));
  if (more > 0) items.push(make("li", { className: "context" }, say("moreFound", { count: more })));
  element("results").replaceChildren(...items);
  element("results").hidden = !words.trim();
}

function walkResults(event) {
  const buttons = [...element("results").querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && buttons.length) {
    event.preventDefault();
    const next = buttons.indexOf(document.activeElement) + step;
    (next < 0 ? element("search") : buttons[Math.min(next, buttons.length - 1)]).focus();
  } else if (event.key === "Enter" && event.target === element("search")) {
    buttons[0]?.click();
  }
}
