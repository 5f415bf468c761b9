"use strict";
// The text page: a card that says what a piece of the text became, kinds that can be hidden, and
// the words to which an address leads. The address says both. Pieces name their facts by position, the shortest first.

const [KIND, ZH, EN, WORDS, HREF] = [0, 1, 2, 3, 4];
const facts = JSON.parse(document.getElementById("facts").textContent);
const source = document.getElementById("source");
const kinds = document.getElementById("kinds");
const pieces = [...source.querySelectorAll("[data-s]")];
const hidden = new Set();
const card = document.createElement("span");
let pointed = null;
let timer = 0;

card.className = "fact-card";
card.hidden = true;

function factsOf(piece) {
  return (piece.dataset.f ?? "").split(" ").filter(Boolean).map((index) => facts[index]);
}

function makeLine(fact) {
  const link = document.createElement("a");
  link.href = fact[HREF];
  link.className = `k-${fact[KIND]}`;
  const kind = document.createElement("small");
  kind.textContent = document.documentElement.dataset.lang === "en" ? fact[EN] : fact[ZH];
  const words = document.createElement("bdi");
  words.textContent = fact[WORDS];
  link.append(kind, " ", words);
  return link;
}

// The card stands behind its piece in the page, so that Tab leads from the one into the other.
function showCard(piece, height) {
  clearTimeout(timer);
  if (pointed === piece && !card.hidden) return;
  const seen = new Set();
  const told = factsOf(piece).filter((fact) => {
    const isNew = !seen.has(fact[HREF]);
    seen.add(fact[HREF]);
    return isNew;
  });
  if (!told.length) return;
  light(pointed, false);
  pointed = piece;
  light(piece, true);
  told.sort((one, other) => Number(isAbove(one)) - Number(isAbove(other)));
  card.replaceChildren(...told.map(makeLine));
  piece.after(card);
  card.hidden = false;
  place(piece, height);
}

// Below the line of the piece that is pointed at, or its first; above where there is no room.
function place(piece, height) {
  const boxes = [...piece.getClientRects()];
  const box = boxes.find(({ top, bottom }) => top <= height && height <= bottom) ?? boxes[0];
  const room = source.getBoundingClientRect();
  const left = Math.min(box.left - room.left, room.width - card.offsetWidth);
  const below = box.bottom + card.offsetHeight + 8 < innerHeight || box.top < card.offsetHeight;
  const top = below ? box.bottom - room.top + 4 : box.top - room.top - card.offsetHeight - 4;
  card.style.setProperty("left", `${Math.max(0, left)}px`);
  card.style.setProperty("top", `${top}px`);
}

function hideCard() {
  card.hidden = true;
  light(pointed, false);
  pointed = null;
}

function hideSoon() {
  clearTimeout(timer);
  timer = setTimeout(hideCard, 200);
}

// All pieces of the fact to which a piece leads, since others may cut it up.
function light(piece, on) {
  if (!piece) return;
  const own = first(piece);
  if (!own) return;
  const whole = String(facts.indexOf(own));
  for (const other of pieces) {
    if (other.dataset.f?.split(" ").includes(whole)) other.classList.toggle("lit", on);
  }
}

// These lie over other facts, and colour a piece only where there is nothing else.
function isAbove(fact) { return ["link", "number", "remark"].includes(fact[KIND]); }

function first(piece) {
  const shown = factsOf(piece).filter((fact) => !hidden.has(fact[KIND]));
  return shown.find((fact) => !isAbove(fact)) ?? shown[0];
}

function colour(piece) {
  const fact = first(piece);
  const counted = !hidden.has("number") && factsOf(piece).some(([kind]) => kind === "number");
  piece.className = fact ? `m k-${fact[KIND]}${counted ? " counted" : ""}` : "m plain";
  if (fact) piece.href = fact[HREF];
}

function chooseKind(event) {
  if (event.target.checked) hidden.delete(event.target.name);
  else hidden.add(event.target.name);
  showKinds();
  writeKinds(aimed());
}

function showKinds() {
  hideCard();
  pieces.filter((piece) => piece.dataset.f).forEach(colour);
  mark();
}

function aimed() { return readAddress().get("at") ?? ""; }

function writeKinds(at) { writeAddress(hidden.size ? [["hide", [...hidden].sort().join(",")]] : [], at); }

// The words that an address such as #e-10-20 names.
function mark() {
  const span = /^e-(\d+)-(\d+)$/.exec(aimed());
  for (const piece of pieces) {
    const at = Number(piece.dataset.s);
    piece.classList.toggle("aim", Boolean(span) && at >= Number(span[1]) && at < Number(span[2]));
  }
}

// A link inside the page leaves the kinds as they are, and so does the address.
function followKinds(isFirst) {
  const isSaid = location.hash.includes("=");
  if (isFirst || isSaid || !location.hash) {
    const off = (readAddress().get("hide") ?? "").split(",");
    hidden.clear();
    for (const box of kinds.elements) {
      if (box.type !== "checkbox") continue;
      box.checked = !off.includes(box.name);
      if (!box.checked) hidden.add(box.name);
    }
    showKinds();
  }
  if (isSaid) document.getElementById(aimed())?.scrollIntoView();
  else if (aimed()) writeKinds(aimed());
  mark();
}

const pieceOf = (event) => event.target.closest("[data-f]");

source.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  if (event.target.closest(".fact-card")) clearTimeout(timer);
  else if (pieceOf(event)) showCard(pieceOf(event), event.clientY);
});
source.addEventListener("pointerout", (event) => { if (event.pointerType !== "touch") hideSoon(); });
source.addEventListener("focusin", (event) => { if (pieceOf(event)) showCard(pieceOf(event)); });
source.addEventListener("focusout", (event) => {
  if (!card.contains(event.relatedTarget) && event.relatedTarget !== pointed) hideSoon();
});
// A finger cannot point: the first touch shows the card, whose lines are links.
source.addEventListener("click", (event) => {
  const piece = pieceOf(event);
  if (!piece || !matchMedia("(hover: none)").matches) return;
  event.preventDefault();
  showCard(piece, event.clientY);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideCard(); });
kinds.addEventListener("change", chooseKind);
document.addEventListener("kg-language", hideCard);
window.addEventListener("hashchange", () => followKinds(false));
followKinds(true);
