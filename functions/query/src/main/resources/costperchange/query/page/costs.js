// Cost per change, asked for in one currency, and how far it can be relied on.

import { get } from "./api.js";
import { parameters } from "./question.js";

/// Cost per change in one currency: the one that is asked for, or the one that most is charged in.
export async function costs(wanted) {
  const all = await get("cost-per-change", { ...parameters(wanted), by: wanted.by });
  const currencies = [...new Set(all.rows.map((row) => row.currency).filter(Boolean))];
  const currency = currencies.includes(wanted.currency) ? wanted.currency : most(currencies, all.rows);
  const one = currencies.length > 1 ? await get("cost-per-change", { ...parameters(wanted), by: wanted.by, currency }) : all;
  return { ...one, currencies, currency };
}

/// Amounts of two currencies cannot be compared, but the first by the alphabet may be next to nothing.
function most(currencies, rows) {
  const size = (code) => rows.filter((row) => row.currency === code)
    .reduce((sum, row) => sum + Math.abs(Number(row.cost)) + Math.abs(Number(row.costNotMeasured)), 0);
  return currencies.reduce((one, other) => (size(other) > size(one) ? other : one), currencies[0] ?? "");
}

/// What has to be known of the numbers.
export function states(answer) {
  const said = [answer.completeThrough ? "Complete through " + answer.completeThrough + "." : "No bill is known in these months."];
  if (answer.settling) {
    said.push("Bills are being worked through: these numbers are about to change.");
  }
  if (answer.rows.some((row) => row.estimated)) {
    said.push("Bills of some periods are estimated and may change.");
  }
  if (answer.currencies.length > 1) {
    said.push("Charged in " + answer.currencies.join(", ") + ", shown in " + answer.currency + "; currencies are never added.");
  }
  return said.join(" ");
}
