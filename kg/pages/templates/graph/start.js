"use strict";
// What a reader does, and the start of it all.

let drawing = null; // what draws: see the head of cards.js and of points.js

// What the panel covers of the drawing: its right, or its lower part on a narrow screen.
function covered() {
  const panel = element("panel");
  if (panel.hidden) return { right: 0, bottom: 0 };
  const below = panel.offsetWidth === element("drawing").offsetWidth;
  return { right: below ? 0 : panel.offsetWidth, bottom: below ? panel.offsetHeight : 0 };
}

// Open a node, wherever it was asked for; a filter or a chain that hides it gives way.
function openNode(id, byKeyboard = false) {
  element("results").hidden = true;
  if (!isShown(nodes[id])) {
    letThrough(nodes[id]);
    refresh();
    drawing.home(covered());
  }
  state.selected = id;
  fillPanel(nodes[id]);
  drawing.select(id, state.focus === null);
  drawing.reveal(id, covered());
  writePlace();
  if (byKeyboard) element("panel").querySelector("h2").focus();
}

function pick(id) {
  element("results").hidden = true;
  if (id === null) closePanel();
  else openNode(id);
}

function closePanel() {
  element("panel").hidden = true;
  state.selected = null;
  drawing.select(null, false);
  drawing.rest();
  writePlace();
}

function showRound(id, reach) {
  if (isRound(id, reach)) {
    state.focus = null;
  } else {
    clearFilters();
    focusOn(id, reach);
  }
  state.selected = id;
  fillFilters();
  refresh();
  drawing.select(id, false);
  fillPanel(nodes[id]);
  drawing.home(covered());
}

function reset() {
  state.focus = null;
  state.layout = data.layouts[0];
  clearFilters();
  element("search").value = "";
  listResults();
  fillFilters();
  closePanel();
  refresh();
  drawing.home(covered());
}

// Draw what is chosen, and say how much of the whole that is.
function refresh() {
  if (state.selected !== null && !isShown(nodes[state.selected])) closePanel();
  const shown = nodes.filter(isShown);
  const ids = new Set(shown.map((node) => node.id));
  const links = edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to) && passes(edge, true));
  drawing.show(shown, links, state);
  element("count").textContent = say("shown", { shown: shown.length, all: nodes.length });
  markLegend();
  const notice = element("notice");
  const words = !shown.length ? say("nothingShown")
    : state.focus ? say(`notice.${state.focus.reach}`, { label: nodes[state.focus.start].label })
      : drawing.isMissing ? say("noDrawing") : "";
  element("notice-words").textContent = words;
  element("everything").hidden = !state.focus;
  notice.hidden = !words;
  writePlace();
}

function switchLayout() {
  const next = (data.layouts.indexOf(state.layout) + 1) % data.layouts.length;
  state.layout = data.layouts[next];
  nameLayout();
  refresh();
  drawing.home(covered());
}

// The button names the other layout, which it leads to.
function nameLayout() {
  const other = data.layouts.find((name) => name !== state.layout);
  element("layout").hidden = !other;
  if (other) element("layout").textContent = say(`layout.${other}`);
}

function showAll() {
  state.focus = null;
  refresh();
  drawing.home(covered());
}

function speak() {
  sayAll();
  nameLayout();
  element("reading").textContent = say(`reading.${data.layouts[0]}`);
  element("here").textContent = say("here", { nodes: nodes.length, edges: edges.length });
  fillLegend();
  fillFilters();
  listResults();
  if (state.selected !== null) fillPanel(nodes[state.selected]);
  refresh();
}

function savePicture() {
  drawing.picture().toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: `${document.title}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
}

// On paper stands a picture of all that is shown, in the colours of a light page.
function layOnPaper() {
  printing = true;
  repaintSigns();
  drawing.repaint();
  element("paper").replaceChildren(drawing.picture());
}

function takeOffPaper() {
  printing = false;
  element("paper").replaceChildren();
  repaintSigns();
  drawing.repaint();
}

// Esc undoes one thing at a time.
function stepBack() {
  if (!element("results").hidden) {
    element("results").hidden = true;
  } else if (!element("choices").hidden) {
    toggleFilters();
    element("filters").focus();
  } else if (!element("panel").hidden) {
    closePanel();
    element("search").focus({ preventScroll: true });
  } else if (state.focus) {
    showAll();
  }
}

const KEYS = {
  "/": () => element("search").focus(),
  "+": () => drawing.zoom(1.25),
  "=": () => drawing.zoom(1.25),
  "-": () => drawing.zoom(0.8),
  0: () => drawing.home(covered(), 0),
  l: switchLayout,
  L: switchLayout,
  Escape: stepBack,
};

function onKey(event) {
  const isWriting = event.target.matches("input:not([type=checkbox])");
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  if (isHeld || element("about").open || (isWriting && event.key !== "Escape")) return;
  const act = KEYS[event.key];
  if (!act) return;
  if (event.key === "/") event.preventDefault(); // it is not written into the field
  act();
}

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// On the drawing, arrows go to the nearest node on that side, and Enter opens it.
function onDrawingKey(event) {
  if (WAYS[event.key]) {
    event.preventDefault();
    const next = drawing.beside(drawing.hovered() ?? state.selected, WAYS[event.key]);
    if (next === null) return;
    drawing.hover(next);
    drawing.reveal(next, covered());
    const node = nodes[next];
    element("spoken").textContent = `${inLanguage(node.look.name)} ${node.label}`;
  } else if (event.key === "Enter" && drawing.hovered() !== null) {
    openNode(drawing.hovered(), true);
  }
}

function applyPlace() {
  const chosen = readPlace();
  speak();
  drawing.home(covered());
  if (chosen !== null) openNode(chosen);
}

function listen() {
  const clicks = {
    reset, filters: toggleFilters, layout: switchLayout, picture: savePicture, everything: showAll,
    print: () => window.print(),
    closer: () => drawing.zoom(1.25),
    farther: () => drawing.zoom(0.8),
    whole: () => drawing.home(covered(), 0),
    "about-open": () => element("about").showModal(),
    language: () => { language = 1 - language; keepLanguage(); speak(); },
  };
  for (const [id, act] of Object.entries(clicks)) element(id).addEventListener("click", () => act());
  element("search").addEventListener("input", listResults);
  element("search").addEventListener("click", listResults);
  document.querySelector(".search").addEventListener("keydown", walkResults);
  element("drawing").addEventListener("keydown", onDrawingKey);
  document.addEventListener("keydown", onKey);
  darkness.addEventListener("change", () => { drawing.repaint(); repaintSigns(); });
  addEventListener("beforeprint", layOnPaper);
  addEventListener("afterprint", takeOffPaper);
  addEventListener("hashchange", applyPlace);
}

drawing = makeDrawing(element("drawing"), pick);
applyPlace();
listen();
document.documentElement.dataset.drawn = "yes";
// For tests, and for a page that carries this one.
window.kgGraph = {
  open: openNode, nodes, placeOf: drawing.placeOf, scale: drawing.scale,
  boxes: drawing.boxes, named: drawing.named, picture: drawing.picture,
};
