// What may be asked about.

import { element } from "./elements.js";

/// Applications that the catalog does not know, met in lists.
const met = new Set();

/// Puts the scopes that there are into a select.
export function offer(select, scopes, chosen, others) {
  others.forEach((name) => met.add(name));
  const option = (value, text) => element("option", { value, selected: value === chosen }, text);
  const group = (label, options) => options.length ? element("optgroup", { label }, ...options) : null;
  const known = new Set([...scopes.applications.map((one) => one.name), ...met]);
  if (chosen.startsWith("application:")) {
    known.add(chosen.slice("application:".length));
  }
  const all = chosen === "organisation" || scopes.tribes.length || !scopes.teams.length;
  select.replaceChildren(...[
    all ? option("organisation", "Organisation") : null,
    group("Tribes", scopes.tribes.map((name) => option("tribe:" + name, name))),
    group("Teams", scopes.teams.map((one) => option("team:" + one.name, one.name))),
    group("Applications", [...known].sort().map((name) => option("application:" + name, name))),
  ].filter(Boolean));
}
