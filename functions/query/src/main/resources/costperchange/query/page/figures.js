// What is drawn of an answer.

import { figure } from "./charts.js";
import { inCurrency, isOpen, measuredChanges, moved, number, openText, seconds, settledAndOpen, span } from "./periods.js";
import { amount, count, duration, money, monthAfter, percent } from "./text.js";

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
    summary: moved(rows, (row) => row.costPerChange, (decimal) => money(decimal, currency), answer.completeThrough)
      + (milestones.length ? " Milestones: " + milestones.map((one) => one.date + " " + one.name).join(", ") + "." : ""),
    columns: [
      { name: "Period", of: (row) => row.period },
      { name: currency + " per change", number: true, of: (row) => (measuredChanges(row) === 0 ? "no change" : amount(row.costPerChange)), raw: (row) => row.costPerChange },
      { name: "Lower end", number: true, of: (row) => amount(row.low), raw: (row) => row.low },
      { name: "Upper end", number: true, of: (row) => amount(row.high), raw: (row) => row.high },
      { name: "Changes", number: true, of: (row) => count(measuredChanges(row)), raw: measuredChanges },
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
    summary: moved(rows, (row) => row.costPerDay, (decimal) => money(decimal, currency), answer.completeThrough)
      + " A ratio that falls while this rises means more changes, not less cost.",
    columns: [
      { name: "Period", of: (row) => row.period },
      inCurrency(currency),
      { name: "Cost per day", number: true, of: (row) => amount(row.costPerDay), raw: (row) => row.costPerDay },
      { name: "Cost", number: true, of: (row) => amount(row.cost), raw: (row) => row.cost },
      { name: "Not measured", number: true, of: (row) => amount(row.costNotMeasured), raw: (row) => row.costNotMeasured },
      { name: "Days", number: true, of: (row) => count(row.days), raw: (row) => row.days },
      { name: "Note", of: (row) => openText(row, answer.completeThrough) },
    ],
    rows,
  });
}

export function explained(answer, ledgers, currency) {
  const rows = ledgers.filter((row) => row.currency === currency)
    .map((row) => ({ ...row, period: row.month, from: row.month + "-01", to: monthAfter(row.month) + "-01", missingDays: [] }));
  const [settled, moving] = settledAndOpen(rows, (row) => number(row.shareExplained), (row) => isOpen(row, answer.completeThrough));
  return figure({
    title: "Share explained",
    unit: "part of all charges, by absolute amount, that reached an application",
    ...span(rows),
    lines: [
      { name: "share explained", colour: "ratio", values: settled },
      { name: "not complete", colour: "ratio", dashed: true, values: moving },
    ],
    summary: moved(rows, (row) => row.shareExplained, percent, answer.completeThrough) + " What is left stands in the ledger, with its reason.",
    columns: [
      { name: "Month", of: (row) => row.month },
      { name: "Share explained", number: true, of: (row) => percent(row.shareExplained), raw: (row) => row.shareExplained },
      inCurrency(currency),
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
