"use strict";
// The page's address says what is shown: node, chain, filters, layout, language.

function writePlace() {
  const said = new URLSearchParams();
  if (state.selected !== null) said.set("node", nodes[state.selected].key);
  if (state.focus) said.set("round", `${state.focus.reach}:${nodes[state.focus.start].key}`);
  for (const [name, facet] of Object.entries(facets)) {
    if (facet.off.size) said.set(`hide-${name}`, [...facet.off].sort().join(","));
  }
  if (state.layout !== data.layouts[0]) said.set("layout", state.layout);
  if (LANGUAGES[language] !== data.lang) said.set("lang", LANGUAGES[language]);
  const words = said.toString();
  history.replaceState(null, "", words ? `#${words}` : location.pathname + location.search);
}

// What the address does not name, or names wrongly, is as it is without it.
function readPlace() {
  const said = new URLSearchParams(location.hash.slice(1));
  const find = (key) => nodes.find((node) => node.key === key)?.id ?? null;
  for (const [name, facet] of Object.entries(facets)) {
    const values = (said.get(`hide-${name}`) ?? "").split(",").filter((value) => facet.counts.has(value));
    facet.off = new Set(values);
  }
  const [reach, ...start] = (said.get("round") ?? "").split(":");
  const centre = find(start.join(":"));
  state.focus = null;
  if (centre !== null && REACHES.includes(reach)) focusOn(centre, reach);
  const layout = said.get("layout");
  state.layout = data.layouts.includes(layout) ? layout : data.layouts[0];
  const chosen = LANGUAGES.indexOf(said.get("lang") ?? keptLanguage());
  language = Math.max(chosen, 0);
  return find(said.get("node"));
}
