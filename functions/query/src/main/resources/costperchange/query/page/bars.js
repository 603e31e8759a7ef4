// What is drawn as bars: counts, and parts of a whole.

import { figure } from "./charts.js";
import { moved, span } from "./periods.js";
import { amount, count } from "./text.js";

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
