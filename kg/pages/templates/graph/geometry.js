"use strict";
// Where things are: shared by both back-ends.

// The nearest of the spots on one side of another; without another, the one most to the top left.
function nearestBeside(spots, from, [dx, dy]) {
  const start = spots.get(from);
  let best = null;
  let least = Infinity;
  for (const [id, spot] of spots) {
    if (id === from) continue;
    const [x, y] = start ? [spot.x - start.x, spot.y - start.y] : [spot.x, spot.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (start && along <= 0) continue;
    const cost = start ? along + 3 * aside : x + y;
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

function boundsOf(spots) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const spot of spots) {
    box.left = Math.min(box.left, spot.x - spot.width / 2);
    box.right = Math.max(box.right, spot.x + spot.width / 2);
    box.top = Math.min(box.top, spot.y - spot.height / 2);
    box.bottom = Math.max(box.bottom, spot.y + spot.height / 2);
  }
  return box;
}

// Boxes that lie nowhere over one another: the first come are served.
function makeRoom(cell = 64) {
  const grid = new Map();
  const cellsOf = (box) => {
    const cells = [];
    for (let x = Math.floor(box.left / cell); x <= box.right / cell; x += 1) {
      for (let y = Math.floor(box.top / cell); y <= box.bottom / cell; y += 1) cells.push(`${x} ${y}`);
    }
    return cells;
  };
  const crosses = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  return function take(box) {
    const cells = cellsOf(box);
    if (cells.some((name) => grid.get(name)?.some((other) => crosses(box, other)))) return false;
    for (const name of cells) grid.set(name, [...(grid.get(name) ?? []), box]);
    return true;
  };
}

// A colour over another, both as #rrggbb.
function mixColours(over, under, share) {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [over, under].map((colour) => parseInt(colour.slice(at, at + 2), 16));
    return Math.round(a * share + b * (1 - share)).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`;
}
