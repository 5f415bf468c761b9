"use strict";
// The legend, which filters by class, and the other filters.

const MOST_VALUES = 60; // a longer list is no filter that a person reads

const facetValues = {
  kind: () => data.kinds.map((look) => [look.key, inLanguage(look.name), look]),
  theme: () => [
    ...nodes.filter((node) => node.look.key === "theme").map((node) => [node.key, node.label]),
    [NONE, say("none")],
  ],
  document: () => data.documents.map(({ key, title }) => [key, title]),
  support: () => ["traced", "named-only", "partial", "contradicted"].map((one) => [one, sayCode(one)]),
  relation: () => data.relations.map((one) => [one.key, inLanguage(one.name)]),
  basis: () => ["explicit", "inferred"].map((one) => [one, sayCode(one)]),
};

function fillLegend() {
  const chips = facetValues.kind().filter(([key]) => facets.kind.counts.has(key));
  element("legend").replaceChildren(...chips.map(([key, name, look]) => {
    const count = make("b", {}, String(facets.kind.counts.get(key)));
    const chip = button("chip", () => toggle(facets.kind, key), sign(look), name, count);
    chip.dataset.value = key;
    return chip;
  }));
  markLegend();
}

function markLegend() {
  for (const chip of element("legend").children) {
    chip.setAttribute("aria-pressed", String(!facets.kind.off.has(chip.dataset.value)));
  }
  const others = Object.entries(facets).filter(([name]) => name !== "kind");
  const active = others.filter(([, facet]) => facet.off.size).length;
  element("filters").classList.toggle("active", active > 0);
}

function toggle(facet, value) {
  if (!facet.off.delete(value)) facet.off.add(value);
  refresh();
}

function fillFilters() {
  const groups = Object.entries(facets)
    .filter(([name, facet]) => name !== "kind" && isOffered(facet))
    .map(([name, facet]) => fieldset(name, facet));
  element("choices").replaceChildren(...groups);
}

function isOffered(facet) { return facet.counts.size > 1 && facet.counts.size <= MOST_VALUES; }

function fieldset(name, facet) {
  const offered = facetValues[name]().filter(([value]) => facet.counts.has(value));
  const rows = offered.map(([value, words]) => {
    const box = make("input", { type: "checkbox", checked: !facet.off.has(value) });
    box.addEventListener("change", () => toggle(facet, value));
    const count = make("b", {}, String(facet.counts.get(value)));
    return make("label", {}, box, make("span", { dir: "auto" }, words), count);
  });
  const setAll = (isOn) => () => {
    facet.off = new Set(isOn ? [] : offered.map(([value]) => value));
    fillFilters();
    refresh();
  };
  return make("fieldset", {}, make("legend", {}, say(`facet.${name}`)),
    make("div", { className: "both" },
      button("plain", setAll(true), say("all")), button("plain", setAll(false), say("noneOf"))),
    ...rows);
}

function toggleFilters() {
  const choices = element("choices");
  choices.hidden = !choices.hidden;
  element("filters").setAttribute("aria-expanded", String(!choices.hidden));
}
