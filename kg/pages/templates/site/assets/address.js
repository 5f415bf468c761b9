"use strict";
// The page's address says what is chosen: `#name` leads to a place, as on any page, and
// `#findings.severity=error&at=name` is what was chosen, and the place. Nothing is kept elsewhere,
// so that a link brings the view back, from a disk too.

function readAddress() {
  const mark = location.hash.slice(1);
  return new URLSearchParams(mark.includes("=") ? mark : { at: unescapeMark(mark) });
}

function unescapeMark(mark) {
  try { return decodeURIComponent(mark); } catch { return ""; } // names no place
}

function writeAddress(chosen, at = "") {
  const said = new URLSearchParams(chosen);
  if (chosen.length && at) said.set("at", at);
  const words = said.toString() || at;
  history.replaceState(null, "", words ? `#${words}` : location.pathname + location.search);
}
