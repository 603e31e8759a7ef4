// What is asked, by the address: every view has one.

import { monthAfter } from "./text.js";

const DEFAULTS = { scope: "", by: "month", basis: "effective", currency: "", sort: "-cost", name: "" };

/// What is asked.
export function question() {
  const query = new URLSearchParams(location.search);
  const thisMonth = new Date().toISOString().slice(0, 7);
  const isMonth = (text) => /^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text || "");
  const asked = { ...DEFAULTS, from: monthAfter(thisMonth, -12), through: thisMonth };
  for (const [name, value] of query) {
    if (name in asked) {
      asked[name] = value;
    }
  }
  asked.from = isMonth(asked.from) ? asked.from : monthAfter(thisMonth, -12);
  asked.through = isMonth(asked.through) ? asked.through : thisMonth;
  return asked;
}

/// The address of another question.
export function address(asked) {
  return "?" + new URLSearchParams(Object.entries(asked).filter(([name, value]) => value && value !== DEFAULTS[name]));
}

/// What every route about a scope wants to know.
export function parameters(asked) {
  return { scope: asked.scope, from: asked.from, to: monthAfter(asked.through), basis: asked.basis };
}

/// Whether two questions differ in nothing but the order and the filter of the list.
export function isSameView(one, other) {
  return Object.keys(one).every((name) => name === "sort" || name === "name" || one[name] === other[name]);
}
