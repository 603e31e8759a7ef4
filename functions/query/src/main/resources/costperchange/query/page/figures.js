// What is drawn of an answer.

import { figure } from "./charts.js";
import { amount, count, days, duration, money, percent } from "./text.js";

const seconds = (day) => Date.parse(day) / 1000;
const number = (decimal) => (decimal === null || decimal === undefined ? null : Number(decimal));

/// Whether a period may still move: its bill is estimated, it is not over, or days of it are missing.
function isOpen(row, completeThrough) {
  return row.estimated || row.missingDays.length > 0 || !completeThrough || days(row.from, row.to) > days(row.from, completeThrough) + 1;
}

function openText(row, completeThrough) {
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
function settledAndOpen(rows, value, open) {
  const settled = rows.map((row) => (open(row) ? null : value(row)));
  const moving = rows.map((row, i) => (open(row) || (i + 1 < rows.length && open(rows[i + 1])) ? value(row) : null));
  return [settled, moving];
}

function span(rows) {
  return rows.length ? { at: rows.map((row) => seconds(row.from)), end: seconds(rows.at(-1).to) } : { at: [], end: 0 };
}

function moved(rows, value, write) {
  const known = rows.filter((row) => value(row) !== null);
  return known.length === 0 ? "Nothing is known." : known.length === 1
    ? "One value: " + write(value(known[0])) + " in " + known[0].period + "."
    : "From " + write(value(known[0])) + " in " + known[0].period + " to " + write(value(known.at(-1))) + " in " + known.at(-1).period + ".";
}

export function costPerChange(answer, rows, currency, milestones) {
  const open = (row) => isOpen(row, answer.completeThrough);
  const [settled, moving] = settledAndOpen(rows, (row) => number(row.costPerChange), open);
  return figure({
    title: "Cost per change",
    unit: currency + " per change; the band is the 90 % interval, where ten changes or more allow one",
    ...span(rows),
    lines: [
      { name: "upper end", hidden: true, values: rows.map((row) => number(row.high)) },
      { name: "lower end", hidden: true, values: rows.map((row) => number(row.low)) },
      { name: "cost per change", colour: "ratio", values: settled },
      { name: "estimated or not complete", colour: "ratio", dashed: true, values: moving },
    ],
    band: [1, 2],
    marks: milestones.map((one) => ({ at: seconds(one.date), name: one.name })),
    summary: moved(rows, (row) => row.costPerChange, (decimal) => money(decimal, currency))
      + (milestones.length ? " Milestones: " + milestones.map((one) => one.date + " " + one.name).join(", ") + "." : ""),
    columns: [
      { name: "Period", of: (row) => row.period },
      { name: currency + " per change", number: true, of: (row) => (row.changes === 0 && row.cost !== null ? "no change" : amount(row.costPerChange)), raw: (row) => row.costPerChange },
      { name: "Lower end", number: true, of: (row) => amount(row.low), raw: (row) => row.low },
      { name: "Upper end", number: true, of: (row) => amount(row.high), raw: (row) => row.high },
      { name: "Changes", number: true, of: (row) => count(row.changes), raw: (row) => row.changes },
      { name: "Note", of: (row) => openText(row, answer.completeThrough) },
    ],
    rows,
  });
}

export function costPerDay(answer, rows, currency) {
  const [settled, moving] = settledAndOpen(rows, (row) => number(row.costPerDay), (row) => isOpen(row, answer.completeThrough));
  return figure({
    title: "Cost per day",
    unit: currency + " per day, of the days and applications that the ratio has",
    ...span(rows),
    lines: [
      { name: "cost per day", colour: "cost", values: settled },
      { name: "estimated or not complete", colour: "cost", dashed: true, values: moving },
    ],
    summary: moved(rows, (row) => row.costPerDay, (decimal) => money(decimal, currency))
      + " A ratio that falls while this rises means more changes, not less cost.",
    columns: [
      { name: "Period", of: (row) => row.period },
      { name: currency + " per day", number: true, of: (row) => amount(row.costPerDay), raw: (row) => row.costPerDay },
      { name: "Cost", number: true, of: (row) => amount(row.cost), raw: (row) => row.cost },
      { name: "Not measured", number: true, of: (row) => amount(row.costNotMeasured), raw: (row) => row.costNotMeasured },
      { name: "Days", number: true, of: (row) => count(row.days), raw: (row) => row.days },
      { name: "Note", of: (row) => openText(row, answer.completeThrough) },
    ],
    rows,
  });
}

export function changes(rows) {
  return figure({
    title: "Changes",
    unit: "revisions that first succeeded in production",
    ...span(rows),
    lines: [{ name: "changes", colour: "count", bars: true, values: rows.map((row) => row.changes) }],
    summary: moved(rows, (row) => row.changes, count),
    columns: [
      { name: "Period", of: (row) => row.period },
      { name: "Changes", number: true, of: (row) => count(row.changes), raw: (row) => row.changes },
      { name: "Not measured", number: true, of: (row) => count(row.changesNotMeasured), raw: (row) => row.changesNotMeasured },
      { name: "Deployments", number: true, of: (row) => count(row.deployments), raw: (row) => row.deployments },
    ],
    rows,
  });
}

/// Parts of a whole, one on top of the other: the last is drawn first, as high as all of them.
function stacked(parts, rows) {
  const sums = rows.map(() => 0);
  return parts.map((part) => ({
    ...part,
    bars: true,
    values: rows.map((row, i) => (row.cost === null ? null : (sums[i] += part.of(row)))),
  })).reverse();
}

export function madeOf(rows, currency, organisation) {
  const parts = [
    { name: "direct", colour: "direct", of: (row) => Number(row.direct) },
    { name: "shared", colour: "shared", of: (row) => Number(row.shared) },
  ];
  return figure({
    title: "What it is made of",
    unit: currency + ": what was charged to applications themselves, and their parts of pools",
    ...span(rows),
    lines: stacked(parts, rows),
    summary: "Direct and shared cost of the days that are measured.",
    columns: [
      { name: "Period", of: (row) => row.period },
      ...["direct", "shared", "cost"].map((name) => ({ name: name[0].toUpperCase() + name.slice(1), number: true, of: (row) => amount(row[name]), raw: (row) => row[name] })),
      { name: "Recoverable tax", number: true, of: (row) => amount(row.recoverableTax), raw: (row) => row.recoverableTax },
      ...(organisation ? [{ name: "Unallocated", number: true, of: (row) => amount(row.unallocated), raw: (row) => row.unallocated }] : []),
    ],
    rows,
  });
}

export function byProvider(rows, currency) {
  const providers = [...new Set(rows.flatMap((row) => Object.keys(row.byProvider)))].sort();
  const colours = ["direct", "shared", "ratio", "cost", "count"];
  const label = (name) => name || "not named";
  return figure({
    title: "By provider",
    unit: currency + ", by who provides what is charged",
    ...span(rows),
    lines: stacked(providers.slice(0, colours.length).map((name, i) => ({ name: label(name), colour: colours[i], of: (row) => Number(row.byProvider[name] ?? 0) })), rows),
    summary: providers.length ? "Providers: " + providers.map(label).join(", ") + "." : "No provider is known.",
    columns: [
      { name: "Period", of: (row) => row.period },
      ...providers.map((name) => ({ name: label(name), number: true, of: (row) => amount(row.byProvider[name] ?? null), raw: (row) => row.byProvider[name] ?? null })),
    ],
    rows: providers.length ? rows : [],
  });
}

export function explained(ledgers, currency) {
  const rows = ledgers.filter((row) => row.currency === currency).map((row) => ({ ...row, period: row.month, from: row.month + "-01" }));
  const spanned = rows.length ? { at: rows.map((row) => seconds(row.from)), end: rows.at(-1) ? seconds(rows.at(-1).from) + 31 * 86400 : 0 } : { at: [], end: 0 };
  return figure({
    title: "Share explained",
    unit: "part of all charges, by absolute amount, that reached an application",
    ...spanned,
    lines: [{ name: "share explained", colour: "ratio", values: rows.map((row) => number(row.shareExplained)) }],
    summary: moved(rows, (row) => row.shareExplained, percent) + " What is left stands in the ledger, with its reason.",
    columns: [
      { name: "Month", of: (row) => row.month },
      { name: "Share explained", number: true, of: (row) => percent(row.shareExplained), raw: (row) => row.shareExplained },
      ...["total", "direct", "shared", "unallocated", "deferred", "residual"].map((name) => ({ name: name[0].toUpperCase() + name.slice(1), number: true, of: (row) => amount(row[name]), raw: (row) => row[name] })),
    ],
    rows,
  });
}

export const DORA = [
  { name: "Period", of: (row) => row.period },
  { name: "Deployments", number: true, of: (row) => count(row.deployments), raw: (row) => row.deployments },
  { name: "Change lead time, median", number: true, of: (row) => duration(row.leadTime.medianSeconds), raw: (row) => row.leadTime.medianSeconds },
  { name: "Change fail rate", number: true, of: (row) => percent(row.changeFailRate.value), raw: (row) => row.changeFailRate.value },
  { name: "Failed deployment recovery time, median", number: true, of: (row) => duration(row.recoveryTime.medianSeconds), raw: (row) => row.recoveryTime.medianSeconds },
  { name: "Deployment rework rate", number: true, of: (row) => percent(row.reworkRate.value), raw: (row) => row.reworkRate.value },
];
