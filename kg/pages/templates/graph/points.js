"use strict";
// The drawing of tens of thousands of nodes: sigma on the graphics card, fed by graphology. It
// offers what the head of cards.js lists.

const SETTINGS = {
  defaultNodeType: "shape",
  defaultEdgeType: "line",
  hideEdgesOnMove: true,
  labelDensity: 0.6,
  labelGridCellSize: 100,
  labelSize: 12,
  zIndex: true,
  minCameraRatio: 0.002,
  maxCameraRatio: 3,
};
const LONGEST_NAME = 24;
const NEAREST = 0.004; // how near one looks by itself at a node: a share of the whole

function makeDrawing(container, pick) {
  if (!make("canvas").getContext("webgl2")) return makeNoDrawing();
  const graph = new graphology.MultiDirectedGraph();
  const scene = { spots: new Map(), links: new Set(), selected: null, hovered: null, lit: null };
  let paper = readPaper();
  let framed = null; // makes the first sight anew, until the reader moves
  let resting = null; // the reader's own view while a node is looked at closely
  const faded = new Map();
  let takeRoom = makeRoom(); // for the names of one frame

  // A point is as large as the room that it has at the first sight.
  const room = Math.sqrt((container.clientWidth * container.clientHeight) / nodes.length);
  const size = Math.min(Math.max(room * 0.25, 1), 5);
  for (const node of nodes) {
    graph.addNode(node.id, {
      x: node.x, y: -node.y, label: shorten(node.label, LONGEST_NAME),
      size: size * (1 + Math.min(Math.sqrt(degree(node.id)) / 4, 2)),
      shape: SHAPE_NUMBERS.indexOf(node.look.shape),
    });
  }
  edges.forEach((edge, number) => graph.addEdgeWithKey(number, edge.from, edge.to, { size: 1 }));
  const sigma = new Sigma(graph, container, {
    ...SETTINGS,
    labelFont: paper.face,
    labelRenderedSizeThreshold: size * 1.6,
    edgeProgramClasses: { line: Sigma.rendering.EdgeLineProgram },
    nodeProgramClasses: { shape: makeShapeProgram() },
    nodeReducer: lookOfNode,
    edgeReducer: lookOfEdge,
    defaultDrawNodeLabel: drawName,
    defaultDrawNodeHover: drawHovered,
  });
  const camera = sigma.getCamera();

  function readPaper() {
    const names = ["page", "sheet", "ink", "accent", "face"];
    const read = Object.fromEntries(names.map((name) => [name, cssValue(`--${name}`)]));
    return printing ? { ...read, page: "#ffffff", sheet: "#ffffff", ink: "#1b2430" } : read;
  }

  // A colour as it looks on the page when it is thinned: sigma adds colours up instead.
  function fade(colour, strength) {
    const name = `${colour} ${strength}`;
    if (!faded.has(name)) faded.set(name, mixColours(colour, paper.page, strength));
    return faded.get(name);
  }

  function lookOfNode(key, known) {
    const id = Number(key);
    if (!scene.spots.has(id)) return { ...known, color: paper.page, hidden: true };
    const isDim = scene.lit && !scene.lit.has(id);
    return {
      ...known,
      color: fade(colourOf(nodes[id].look), isDim ? 0.2 : 1),
      label: isDim ? "" : known.label,
      forceLabel: id === scene.selected || id === scene.hovered,
      highlighted: id === scene.selected || id === scene.hovered,
      zIndex: scene.lit && !isDim ? 1 : 0,
    };
  }

  function lookOfEdge(key, known) {
    const edge = edges[key];
    if (!scene.links.has(edge)) return { ...known, hidden: true };
    const isTouched = edge.from === scene.selected || edge.to === scene.selected;
    const strength = isTouched ? 1 : scene.lit ? 0.1 : 0.35;
    const color = fade(colourOf(data.kinds[edge.relation.about]), strength);
    return { ...known, color, zIndex: isTouched ? 1 : 0 };
  }

  function drawName(context, known, settings) {
    if (!known.label) return;
    const size = settings.labelSize;
    const [x, y] = [known.x + known.size + 3, known.y + size / 3];
    context.font = `${size}px ${settings.labelFont}`;
    const right = x + context.measureText(known.label).width;
    const hasRoom = takeRoom({ left: x, right, top: y - size, bottom: y + size / 4 });
    if (!hasRoom && !known.forceLabel) return;
    context.lineWidth = 3;
    context.strokeStyle = paper.page;
    context.strokeText(known.label, x, y);
    context.fillStyle = paper.ink;
    context.fillText(known.label, x, y);
  }

  function drawHovered(context, known, settings) {
    const words = known.label ?? "";
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    const width = known.size * 2 + 14 + context.measureText(words).width;
    context.beginPath();
    context.rect(known.x - known.size - 4, known.y - known.size - 8, width, known.size * 2 + 16);
    context.fillStyle = paper.sheet;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = paper.accent;
    context.stroke();
    drawName(context, known, settings);
  }

  function show(shown, links, { selected }) {
    scene.spots = new Map(shown.map((node) => [node.id, { x: node.x, y: node.y, width: 0, height: 0 }]));
    scene.links = new Set(links);
    scene.selected = selected;
    sigma.refresh();
  }

  function select(id, isDimming) {
    scene.selected = id;
    scene.lit = isDimming && id !== null ? new Set([id, ...neighbours(id)]) : null;
    sigma.refresh();
  }

  // All that is shown, into the part that nothing covers.
  function home(covered) {
    framed = () => home(covered);
    resting = null;
    if (scene.spots.size) frame(boundsOf(scene.spots.values()), covered);
  }

  // Look at a box; return how near that is: the smaller, the nearer.
  function frame(box, { right, bottom }) {
    const { width, height } = sigma.getDimensions();
    const margin = 60;
    const cameraState = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
    const corner = sigma.graphToViewport({ x: box.left, y: -box.top }, { cameraState });
    const other = sigma.graphToViewport({ x: box.right, y: -box.bottom }, { cameraState });
    const ratio = Math.max(
      (other.x - corner.x) / Math.max(width - right - margin, 1),
      (other.y - corner.y) / Math.max(height - bottom - margin, 1),
      NEAREST,
    );
    const middle = sigma.viewportToFramedGraph({
      x: (corner.x + other.x + right * ratio) / 2, y: (corner.y + other.y + bottom * ratio) / 2,
    }, { cameraState });
    camera.setState({ x: middle.x, y: middle.y, ratio });
    return ratio;
  }

  function zoom(factor) {
    framed = null;
    camera.setState({ ratio: camera.getBoundedRatio(camera.ratio / factor) });
  }

  function placeOf(id) { return sigma.graphToViewport({ x: nodes[id].x, y: -nodes[id].y }); }

  // Bring a node and its neighbours into the part that nothing covers, near enough to be read.
  function reveal(id, covered) {
    if (!scene.spots.has(id)) return;
    const near = [id, ...neighbours(id)].map((one) => scene.spots.get(one)).filter(Boolean);
    const before = { ...camera.getState() };
    const isFar = !scene.lit?.size || frame(boundsOf(near), covered) < before.ratio / 2;
    if (!isFar || isSeen(id, before, covered)) camera.setState(before);
    else resting = resting ?? before;
    framed = null;
  }

  function isSeen(id, sight, { right, bottom }) {
    const close = camera.ratio * 2 >= sight.ratio;
    const { width, height } = sigma.getDimensions();
    const at = sigma.graphToViewport({ x: nodes[id].x, y: -nodes[id].y }, { cameraState: sight });
    return close && at.x > 0 && at.y > 0 && at.x < width - right && at.y < height - bottom;
  }

  // Back to where the reader was, unless she has moved on herself.
  function rest() {
    if (resting) camera.setState(resting);
    resting = null;
  }

  function repaint() {
    paper = readPaper();
    faded.clear();
    sigma.refresh();
  }

  // What the reader sees, in one picture: drawn and read in one go, before the card forgets it.
  function picture() {
    sigma.refresh();
    const layers = Object.values(sigma.getCanvases());
    const canvas = make("canvas", { width: layers[0].width, height: layers[0].height });
    const context = canvas.getContext("2d");
    context.fillStyle = paper.page;
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const layer of layers) context.drawImage(layer, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function hover(id) {
    const changed = [scene.hovered, id].filter((one) => one !== null);
    scene.hovered = id;
    container.style.cursor = id === null ? "default" : "pointer";
    sigma.refresh({ partialGraph: { nodes: changed.map(String) }, skipIndexation: true });
  }

  sigma.on("beforeRender", () => { takeRoom = makeRoom(); });
  sigma.on("enterNode", ({ node }) => hover(Number(node)));
  sigma.on("leaveNode", () => hover(null));
  sigma.on("clickNode", ({ node }) => pick(Number(node)));
  sigma.on("clickStage", () => pick(null));
  for (const own of ["wheel", "mousedown"]) {
    sigma.getMouseCaptor().on(own, () => { framed = resting = null; });
  }
  sigma.on("resize", () => framed?.());
  return {
    show, select, hover, home, zoom, reveal, rest, repaint, picture, placeOf,
    hovered: () => scene.hovered,
    beside: (id, way) => nearestBeside(scene.spots, id, way),
    scale: () => 1 / camera.ratio,
    boxes: () => [...scene.spots.keys()].map((id) => ({ id, ...placeOf(id) })),
    named: () => [...sigma.getNodeDisplayedLabels()].map(Number),
    isMissing: false,
  };
}

// Without WebGL the page still searches, filters and reads.
function makeNoDrawing() {
  const nothing = () => {};
  return {
    show: nothing, select: nothing, hover: nothing, home: nothing, zoom: nothing, reveal: nothing,
    rest: nothing, repaint: nothing, picture: () => make("canvas"), hovered: () => null,
    beside: () => null, placeOf: () => ({ x: 0, y: 0 }), scale: () => 1, boxes: () => [],
    named: () => [], isMissing: true,
  };
}
