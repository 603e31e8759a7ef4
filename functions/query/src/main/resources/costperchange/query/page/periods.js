// Periods as they stand in a picture: where, and whether they may still move.

import { days } from "./text.js";

export const seconds = (day) => Date.parse(day) / 1000;
export const number = (decimal) => (decimal === null || decimal === undefined ? null : Number(decimal));

/// Why a period may still move: it is not over, its bill is estimated, or days of it are missing.
function reasons(row, completeThrough) {
  return [
    !completeThrough || days(row.from, row.to) > days(row.from, completeThrough) + 1 ? "not complete" : null,
    row.estimated ? "estimated" : null,
    row.missingDays.length ? row.missingDays.length + " days missing" : null,
  ].filter(Boolean);
}

/// The currency as a column: a CSV leaves the page, where a heading says it.
export function inCurrency(currency) {
  return { name: "Currency", of: () => currency };
}

export function isOpen(row, completeThrough) {
  return reasons(row, completeThrough).length > 0;
}

export function openText(row, completeThrough) {
  return reasons(row, completeThrough).join(", ");
}

/// Whether any day of a period enters the ratio. Where none does, its zeros are not known to be any.
export function isMeasured(row) {
  return row.cost !== null && (row.days > 0 || Number(row.cost) !== 0);
}

export function measuredChanges(row) {
  return isMeasured(row) ? row.changes : null;
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

/// From the first value to the last, in a sentence. What is open is said: half a month is no fall.
export function moved(rows, value, write, completeThrough) {
  const known = rows.filter((row) => value(row) !== null);
  if (!known.length) {
    return "Nothing is known.";
  }
  const said = (row) => write(value(row)) + " in " + row.period;
  const [why] = reasons(known.at(-1), completeThrough);
  const open = why ? ", " + (why === "not complete" ? "not complete yet" : why) : "";
  return (known.length === 1 ? "One value: " : "From " + said(known[0]) + " to ") + said(known.at(-1)) + open + ".";
}
