// The numbers in short.

import { csvButton, element, table } from "./elements.js";
import { DORA } from "./figures.js";
import { isMeasured, measuredChanges } from "./periods.js";
import { amount, count, duration, money, NOTHING, percent } from "./text.js";

export function tiles(answer) {
  const { total, currency } = answer;
  const left = answer.rows.reduce((sum, row) => sum + row.changesNotMeasured, 0);
  const notMeasured = left ? count(left) + " more on days whose cost is not known" : null;
  if (!total) {
    return [tile("h2", "Cost per change", NOTHING, "nothing was charged"), notMeasured ? tile("h2", "Changes", NOTHING, notMeasured) : null];
  }
  const changes = measuredChanges(total);
  return [
    tile("h2", "Cost per change", changes === 0 ? "no change" : money(total.costPerChange, currency), interval(total, changes)),
    tile("h2", "Cost", isMeasured(total) ? money(total.cost, currency) : NOTHING, amount(total.costNotMeasured) + " more not measured"),
    tile("h2", "Cost per day", money(total.costPerDay, currency), count(total.days) + " days"),
    tile("h2", "Changes", count(changes), [notMeasured, count(total.deployments) + " deployments"].filter(Boolean).join("; ")),
  ];
}

function interval(total, changes) {
  return changes === null ? "not measured" : total.low === null ? "too few changes for an interval" : amount(total.low) + " to " + amount(total.high);
}

function tile(heading, name, value, note) {
  return element("div", { class: "tile" }, element(heading, {}, name), element("p", { class: "value" }, value), element("p", { class: "note" }, note));
}

/// Where no source tells of failures, none is not a number that is known.
function recovered(total) {
  return total.changeFailRate.value === null ? "not measured" : total.recoveryTime.recovered + " recovered, " + total.recoveryTime.open + " open";
}

export function delivery(dora) {
  const total = dora.total;
  const note = (rate) => (rate.value === null ? "not measured" : rate.count + " of " + rate.measured);
  return [
    element("h2", {}, "Delivery (DORA)"),
    element("div", { class: "tiles" },
      tile("h3", "Deployment frequency", count(total.deployments), count(total.changes) + " of them changes"),
      tile("h3", "Change lead time", duration(total.leadTime.medianSeconds), total.leadTime.known + " known, " + total.leadTime.unknown + " not"),
      tile("h3", "Change fail rate", percent(total.changeFailRate.value), note(total.changeFailRate)),
      tile("h3", "Failed deployment recovery time", duration(total.recoveryTime.medianSeconds), recovered(total)),
      tile("h3", "Deployment rework rate", percent(total.reworkRate.value), note(total.reworkRate))),
    element("details", {}, element("summary", {}, "Table: Delivery"), table("Delivery", DORA, dora.rows)),
    csvButton("Delivery", DORA, dora.rows),
  ];
}
