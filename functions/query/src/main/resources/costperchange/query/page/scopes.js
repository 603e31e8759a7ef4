// What may be asked about.

import { element } from "./elements.js";

/// The scopes that there are to pick.
///
/// others: names of applications that the catalog does not know
export function options(scopes, chosen, others) {
  const option = (value, text) => element("option", { value, selected: value === chosen }, text);
  const group = (label, options) => options.length ? element("optgroup", { label }, ...options) : null;
  const known = new Set([...scopes.applications.map((one) => one.name), ...others]);
  if (chosen.startsWith("application:")) {
    known.add(chosen.slice("application:".length));
  }
  const all = chosen === "organisation" || scopes.tribes.length || !scopes.teams.length;
  return [
    all ? option("organisation", "Organisation") : null,
    group("Tribes", scopes.tribes.map((name) => option("tribe:" + name, name))),
    group("Teams", scopes.teams.map((one) => option("team:" + one.name, one.name))),
    group("Applications", [...known].sort().map((name) => option("application:" + name, name))),
  ].filter(Boolean);
}
