"use strict";
// Which nodes and links are to be shown: filters, and what lies round one node.

const NONE = "none";

// A facet says which values a thing has; none of them: the facet does not concern it.
const facets = {
  kind: { of: (node) => [node.look.key] },
  theme: { of: (node) => (node.themes.length ? node.themes.map((id) => nodes[id].key) : [NONE]) },
  support: { of: (node) => (node.support ? [node.support] : []) },
  document: { of: (node) => [data.documents[node.document].key] },
  relation: { of: (edge) => [edge.relation.key], isOfEdges: true },
  basis: { of: (edge) => [edge.basis], isOfEdges: true },
};
for (const facet of Object.values(facets)) {
  facet.off = new Set();
  facet.counts = countValues(facet);
}

const state = { focus: null, selected: null, layout: data.layouts[0] };

function countValues(facet) {
  const counts = new Map();
  for (const one of facet.isOfEdges ? edges : nodes) {
    for (const value of facet.of(one)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function passes(one, isEdge) {
  return Object.values(facets).every((facet) => {
    if (!facet.off.size || Boolean(facet.isOfEdges) !== isEdge) return true;
    const values = facet.of(one);
    return !values.length || values.some((value) => !facet.off.has(value));
  });
}

function isShown(node) {
  return (state.focus === null || state.focus.ids.has(node.id)) && passes(node, false);
}

function clearFilters() { for (const facet of Object.values(facets)) facet.off.clear(); }

// Let a hidden node through, with as little change as will do.
function letThrough(node) {
  for (const facet of Object.values(facets)) {
    if (!facet.isOfEdges) for (const value of facet.of(node)) facet.off.delete(value);
  }
  if (state.focus && !state.focus.ids.has(node.id)) state.focus = null;
}

// --- Round one node -----------------------------------------------------------------------------

function neighbours(id) {
  return [...outgoing[id].map((edge) => edge.to), ...incoming[id].map((edge) => edge.from)];
}

function spread(start, next) {
  const found = new Set([start]);
  for (const id of found) for (const other of next(id)) found.add(other); // a set grows as it is walked
  return found;
}

function within(start, steps) {
  let found = new Set([start]);
  for (let step = 0; step < steps; step += 1) {
    found = new Set([...found, ...[...found].flatMap(neighbours)]);
  }
  return found;
}

// The way of a suggestion into the plan: what it cites, the part of that, the task that answers to
// it. From any other node both ways: where it leads, and all that leads to it.
function chainOf(start) {
  const along = (way) => (id) => [
    ...outgoing[id].filter((edge) => edge.relation.chain === way).map((edge) => edge.to),
    ...incoming[id].filter((edge) => edge.relation.chain === -way).map((edge) => edge.from),
  ];
  return new Set([...spread(start, along(1)), ...spread(start, along(-1))]);
}

const REACHES = ["chain", "1", "2"];

function focusOn(start, reach) {
  const ids = reach === "chain" ? chainOf(start) : within(start, Number(reach));
  state.focus = { start, reach, ids };
}
