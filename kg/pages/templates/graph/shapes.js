"use strict";
// A program for the graphics card that draws each class with its own shape: sigma knows discs only.

const SHAPE_NUMBERS = [
  "hexagon", "square", "cross", "triangle", "triangleDown", "dot", "star", "diamond",
  "saltire", "ring",
];

const SHAPE_VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform mat3 u_matrix;
varying vec4 v_color;
varying float v_edge;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  gl_PointSize = max(a_size / u_sizeRatio * u_pixelRatio * 2.0, 2.0);
  v_edge = 2.0 / gl_PointSize;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

// The distance of a place from the outline, negative inside; the outline lies within one.
const SHAPE_FRAGMENT = `
precision mediump float;
varying vec4 v_color;
varying float v_edge;
varying float v_shape;
const vec4 transparent = vec4(0.0);
float star(vec2 p) {
  float fifth = 1.2566371;
  float turn = mod(atan(p.x, -p.y) + fifth / 2.0, fifth) - fifth / 2.0;
  vec2 q = length(p) * vec2(cos(turn), abs(sin(turn)));
  return dot(q - vec2(1.0, 0.0), vec2(0.3503, 0.9366));
}
float cross(vec2 a) { return max(min(a.x, a.y) - 0.34, max(a.x, a.y) - 0.92); }
float outline(vec2 p) {
  vec2 a = abs(p);
  if (v_shape < 0.5) return max(a.y, a.x * 0.866 + a.y * 0.5) - 0.866;
  if (v_shape < 1.5) return max(a.x, a.y) - 0.8;
  if (v_shape < 2.5) return cross(a);
  if (v_shape < 3.5) return max(p.y, a.x * 0.866 - p.y * 0.5) - 0.5;
  if (v_shape < 4.5) return max(-p.y, a.x * 0.866 + p.y * 0.5) - 0.5;
  if (v_shape < 5.5) return length(p) - 0.9;
  if (v_shape < 6.5) return star(p);
  if (v_shape < 7.5) return (a.x + a.y - 1.0) * 0.707;
  if (v_shape < 8.5) return cross(abs(vec2(p.x + p.y, p.x - p.y)) * 0.707);
  return abs(length(p) - 0.7) - 0.22;
}
void main() {
  float distance = outline(gl_PointCoord * 2.0 - 1.0);
  #ifdef PICKING_MODE
  gl_FragColor = distance < 0.1 ? v_color : transparent;
  #else
  gl_FragColor = mix(v_color, transparent, smoothstep(-v_edge, v_edge, distance));
  #endif
}`;

function makeShapeProgram() {
  const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;
  return class ShapeProgram extends Sigma.rendering.NodeProgram {
    getDefinition() {
      return {
        VERTICES: 1,
        VERTEX_SHADER_SOURCE: SHAPE_VERTEX,
        FRAGMENT_SHADER_SOURCE: SHAPE_FRAGMENT,
        METHOD: POINTS,
        UNIFORMS: ["u_sizeRatio", "u_pixelRatio", "u_matrix"],
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_shape", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
      };
    }

    processVisibleItem(number, start, { x, y, size, shape, color }) {
      this.array.set([x, y, size, shape, Sigma.utils.floatColor(color), number], start);
    }

    setUniforms({ sizeRatio, pixelRatio, matrix }, { gl, uniformLocations }) {
      gl.uniform1f(uniformLocations.u_pixelRatio, pixelRatio);
      gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
    }
  };
}
