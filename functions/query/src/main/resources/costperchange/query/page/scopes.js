// What may be asked about.

import { element } from "./elements.js";

/// Applications that the catalog does not know, met in lists.
const met = new Set();

/// Whether the organisation was answered, which the scopes of a catalog without tribes do not say.
let all = false;

/// Puts the scopes that there are into a select.
///
/// others: names of applications in the answer; refused: whether the chosen scope may not be read, so that
/// another has to be chosen
export function offer(select, scopes, chosen, { others = [], refused = false } = {}) {
  others.forEach((name) => met.add(name));
  const option = (value, text) => element("option", { value, selected: value === chosen }, text);
  const group = (label, options) => options.length ? element("optgroup", { label }, ...options) : null;
  const known = new Set([...scopes.applications.map((one) => one.name), ...met]);
  if (!refused && chosen.startsWith("application:")) {
    known.add(chosen.slice("application:".length));
  }
  all = chosen === "organisation" ? !refused : all || scopes.tribes.length > 0 || !scopes.teams.length;
  select.replaceChildren(...[
    all ? option("organisation", "Organisation") : null,
    group("Tribes", scopes.tribes.map((name) => option("tribe:" + name, name))),
    group("Teams", scopes.teams.map((one) => option("team:" + one.name, one.name))),
    group("Applications", [...known].sort().map((name) => option("application:" + name, name))),
  ].filter(Boolean));
  if (![...select.options].some((one) => one.value === chosen)) {
    select.prepend(element("option", { value: "", selected: true }, "choose"));
  }
}
