"use strict";
// The drawing of some thousand nodes at most: vis-network holds the view and the pointer, our own
// painter paints. Whatever draws offers: show, select, hover, hovered, beside, home, zoom, reveal,
// rest, repaint, picture, and for tests placeOf, scale, boxes, named.

const OPTIONS = {
  autoResize: false, // it would change the size of the text with that of the window
  physics: { enabled: false }, // places are computed beforehand, and stay
  layout: { improvedLayout: false },
  interaction: { dragNodes: false, hover: true, zoomSpeed: 0.6 },
};
const SMALLEST_TEXT = 11; // pixels at the first sight

function makeDrawing(container, pick) {
  const items = new vis.DataSet();
  const network = new vis.Network(container, { nodes: items, edges: [] }, OPTIONS);
  const painter = makePainter();
  const { scene } = painter;
  let resting = null; // the middle of the reader's own view while a panel has pushed it aside
  let gliding = null; // where the view is on its way to
  let framed = null; // makes the first sight anew, until the reader moves

  function spotOf(node) {
    if (scene.layout === "matter") {
      return { x: node.x, y: node.y, width: node.width, height: node.height };
    }
    const size = 12 + Math.min(2 * Math.sqrt(degree(node.id)), 12);
    return { x: node.fx, y: node.fy, width: size, height: size };
  }

  // Draw these nodes and links, as the state has it.
  function show(shown, links, { focus, layout, selected }) {
    Object.assign(scene, { links, layout, selected, isFocused: focus !== null });
    scene.spots = new Map(shown.map((node) => [node.id, spotOf(node)]));
    if (focus && layout === "matter") closeRanks(scene.spots);
    items.remove(items.getIds().filter((id) => !scene.spots.has(id)));
    items.update([...scene.spots].map(([id, { x, y, width, height }]) => ({
      id, x, y, shape: "custom",
      ctxRenderer: () => ({ drawNode: () => {}, nodeDimensions: { width, height } }),
    })));
    // vis-network learns the size of a node only by drawing it, too late to know what a click hits.
    for (const [id, spot] of scene.spots) {
      const shape = network.body.nodes[id].shape;
      shape.customSizeWidth = spot.width;
      shape.customSizeHeight = spot.height;
      shape.refreshNeeded = true;
    }
    network.redraw();
  }

  function select(id, isDimming) {
    scene.selected = id;
    scene.lit = isDimming && id !== null ? new Set([id, ...neighbours(id)]) : null;
    network.redraw();
  }

  // All of it if its text stays readable; else from the top left corner, at readable size.
  function home(covered, smallestText = SMALLEST_TEXT) {
    if (!scene.spots.size) return;
    const margin = 12;
    const box = boundsOf(scene.spots.values());
    const isMatter = scene.layout === "matter";
    const left = box.left - margin;
    const right = box.right + margin;
    const top = box.top - margin - (isMatter ? TITLE_ROOM : 0);
    const bottom = box.bottom + margin;
    const free = { x: container.clientWidth - covered.right, y: container.clientHeight - covered.bottom };
    const names = isMatter ? 0 : 2 * POINT_TEXT; // below the points, of the same size at any scale
    const whole = Math.min(free.x / (right - left), (free.y - names) / (bottom - top));
    const least = isMatter ? smallestText / data.card.font : 0;
    const scale = Math.min(Math.max(whole, least), 1.4);
    const middle = (low, high, room) => (high - low <= room + 1 ? (low + high) / 2 : low + room / 2);
    resting = null;
    framed = () => home(covered, smallestText);
    network.moveTo({
      scale,
      position: {
        x: middle(left, right, free.x / scale) + covered.right / scale / 2,
        y: middle(top, bottom + names / scale, free.y / scale) + covered.bottom / scale / 2,
      },
    });
  }

  function zoom(factor) {
    framed = null;
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 4) });
  }

  function placeOf(id) { return network.canvasToDOM(scene.spots.get(id)); }

  // Move just as far as brings a node into the part of the canvas that nothing covers.
  function reveal(id, covered) {
    const spot = scene.spots.get(id);
    if (!spot) return;
    const at = placeOf(id);
    const scale = network.getScale();
    const half = { x: (spot.width * scale) / 2 + 24, y: (spot.height * scale) / 2 + 40 };
    const shift = (value, reach, room) => Math.max(value - (room - reach), Math.min(value - reach, 0));
    const dx = shift(at.x, half.x, container.clientWidth - covered.right);
    const dy = shift(at.y, half.y, container.clientHeight - covered.bottom);
    if (!dx && !dy) return;
    const sight = network.getViewPosition();
    resting = resting ?? sight;
    framed = null;
    glide({ x: sight.x + dx / scale, y: sight.y + dy / scale });
  }

  // Back to where the reader was, unless she has moved on herself.
  function rest() {
    if (resting) glide(resting);
    resting = null;
  }

  function glide(position) {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const animation = isCalm ? false : { duration: 250, easingFunction: "easeInOutQuad" };
    gliding = animation ? position : null;
    network.moveTo({ position, animation });
  }

  // It also happens once at the start, while the way to a node of the address is on.
  function resize() {
    const sight = { scale: network.getScale(), position: gliding ?? network.getViewPosition() };
    network.setSize("100%", "100%");
    if (framed) framed();
    else network.moveTo(sight);
    network.redraw();
  }

  function repaint() {
    painter.renew();
    network.redraw();
  }

  function hover(id) {
    scene.hovered = id;
    container.style.cursor = id === null ? "default" : "pointer";
    network.redraw();
  }

  function boxes() {
    const scale = network.getScale();
    return [...scene.spots].map(([id, spot]) => ({
      id, ...placeOf(id), width: spot.width * scale, height: spot.height * scale,
    }));
  }

  for (const own of ["dragEnd", "zoom"]) network.on(own, () => { resting = framed = gliding = null; });
  network.on("animationFinished", () => { gliding = null; });
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  network.on("click", ({ nodes: picked }) => pick(picked[0] ?? null));
  network.on("beforeDrawing", (context) => painter.paint(context, network.getScale()));
  new ResizeObserver(resize).observe(container);
  container.querySelector(".vis-network").tabIndex = -1; // it answers to no key
  return {
    show, select, hover, home, zoom, reveal, rest, repaint, placeOf, boxes,
    picture: painter.picture,
    hovered: () => scene.hovered,
    beside: (id, way) => nearestBeside(scene.spots, id, way),
    scale: () => network.getScale(),
    named: () => [...scene.named],
    isMissing: false,
  };
}

// A chain taken out of the whole leaves great gaps: close them, and trim its cards to their words.
// What stood apart below gets lanes of its own.
function closeRanks(spots) {
  const ROW_GAP = 14;
  const LANE_GAP = 72;
  const lanes = new Map();
  for (const id of spots.keys()) {
    const name = `${isLoose(nodes[id])} ${nodes[id].kind}`;
    lanes.set(name, [...(lanes.get(name) ?? []), nodes[id]]);
  }
  const order = (lane) => [isLoose(lane[0]) ? 1 : 0, lane[0].x];
  const sorted = [...lanes.values()].sort((one, other) => {
    const [a, b] = [order(one), order(other)];
    return a[0] - b[0] || a[1] - b[1];
  });
  let left = 0;
  for (const lane of sorted) {
    const width = Math.max(...lane.map(wordsWidth));
    let row = -lane.reduce((sum, node) => sum + node.height + ROW_GAP, -ROW_GAP) / 2;
    for (const node of lane.sort((one, other) => one.y - other.y || one.x - other.x)) {
      const y = Math.round(row + node.height / 2);
      spots.set(node.id, { x: left + width / 2, y, width, height: node.height });
      row += node.height + ROW_GAP;
    }
    left += width + LANE_GAP;
  }
}

function wordsWidth(node) {
  const ruler = make("canvas").getContext("2d");
  ruler.font = `600 ${data.card.font}px ${cssValue("--face")}`;
  const words = Math.max(...node.lines.map((line) => ruler.measureText(line).width));
  return Math.min(2 * Math.ceil((words + 38) / 2), node.width); // even: vis-network drops fractions
}
