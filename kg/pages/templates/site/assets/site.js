"use strict";
// Search over the labels of a plan, as the graph page has it. The index is a script beside the pages, loaded at the first
// letter: pages from a disk may not fetch data.

const MOST_FOUND = 30;
const field = document.getElementById("search");
const found = document.getElementById("found");
const home = document.documentElement.dataset.home;

function isEnglish() { return document.documentElement.dataset.lang === "en"; }

function loadIndex() {
  if (loadIndex.started) return;
  loadIndex.started = true;
  const script = document.createElement("script");
  script.src = `${home}search-index.js`;
  script.addEventListener("load", listFound);
  document.head.append(script);
}

function findRows(words) {
  const { rows, initials } = window.kgIndex;
  return findThings(rows, words, initials, ([zh, en, number, title, value, , local]) => (
    { names: [local, number], label: title, about: `${zh} ${en} ${value}` }
  ));
}

function makeItem([zh, en, number, title, value, href]) {
  const link = document.createElement("a");
  link.href = home + href;
  const kind = document.createElement("small");
  kind.textContent = [isEnglish() ? en : zh, number].filter(Boolean).join(" ");
  const words = document.createElement("bdi");
  words.textContent = value ? `${title} ${value}` : title;
  link.append(kind, " ", words);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function listFound() {
  const words = field.value.trim();
  found.hidden = !words;
  if (!words || !window.kgIndex) return;
  const rows = findRows(words);
  found.querySelector("ul").replaceChildren(...rows.slice(0, MOST_FOUND).map(makeItem));
  const shown = Math.min(rows.length, MOST_FOUND);
  found.querySelector("p").textContent = isEnglish()
    ? `${rows.length} found${shown < rows.length ? `, ${shown} shown` : ""}`
    : `找到${rows.length}个${shown < rows.length ? `，显示${shown}个` : ""}`;
}

function walkFound(event) {
  const links = [...found.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    found.hidden = true;
    field.focus();
  } else if (step && links.length && !found.hidden) {
    event.preventDefault();
    const next = links.indexOf(document.activeElement) + step;
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  } else if (event.key === "Enter" && event.target === field) {
    links[0]?.click();
  }
}

// A picture that does not fit shows its middle first.
for (const scroll of document.querySelectorAll(".picture .scroll")) {
  scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
}

if (field) {
  field.addEventListener("focus", loadIndex);
  field.addEventListener("input", () => { loadIndex(); listFound(); });
  field.closest(".search").addEventListener("keydown", walkFound);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) found.hidden = true;
  });
  document.addEventListener("kg-language", listFound);
}
