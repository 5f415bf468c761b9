"use strict";
// One shape and one colour a class: on the canvas, in the legend and in lists.

const darkness = matchMedia("(prefers-color-scheme: dark)");

function colourOf(look) { return darkness.matches && !printing ? look.dark : look.light; }

let printing = false; // paper is light

function cssValue(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function polygon(context, x, y, radius, corners, turn, inner = null) {
  const steps = inner ? corners * 2 : corners;
  for (let step = 0; step < steps; step += 1) {
    const reach = inner && step % 2 ? inner : radius;
    const angle = turn + (step * 2 * Math.PI) / steps;
    context.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
}

function plus(context, x, y, r) {
  const [far, near] = [r, r * 0.36];
  const outline = [[near, far], [near, near], [far, near]];
  for (const [sx, sy] of [[1, 1], [1, -1], [-1, -1], [-1, 1]]) {
    const corner = sx * sy > 0 ? outline : [...outline].reverse();
    for (const [dx, dy] of corner) context.lineTo(x + sx * dx, y + sy * dy);
  }
}

function saltire(context, x, y, r) {
  const [far, near] = [r * 0.96, r * 0.45]; // the ends of an arm, and how far from the middle arms meet
  const step = far - near / Math.SQRT2;
  for (const [dx, dy] of [[0, -near], [step, -far], [far, -step]]) context.lineTo(x + dx, y + dy);
  for (const [dx, dy] of [[near, 0], [far, step], [step, far]]) context.lineTo(x + dx, y + dy);
  for (const [dx, dy] of [[0, near], [-step, far], [-far, step]]) context.lineTo(x + dx, y + dy);
  for (const [dx, dy] of [[-near, 0], [-far, -step], [-step, -far]]) context.lineTo(x + dx, y + dy);
}

const UP = -Math.PI / 2;
const SHAPES = {
  hexagon: (context, x, y, r) => polygon(context, x, y, r, 6, 0),
  square: (context, x, y, r) => context.rect(x - r * 0.82, y - r * 0.82, r * 1.64, r * 1.64),
  triangle: (context, x, y, r) => polygon(context, x, y + r * 0.2, r * 1.1, 3, UP),
  triangleDown: (context, x, y, r) => polygon(context, x, y - r * 0.2, r * 1.1, 3, -UP),
  star: (context, x, y, r) => polygon(context, x, y, r * 1.2, 5, UP, r * 0.5),
  dot: (context, x, y, r) => context.arc(x, y, r * 0.9, 0, 2 * Math.PI),
  diamond: (context, x, y, r) => polygon(context, x, y, r * 1.1, 4, UP),
  cross: plus,
  saltire,
  ring: (context, x, y, r) => {
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.moveTo(x + r * 0.5, y);
    context.arc(x, y, r * 0.5, 0, 2 * Math.PI, true);
  },
};

function paintSign(context, look, x, y, radius) {
  context.fillStyle = colourOf(look);
  context.beginPath();
  SHAPES[look.shape](context, x, y, radius);
  context.closePath();
  context.fill();
}

function sign(look) {
  const canvas = make("canvas", { className: "sign", width: 42, height: 42 });
  canvas.setAttribute("aria-hidden", "true");
  canvas.dataset.kind = data.kinds.indexOf(look);
  paintSign(canvas.getContext("2d"), look, 21, 21, 16);
  return canvas;
}

function repaintSigns() {
  for (const canvas of document.querySelectorAll("canvas.sign")) {
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, 42, 42);
    paintSign(context, data.kinds[canvas.dataset.kind], 21, 21, 16);
  }
}
