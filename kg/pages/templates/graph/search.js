"use strict";
// Search by words, by number, and by the initials of pinyin.

function findNodes(words) {
  return findThings(nodes, words, data.initials, ({ key, label, look }) => (
    { names: [key], label, about: look.name.join(" ") }
  ));
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
