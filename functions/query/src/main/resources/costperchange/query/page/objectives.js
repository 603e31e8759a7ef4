// What was to be spent, and what was.

import { csvButton, element, table } from "./elements.js";
import { amount, count, NOTHING } from "./text.js";

const STATES = ["missed", "cannot tell", "met"];
const MOST_OBJECTIVES = 20;

export function aims(objectives) {
  const rows = objectives.rows.flatMap((row) => [
    row.costPerDay && { ...row, of: "cost per day", aim: row.costPerDay, burn: row.costPerDay.burnRate },
    row.costPerChange && { ...row, of: "cost per change", aim: row.costPerChange, burn: null },
  ].filter(Boolean));
  if (!rows.length) {
    return [];
  }
  const columns = [
    { name: "Scope", of: (row) => row.scope },
    { name: "Of", of: (row) => row.of },
    { name: "State", of: (row) => row.aim.state + (row.aim.burning ? ", burning" : "") + (row.estimated ? ", estimated" : "") },
    { name: "Currency", of: (row) => row.currency },
    { name: "Objective", number: true, of: (row) => amount(row.aim.objective), raw: (row) => row.aim.objective },
    { name: "Actual", number: true, of: (row) => amount(row.aim.actual), raw: (row) => row.aim.actual },
    { name: "Budget left", number: true, of: (row) => amount(row.aim.left), raw: (row) => row.aim.left ?? null },
    { name: "Burn rate, long", number: true, of: (row) => row.burn?.[0]?.rate ?? NOTHING, raw: (row) => row.burn?.[0]?.rate ?? null },
    { name: "Burn rate, short", number: true, of: (row) => row.burn?.[1]?.rate ?? NOTHING, raw: (row) => row.burn?.[1]?.rate ?? null },
    { name: "Window", long: true, of: (row) => (row.from ? row.window + " days to " + row.to : row.window + " days") },
    { name: "Why", long: true, of: why },
  ];
  const worstFirst = [...rows].sort((one, other) => STATES.indexOf(one.aim.state) - STATES.indexOf(other.aim.state));
  const shown = worstFirst.slice(0, MOST_OBJECTIVES);
  return [
    element("h2", {}, "Objectives"),
    rows.length > shown.length
      ? element("p", { class: "note" }, count(shown.length) + " of " + count(rows.length) + ", those missed first. The CSV has all.")
      : null,
    table("Objectives", columns, shown),
    csvButton("Objectives", columns, rows),
  ];
}

function why(row) {
  const others = row.otherCurrencies.length ? "what was charged in " + row.otherCurrencies.join(", ") + " is not looked at" : null;
  return [row.aim.reason, others].filter(Boolean).join("; ");
}
