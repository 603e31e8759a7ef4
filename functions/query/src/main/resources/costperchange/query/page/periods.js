// Periods as they stand in a picture: where, and whether they may still move.

import { days } from "./text.js";

export const seconds = (day) => Date.parse(day) / 1000;
export const number = (decimal) => (decimal === null || decimal === undefined ? null : Number(decimal));

/// Whether a period may still move: its bill is estimated, it is not over, or days of it are missing.
export function isOpen(row, completeThrough) {
  return row.estimated || row.missingDays.length > 0 || !completeThrough || days(row.from, row.to) > days(row.from, completeThrough) + 1;
}

export function openText(row, completeThrough) {
  const said = [];
  if (!completeThrough || days(row.from, row.to) > days(row.from, completeThrough) + 1) {
    said.push("not complete");
  }
  if (row.estimated) {
    said.push("estimated");
  }
  if (row.missingDays.length) {
    said.push(row.missingDays.length + " days missing");
  }
  return said.join(", ");
}

/// Values that are settled, and those that may move, joined to the settled one before so that the line goes on.
export function settledAndOpen(rows, value, open) {
  const settled = rows.map((row) => (open(row) ? null : value(row)));
  const moving = rows.map((row, i) => (open(row) || (i + 1 < rows.length && open(rows[i + 1])) ? value(row) : null));
  return [settled, moving];
}

export function span(rows) {
  return rows.length ? { at: rows.map((row) => seconds(row.from)), end: seconds(rows.at(-1).to) } : { at: [], end: 0 };
}

export function moved(rows, value, write) {
  const known = rows.filter((row) => value(row) !== null);
  return known.length === 0 ? "Nothing is known." : known.length === 1
    ? "One value: " + write(value(known[0])) + " in " + known[0].period + "."
    : "From " + write(value(known[0])) + " in " + known[0].period + " to " + write(value(known.at(-1))) + " in " + known.at(-1).period + ".";
}
