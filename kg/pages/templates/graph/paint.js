"use strict";
// How cards, points, links and headings look on a canvas. A painter knows the spots of the shown
// nodes (the middle and size of each), the links between them, and what is chosen.

const TITLE_ROOM = data.documents.length > 1 ? 64 : 24; // headings and titles stand above the cards
const POINT_TEXT = 12; // pixels on the screen, whatever the zoom

const SETTING = { target: "sets-target", goal: "sets-goal" }; // what hangs them from a task

function isLoose(node) {
  const setting = SETTING[node.look.key];
  if (!setting) return node.look.key === "indicator" || node.look.key === "other";
  return !incoming[node.id].some((edge) => edge.relation.key === setting);
}

function makePainter() {
  const scene = {
    spots: new Map(), links: [], layout: "matter", isFocused: false,
    selected: null, hovered: null,
    lit: null, // the selected node and its neighbours; null: nothing is dimmed
    named: new Map(), // the boxes of the names that were drawn on points
  };
  let paper = readPaper();

  function readPaper() {
    const names = ["sheet", "ink", "accent", "face"];
    const read = Object.fromEntries(names.map((name) => [name, cssValue(`--${name}`)]));
    return printing ? { ...read, sheet: "#ffffff", ink: "#1b2430", accent: "#1d4ed8" } : read;
  }

  function renew() { paper = readPaper(); }

  function dim(id) { return scene.lit && !scene.lit.has(id) && !printing ? 0.28 : 1; }

  function paintCard(context, node, spot) {
    const left = spot.x - spot.width / 2;
    const top = spot.y - spot.height / 2;
    const isChosen = node.id === scene.selected;
    context.globalAlpha = dim(node.id);
    context.beginPath();
    (context.roundRect ?? context.rect).call(context, left, top, spot.width, spot.height, 4);
    context.fillStyle = paper.sheet; // covers the edges that pass behind
    context.fill();
    context.globalAlpha *= darkness.matches && !printing ? 0.16 : 0.09;
    context.fillStyle = colourOf(node.look);
    context.fill();
    context.globalAlpha = dim(node.id);
    if (isChosen || node.id === scene.hovered) {
      context.lineWidth = isChosen ? 2.5 : 1.5;
      context.strokeStyle = isChosen ? paper.accent : colourOf(node.look);
      context.stroke();
    }
    paintSign(context, node.look, left + 13, spot.y, 5.5);
    context.fillStyle = paper.ink;
    const weight = node.look.key === "task" || isChosen ? 600 : 400;
    context.font = `${weight} ${data.card.font}px ${paper.face}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
    const first = spot.y - ((node.lines.length - 1) * data.card.line) / 2 + 0.5;
    node.lines.forEach((line, row) => {
      context.fillText(line, left + 25, first + row * data.card.line, spot.width - 30);
    });
    context.globalAlpha = 1;
  }

  function paintPoint(context, node, spot) {
    context.globalAlpha = dim(node.id);
    paintSign(context, node.look, spot.x, spot.y, spot.width / 2);
    if (node.id === scene.selected || node.id === scene.hovered) {
      context.lineWidth = 2.5;
      context.strokeStyle = paper.accent;
      context.beginPath();
      context.arc(spot.x, spot.y, spot.width / 2 + 4, 0, 2 * Math.PI);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  // Names below their points, the weightiest first; those without room wait for a closer look.
  function paintNames(context, scale) {
    const size = POINT_TEXT / scale;
    const take = makeRoom();
    context.font = `${size}px ${paper.face}`;
    context.textBaseline = "top";
    context.textAlign = "center";
    context.lineWidth = 3 / scale;
    context.strokeStyle = paper.sheet;
    scene.named.clear();
    for (const id of byWeight()) {
      const spot = scene.spots.get(id);
      const words = shorten(nodes[id].label, id === scene.hovered || id === scene.selected ? 60 : 16);
      const half = context.measureText(words).width / 2;
      const top = spot.y + spot.height / 2 + 3 / scale;
      const box = {
        left: (spot.x - half) * scale, right: (spot.x + half) * scale,
        top: top * scale, bottom: (top + size * 1.15) * scale,
      };
      if (!take(box)) continue;
      scene.named.set(id, box);
      context.globalAlpha = dim(id);
      context.strokeText(words, spot.x, top);
      context.fillStyle = paper.ink;
      context.fillText(words, spot.x, top);
    }
    context.globalAlpha = 1;
  }

  function byWeight() {
    const rank = (id) => (id === scene.hovered || id === scene.selected ? Infinity
      : (scene.lit?.has(id) ? 1000 : 0) + degree(id));
    return [...scene.spots.keys()].sort((one, other) => rank(other) - rank(one) || one - other);
  }

  // From side to side of the cards and behind them; those of the chosen node come last.
  function paintLinks(context) {
    const chosen = new Set([scene.selected, scene.hovered]);
    const isTouched = (edge) => chosen.has(edge.from) || chosen.has(edge.to);
    const paintOne = scene.layout === "matter" ? paintCurve : paintLine;
    for (const edge of scene.links) {
      if (!isTouched(edge) && !leadsApart(edge)) paintOne(context, edge, scene.lit ? 0.08 : 0.36, 1);
    }
    for (const edge of scene.links) if (isTouched(edge)) paintOne(context, edge, 0.95, 2);
  }

  // What stands below the lanes would draw its links across all of them.
  function leadsApart(edge) {
    if (scene.layout !== "matter" || scene.isFocused) return false;
    return isLoose(nodes[edge.from]) || isLoose(nodes[edge.to]);
  }

  function startLink(context, edge, opacity, width) {
    context.globalAlpha = opacity;
    context.strokeStyle = context.fillStyle = colourOf(data.kinds[edge.relation.about]);
    context.lineWidth = width;
    context.setLineDash(edge.basis === "inferred" ? [5, 4] : []);
    context.beginPath();
  }

  function finishLink(context, ...corners) {
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    for (const [x, y] of corners) context.lineTo(x, y);
    context.fill();
    context.globalAlpha = 1;
  }

  function paintCurve(context, edge, opacity, width) {
    const [from, to] = [scene.spots.get(edge.from), scene.spots.get(edge.to)];
    const leave = from.x <= to.x ? 1 : -1; // by the right or the left side
    const arrive = from.x === to.x ? leave : -leave;
    const start = from.x + (leave * from.width) / 2;
    const end = to.x + (arrive * to.width) / 2;
    const span = Math.abs(end - start);
    const bend = Math.max(span / 2, 24);
    const lift = scene.isFocused && span > 200 ? span / 6 : 0; // over the cards between
    const arrow = 3 + 2 * width;
    startLink(context, edge, opacity, width);
    context.moveTo(start, from.y);
    context.bezierCurveTo(
      start + leave * bend, from.y - lift,
      end + arrive * bend, to.y - lift,
      end + arrive * arrow, to.y,
    );
    finishLink(context, [end, to.y],
      [end + arrive * arrow, to.y - arrow / 2], [end + arrive * arrow, to.y + arrow / 2]);
  }

  function paintLine(context, edge, opacity, width) {
    const [from, to] = [scene.spots.get(edge.from), scene.spots.get(edge.to)];
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const arrow = 4 + 2 * width;
    const [x, y] = [to.x - dx * (to.width / 2 + 2), to.y - dy * (to.width / 2 + 2)];
    const [bx, by] = [x - dx * arrow, y - dy * arrow];
    startLink(context, edge, opacity, width);
    context.moveTo(from.x, from.y);
    context.lineTo(bx, by);
    finishLink(context, [x, y],
      [bx - dy * arrow * 0.4, by + dx * arrow * 0.4], [bx + dy * arrow * 0.4, by - dx * arrow * 0.4]);
  }

  // A heading over each lane, so that they need no legend, with the classes that stand in it; over
  // each of several documents its title.
  function paintHeadings(context) {
    const groups = new Map();
    for (const [id, spot] of scene.spots) {
      const node = nodes[id];
      const isApart = !scene.isFocused && isLoose(node);
      const lane = scene.isFocused ? node.kind : node.look.lane;
      const name = `${node.document} ${lane} ${isApart}`;
      const group = groups.get(name) ?? { node, isApart, looks: new Set(), spots: [] };
      group.looks.add(node.look);
      group.spots.push(spot);
      groups.set(name, group);
    }
    const listed = [...groups.values()].map((one) => ({ ...one, box: boundsOf(one.spots) }));
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    for (const { node, isApart, looks, box } of listed) {
      const row = listed.filter((one) => !one.isApart && one.node.document === node.document);
      const base = isApart ? box.top : Math.min(...row.map((one) => one.box.top));
      context.font = `600 ${data.card.font}px ${paper.face}`;
      context.fillStyle = colourOf(node.look);
      const names = [...looks].map((look) => inLanguage(look.name));
      context.fillText(names.join(" · "), box.left, base - 13);
      context.fillRect(box.left, base - 7, box.right - box.left, 1.5);
    }
    if (data.documents.length > 1 && !scene.isFocused) paintTitles(context, listed);
  }

  function paintTitles(context, groups) {
    const tops = new Map();
    for (const { node, box } of groups) {
      const known = tops.get(node.document) ?? box;
      tops.set(node.document, {
        left: Math.min(known.left, box.left), top: Math.min(known.top, box.top),
      });
    }
    context.font = `600 ${data.card.font * 1.4}px ${paper.face}`;
    context.fillStyle = paper.ink;
    for (const [number, { left, top }] of tops) {
      context.fillText(data.documents[number].title, left, top - 44);
    }
  }

  function paint(context, scale) {
    if (scene.layout === "matter") {
      paintHeadings(context);
      paintLinks(context);
      for (const [id, spot] of scene.spots) paintCard(context, nodes[id], spot);
    } else {
      paintLinks(context);
      for (const [id, spot] of scene.spots) paintPoint(context, nodes[id], spot);
      paintNames(context, scale);
    }
  }

  // All of it on a canvas of its own, at a size that prints well.
  function picture() {
    const MOST = 8000; // pixels a side, less than any browser's limit
    const margin = 24;
    const box = boundsOf(scene.spots.values());
    const width = Math.max(box.right - box.left, 1) + 2 * margin;
    const height = Math.max(box.bottom - box.top, 1) + 2 * margin + TITLE_ROOM;
    const scale = Math.min(2, MOST / width, MOST / height);
    const canvas = make("canvas", { width: width * scale, height: height * scale });
    const context = canvas.getContext("2d");
    context.fillStyle = paper.sheet;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (!scene.spots.size) return canvas;
    context.scale(scale, scale);
    context.translate(margin - box.left, margin + TITLE_ROOM - box.top);
    paint(context, scene.layout === "matter" ? scale : 1);
    return canvas;
  }

  return { scene, paint, picture, renew };
}
