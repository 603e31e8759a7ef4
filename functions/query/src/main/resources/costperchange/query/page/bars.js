// What is drawn as bars: counts, and parts of a whole.

import { figure } from "./charts.js";
import { inCurrency, isMeasured, isOpen, measuredChanges, moved, openText, span } from "./periods.js";
import { amount, count } from "./text.js";

const LARGEST = 4;

/// Parts, one on top of the other: the last is drawn first, as high as all of them. Where a period is open they
/// are paler, as lines are dashed there. The legend has them in their own order.
function stacked(parts, rows, open) {
  const heights = rows.map(() => 0);
  const whole = parts.map((part) => ({ ...part, bars: true, values: rows.map((row, i) => {
    const value = part.of(row);
    return value === null ? null : (heights[i] += value);
  }) })).reverse();
  const where = (part, wanted) => part.values.map((value, i) => (open(rows[i]) === wanted ? value : null));
  const settled = whole.map((part) => ({ ...part, values: where(part, false) }));
  const moving = whole.map((part) => ({ ...part, pale: true, values: where(part, true) }));
  const key = { name: "paler: estimated or not complete", colour: parts[0]?.colour, pale: true };
  return rows.some(open) ? { lines: [...settled, ...moving], legend: [...parts, key] } : { lines: settled, legend: parts };
}

function noted(answer) {
  return { name: "Note", of: (row) => openText(row, answer.completeThrough) };
}

export function changes(answer, rows) {
  const notMeasured = rows.reduce((sum, row) => sum + row.changesNotMeasured, 0);
  return figure({
    title: "Changes",
    unit: "revisions that first succeeded in production",
    ...span(rows),
    ...stacked([
      { name: "changes", colour: "count", of: measuredChanges },
      ...(notMeasured ? [{ name: "not measured: on days whose cost is not known", colour: "soft", pale: true, of: (row) => row.changesNotMeasured || null }] : []),
    ], rows, (row) => isOpen(row, answer.completeThrough)),
    summary: moved(rows, measuredChanges, count, answer.completeThrough)
      + (notMeasured ? " Beside them " + count(notMeasured) + " on days whose cost is not known, which are in no ratio." : ""),
    columns: [
      { name: "Period", of: (row) => row.period },
      { name: "Changes", number: true, of: (row) => count(measuredChanges(row)), raw: measuredChanges },
      { name: "Not measured", number: true, of: (row) => count(row.changesNotMeasured), raw: (row) => row.changesNotMeasured },
      { name: "Deployments", number: true, of: (row) => count(row.deployments), raw: (row) => row.deployments },
      noted(answer),
    ],
    rows,
  });
}

/// A part of the cost; null where nothing is measured, and not zero.
function ofCost(part) {
  return (row) => (isMeasured(row) ? Number(part(row)) : null);
}

export function madeOf(answer, rows, currency) {
  const parts = ["direct", "shared"].map((name) => ({ name, colour: name, of: ofCost((row) => row[name]) }));
  const column = (name, key) => ({ name, number: true, of: (row) => amount(row[key]), raw: (row) => row[key] });
  return figure({
    title: "What it is made of",
    unit: (currency && currency + ": ") + "what was charged to applications themselves, and their parts of pools",
    ...span(rows),
    ...stacked(parts, rows, (row) => isOpen(row, answer.completeThrough)),
    summary: "Direct and shared cost of the days that are measured.",
    columns: [
      { name: "Period", of: (row) => row.period },
      inCurrency(currency),
      column("Direct", "direct"),
      column("Shared", "shared"),
      column("Cost", "cost"),
      column("Recoverable tax", "recoverableTax"),
      ...(answer.scope === "organisation" ? [column("Unallocated", "unallocated")] : []),
      noted(answer),
    ],
    rows,
  });
}

/// The providers, those first that most was charged by or given back by.
function providersOf(rows) {
  const sizes = new Map();
  for (const [name, cost] of rows.flatMap((row) => Object.entries(row.byProvider))) {
    sizes.set(name, (sizes.get(name) ?? 0) + Math.abs(Number(cost)));
  }
  return [...sizes.keys()].sort((one, other) => sizes.get(other) - sizes.get(one) || (one < other ? -1 : 1));
}

/// The largest providers each for itself, and the others as one: together they are the cost.
function drawn(providers, label) {
  const colours = ["direct", "shared", "count", "cost"];
  const part = (names, name, colour) => ({ name, colour, of: ofCost((row) => names.reduce((sum, one) => sum + Number(row.byProvider[one] ?? 0), 0)) });
  const others = providers.slice(LARGEST);
  return [
    ...providers.slice(0, LARGEST).map((name, i) => part([name], label(name), colours[i])),
    ...(others.length ? [part(others, others.length > 1 ? "others" : label(others[0]), "others")] : []),
  ];
}

export function byProvider(answer, rows, currency) {
  const providers = providersOf(rows);
  const label = (name) => name || "not named";
  return figure({
    title: "By provider",
    unit: (currency && currency + ", ") + "by who provides what is charged",
    ...span(rows),
    ...stacked(drawn(providers, label), rows, (row) => isOpen(row, answer.completeThrough)),
    summary: providers.length ? "Providers, the largest first: " + providers.map(label).join(", ") + "." : "No provider is known.",
    columns: [
      { name: "Period", of: (row) => row.period },
      inCurrency(currency),
      ...providers.map((name) => ({ name: label(name), number: true, of: (row) => amount(row.byProvider[name] ?? null), raw: (row) => row.byProvider[name] ?? null })),
      noted(answer),
    ],
    rows: providers.length ? rows : [],
  });
}
