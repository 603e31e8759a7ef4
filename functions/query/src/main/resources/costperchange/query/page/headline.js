// The numbers in short.

import { csvButton, element, table } from "./elements.js";
import { DORA } from "./figures.js";
import { amount, count, duration, money, NOTHING, percent } from "./text.js";

export function tiles(total, currency) {
  const tile = (name, value, note) => element("div", { class: "tile" },
    element("h2", {}, name), element("p", { class: "value" }, value), note ? element("p", { class: "note" }, note) : null);
  if (!total) {
    return [tile("Cost per change", NOTHING, "nothing was charged")];
  }
  return [
    tile("Cost per change", total.changes === 0 ? "no change" : money(total.costPerChange, currency),
      total.low === null ? "too few changes for an interval" : amount(total.low) + " to " + amount(total.high)),
    tile("Cost", money(total.cost, currency), amount(total.costNotMeasured) + " more not measured"),
    tile("Cost per day", money(total.costPerDay, currency), count(total.days) + " days"),
    tile("Changes", count(total.changes), count(total.deployments) + " deployments"),
  ];
}

export function delivery(dora) {
  const total = dora.total;
  const note = (rate) => (rate.value === null ? "not measured" : rate.count + " of " + rate.measured);
  const tile = (name, value, text) => element("div", { class: "tile" }, element("h3", {}, name), element("p", { class: "value" }, value), element("p", { class: "note" }, text));
  return [
    element("h2", {}, "Delivery (DORA)"),
    element("div", { class: "tiles" },
      tile("Deployment frequency", count(total.deployments), count(total.changes) + " of them changes"),
      tile("Change lead time", duration(total.leadTime.medianSeconds), total.leadTime.known + " known, " + total.leadTime.unknown + " not"),
      tile("Change fail rate", percent(total.changeFailRate.value), note(total.changeFailRate)),
      tile("Failed deployment recovery time", duration(total.recoveryTime.medianSeconds), total.recoveryTime.recovered + " recovered, " + total.recoveryTime.open + " open"),
      tile("Deployment rework rate", percent(total.reworkRate.value), note(total.reworkRate))),
    element("details", {}, element("summary", {}, "Table: Delivery"), table("Delivery", DORA, dora.rows)),
    csvButton("Delivery", DORA, dora.rows),
  ];
}
