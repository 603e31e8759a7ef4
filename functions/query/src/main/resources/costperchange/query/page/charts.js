/* global uPlot */
// Draws. Every picture has its table beside it: a picture alone says nothing to some, and nothing exact to anyone.

import { csvButton, element, table } from "./elements.js";

const HEIGHT = 240;
const drawn = [];
let waiting = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

/// A colour half way to the paper; not by transparency, as bars that stand behind would show through.
function paler(name) {
  const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  const [ink, paper] = [colour(name), colour("paper")];
  return "rgb(" + [0, 1, 2].map((i) => Math.round(0.4 * part(ink, i) + 0.6 * part(paper, i))).join(", ") + ")";
}

/// Draws the pictures that stand in the page by now: before, they have no width.
export function drawWaiting() {
  const there = waiting.filter((one) => one.into.isConnected);
  waiting = waiting.filter((one) => !one.into.isConnected);
  there.forEach((one) => draw(one.into, one.picture));
}

/// Forgets the pictures of the view before.
export function clear() {
  waiting = [];
  drawn.splice(0).forEach((one) => one.chart.destroy());
}

/// Draws again in the colours and at the width of the moment.
export function redraw() {
  const all = drawn.splice(0);
  all.forEach((one) => one.chart.destroy());
  all.forEach((one) => draw(one.into, one.picture));
}

/// A picture with its legend, its table and its CSV. It is drawn by [drawWaiting], once it stands in the page.
///
/// picture: {title, unit, at: seconds of each point, end: seconds after the last,
/// lines: [{name, colour, values, ...}],
/// legend: those of it that are told apart, if not all,
/// band: [high, low], marks: [{at, name}], summary, columns, rows}
export function figure(picture) {
  const into = element("div", { class: "chart", role: "img", "aria-label": picture.title + ". " + picture.summary + " The table below has all of it." });
  const legend = element("ul", { class: "legend" }, ...(picture.legend ?? picture.lines).filter((line) => !line.hidden).map((line) =>
    element("li", {}, element("span", { class: ["key", line.colour, line.dashed && "dashed", line.pale && "pale"].filter(Boolean).join(" "), "aria-hidden": "true" }), line.name)));
  const readout = element("p", { class: "readout", "aria-hidden": "true" }, picture.unit);
  const made = element("figure", {},
    element("figcaption", {}, element("h2", {}, picture.title), element("p", {}, picture.summary)),
    picture.rows.length ? legend : null,
    picture.rows.length ? into : element("p", { class: "nothing" }, "There is nothing to draw."),
    picture.rows.length ? readout : null,
    element("details", {}, element("summary", {}, "Table: " + picture.title), table(picture.title, picture.columns, picture.rows)),
    csvButton(picture.title, picture.columns, picture.rows));
  if (picture.rows.length) {
    waiting.push({ into, picture: { ...picture, readout } });
  }
  return made;
}

function draw(into, picture) {
  const ink = colour("ink");
  const grid = { stroke: colour("line"), width: 1 };
  const axis = { stroke: ink, grid, ticks: grid, font: "12px system-ui, sans-serif" };
  const series = picture.lines.map((line) => ({
    label: line.name,
    stroke: line.hidden ? "transparent" : colour(line.colour),
    fill: line.bars ? (line.pale ? paler : colour)(line.colour) : undefined,
    width: line.bars ? 1 : 2,
    dash: line.dashed ? [4, 4] : undefined,
    paths: line.bars ? uPlot.paths.bars({ size: [0.6, 48] }) : undefined,
    points: {
      show: !line.bars && !line.hidden,
      size: line.dashed ? 8 : 6,
      fill: line.dashed ? colour("paper") : colour(line.colour),
      // A dashed line starts at the last settled value, which the line before it has as a point.
      filter: line.dashed ? (chart, i) => chart.data[i].flatMap((value, at) => (value !== null && chart.data[i - 1][at] === null ? [at] : [])) : undefined,
    },
    spanGaps: false,
  }));
  const chart = new uPlot({
    width: Math.max(into.clientWidth, 240),
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: {
      x: { range: () => [picture.at[0] - (picture.end - picture.at.at(-1)) / 2, picture.end] },
      y: { range: (_, low, high) => [Math.min(0, low ?? 0), high > 0 ? high * 1.05 : 1] },
    },
    axes: [axis, { ...axis, size: 64 }],
    series: [{}, ...series],
    bands: picture.band ? [{ series: picture.band, fill: colour("band") }] : [],
    hooks: { draw: [(chart) => marks(chart, picture.marks || [], ink)], setCursor: [(chart) => read(chart, picture)] },
  }, [picture.at, ...picture.lines.map((line) => line.values)], into);
  drawn.push({ chart, into, picture });
}

function marks(chart, all, ink) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = ink;
  ctx.fillStyle = ink;
  ctx.font = 11 * devicePixelRatio + "px system-ui, sans-serif";
  ctx.setLineDash([2, 3]);
  for (const mark of all) {
    const x = chart.valToPos(mark.at, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) {
      continue;
    }
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.textAlign = x > bbox.left + bbox.width / 2 ? "right" : "left";
    ctx.fillText(" " + mark.name + " ", x, bbox.top + 12 * devicePixelRatio);
  }
  ctx.restore();
}

function read(chart, picture) {
  const row = picture.rows[chart.cursor.idx];
  picture.readout.textContent = row
    ? picture.columns.map((column) => column.name + " " + column.of(row)).join(" · ")
    : picture.unit;
}
