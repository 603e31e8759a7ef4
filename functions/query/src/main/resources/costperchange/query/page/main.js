// The page: reads what is asked from the address, asks the API, shows the answer. Every view has its address.

import { get, getIfAllowed, keepToken } from "./api.js";
import { clear, drawWaiting, redraw } from "./charts.js";
import { csvButton, element, table } from "./elements.js";
import * as figures from "./figures.js";
import { amount, count, duration, money, monthAfter, NOTHING, percent } from "./text.js";

const DEFAULTS = { scope: "", by: "month", basis: "effective", currency: "", sort: "-cost", name: "" };
const STATES = ["missed", "cannot tell", "met"];
const MOST_OBJECTIVES = 20;
const part = (id) => document.getElementById(id);
let scopes = null;
let asked = 0;

/// What is asked, by the address.
function question() {
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

/// Goes to another view.
function go(changes) {
  const next = { ...question(), ...changes };
  const query = new URLSearchParams(Object.entries(next).filter(([name, value]) => value && value !== DEFAULTS[name]));
  history.pushState(null, "", "?" + query);
  show();
}

function parameters(asked) {
  return { scope: asked.scope, from: asked.from, to: monthAfter(asked.through), basis: asked.basis };
}

function say(text, wrong = false) {
  part("state").textContent = text;
  part("state").classList.toggle("wrong", wrong);
}

function fill(id, ...children) {
  part(id).replaceChildren(...children.filter(Boolean));
  drawWaiting();
}

async function show() {
  const turn = ++asked;
  const wanted = question();
  const now = () => turn === asked;
  part("numbers").setAttribute("aria-busy", "true");
  say("Loading.");
  try {
    scopes ??= await get("scopes");
    const answer = await costs(wanted);
    if (now()) {
      render(wanted, answer);
      await Promise.all(rest(wanted, answer).map((one) => fillWhenThere(one, now)));
    }
  } catch (problem) {
    if (now()) {
      fail(problem);
    }
  }
  if (now()) {
    part("numbers").setAttribute("aria-busy", "false");
  }
}

/// What stands below the pictures, each asked for by itself: the pictures wait for none of it.
function rest(wanted, answer) {
  const application = answer.scope.startsWith("application:") ? answer.scope.slice("application:".length) : null;
  return [
    { id: "list", name: "The list", answer: application
      ? get("changes", changesOf(application, wanted)).then((changes) => ofChanges(changes, wanted))
      : get("applications", applicationsOf(wanted)).then((applications) => {
        options(answer, applications.rows.map((row) => row.application));
        return ofApplications(applications, wanted);
      }) },
    { id: "delivery", name: "Delivery", answer: get("dora", { ...parameters(wanted), by: wanted.by }).then(delivery) },
    { id: "objectives", name: "Objectives", answer: get("objectives", { scope: wanted.scope }).then(aims) },
    { id: "explained", name: "The ledger", answer: answer.scope === "organisation"
      ? getIfAllowed("ledger", { from: wanted.from, to: monthAfter(wanted.through), basis: wanted.basis })
        .then((ledger) => (ledger ? [figures.explained(ledger.rows, answer.currency)] : []))
      : Promise.resolve([]) },
  ];
}

async function fillWhenThere({ id, name, answer }, now) {
  const children = await answer.catch((problem) => [element("p", { class: "wrong" }, name + ": " + problem.message)]);
  if (now()) {
    fill(id, ...children);
  }
}

function applicationsOf(wanted) {
  return { ...parameters(wanted), currency: wanted.currency, sort: wanted.sort, name: wanted.name, limit: 100 };
}

function changesOf(application, wanted) {
  return { application, from: wanted.from, to: monthAfter(wanted.through), basis: wanted.basis, sort: "-at", limit: 100 };
}

/// Cost per change in one currency: the one that is asked for, or the first of several.
async function costs(wanted) {
  const all = await get("cost-per-change", { ...parameters(wanted), by: wanted.by });
  const currencies = [...new Set(all.rows.map((row) => row.currency).filter(Boolean))];
  const currency = currencies.includes(wanted.currency) ? wanted.currency : currencies[0] ?? "";
  const one = currencies.length > 1 ? await get("cost-per-change", { ...parameters(wanted), by: wanted.by, currency }) : all;
  return { ...one, currencies, currency };
}

function fail(problem) {
  part("entry").hidden = problem.status !== 401;
  ["headline", "figures", "explained", "delivery", "objectives", "list"].forEach((id) => fill(id));
  clear();
  say(problem.status === 401 ? "These numbers need a token." : problem.message, problem.status !== 401);
}

function render(wanted, answer) {
  part("entry").hidden = true;
  clear();
  controls(wanted, answer);
  const { currency, rows } = answer;
  say(states(answer));
  fill("headline", ...tiles(answer.total, currency));
  fill("figures",
    figures.costPerChange(answer, rows, currency, within(scopes.milestones, wanted)),
    figures.costPerDay(answer, rows, currency),
    figures.changes(rows),
    figures.madeOf(rows, currency, answer.scope === "organisation"),
    figures.byProvider(rows, currency));
}

function within(milestones, wanted) {
  return milestones.filter((one) => one.date >= wanted.from && one.date < monthAfter(wanted.through));
}

function states(answer) {
  const said = [answer.completeThrough ? "Complete through " + answer.completeThrough + "." : "No bill is known in these months."];
  if (answer.settling) {
    said.push("Bills are being worked through: these numbers are about to change.");
  }
  if (answer.rows.some((row) => row.estimated)) {
    said.push("Bills of some periods are estimated and may change.");
  }
  if (answer.currencies.length > 1) {
    said.push("Charged in " + answer.currencies.join(", ") + "; currencies are never added.");
  }
  return said.join(" ");
}

function tiles(total, currency) {
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

/// The scopes that there are to pick.
///
/// others: names of applications that the catalog does not know
function options(answer, others) {
  const option = (value, text) => element("option", { value, selected: value === answer.scope }, text);
  const group = (label, options) => options.length ? element("optgroup", { label }, ...options) : null;
  const known = new Set([...scopes.applications.map((one) => one.name), ...others]);
  if (answer.scope.startsWith("application:")) {
    known.add(answer.scope.slice("application:".length));
  }
  const all = answer.scope === "organisation" || scopes.tribes.length || !scopes.teams.length;
  part("scope").replaceChildren(...[
    all ? option("organisation", "Organisation") : null,
    group("Tribes", scopes.tribes.map((name) => option("tribe:" + name, name))),
    group("Teams", scopes.teams.map((one) => option("team:" + one.name, one.name))),
    group("Applications", [...known].sort().map((name) => option("application:" + name, name))),
  ].filter(Boolean));
}

function controls(wanted, answer) {
  options(answer, []);
  for (const name of ["from", "through", "by", "basis"]) {
    part(name).value = wanted[name];
  }
  part("ofcurrency").hidden = answer.currencies.length < 2;
  part("currency").replaceChildren(...answer.currencies.map((code) => element("option", { value: code, selected: code === answer.currency }, code)));
  document.title = "Cost per change: " + answer.scope;
}

function delivery(dora) {
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
    element("details", {}, element("summary", {}, "Table: Delivery"), table("Delivery", figures.DORA, dora.rows)),
    csvButton("Delivery", figures.DORA, dora.rows),
  ];
}

function aims(objectives) {
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
    { name: "Objective", number: true, of: (row) => money(row.aim.objective, row.currency), raw: (row) => row.aim.objective },
    { name: "Actual", number: true, of: (row) => money(row.aim.actual, row.currency), raw: (row) => row.aim.actual },
    { name: "Budget left", number: true, of: (row) => money(row.aim.left ?? null, row.currency), raw: (row) => row.aim.left ?? null },
    { name: "Burn rate, long", number: true, of: (row) => row.burn?.[0].rate ?? NOTHING },
    { name: "Burn rate, short", number: true, of: (row) => row.burn?.[1].rate ?? NOTHING },
    { name: "Window", of: (row) => (row.from ? row.window + " days to " + row.to : row.window + " days") },
    { name: "Why", of: (row) => row.aim.reason ?? "" },
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

function scopeLink(scope, text) {
  const query = new URLSearchParams(location.search);
  query.set("scope", scope);
  const link = element("a", { href: "?" + query }, text);
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go({ scope });
    }
  });
  return link;
}

function ofApplications(applications, wanted) {
  const columns = [
    { name: "Application", sort: "application", of: (row) => scopeLink("application:" + row.application, row.application), raw: (row) => row.application },
    { name: "Team", sort: "team", of: (row) => row.team ?? "" },
    { name: "Currency", of: (row) => row.numbers.currency ?? "" },
    { name: "Cost", sort: "cost", number: true, of: (row) => amount(row.numbers.cost), raw: (row) => row.numbers.cost },
    { name: "Not measured", number: true, of: (row) => amount(row.numbers.costNotMeasured), raw: (row) => row.numbers.costNotMeasured },
    { name: "Changes", sort: "changes", number: true, of: (row) => count(row.numbers.changes), raw: (row) => row.numbers.changes },
    { name: "Cost per change", sort: "costPerChange", number: true, of: (row) => amount(row.numbers.costPerChange), raw: (row) => row.numbers.costPerChange },
  ];
  const filter = element("form", { class: "filter" },
    element("label", {}, "Name ", element("input", { name: "name", type: "search", value: wanted.name })), element("button", {}, "Filter"));
  filter.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ name: filter.elements.name.value });
  });
  return listed("Applications", columns, applications, filter, { sorted: wanted.sort, onSort: (sort) => go({ sort }) },
    (after) => get("applications", { ...applicationsOf(wanted), after }));
}

function ofChanges(changes, wanted) {
  const columns = [
    { name: "When (UTC)", of: (row) => (/^https?:/.test(row.url ?? "") ? element("a", { href: row.url, rel: "noreferrer" }, time(row)) : time(row)), raw: (row) => row.at },
    { name: "Revision", of: (row) => (row.revision ?? NOTHING).slice(0, 12), raw: (row) => row.revision },
    { name: "Run cost while live", number: true, of: (row) => money(row.runCost, row.currency), raw: (row) => row.runCost },
    { name: "Currency", of: (row) => row.currency ?? "" },
    { name: "Live", number: true, of: (row) => duration(row.liveSeconds), raw: (row) => row.liveSeconds },
    { name: "Lead time", number: true, of: (row) => duration(row.leadTimeSeconds), raw: (row) => row.leadTimeSeconds },
    { name: "Failed", of: (row) => row.failure ?? "" },
    { name: "Rework", of: (row) => (row.rework ? "yes" : "") },
  ];
  return listed("Changes", columns, changes, null, {}, (after) => get("changes", { ...changesOf(changes.application, wanted), after }));
}

function time(row) {
  return row.at.slice(0, 16).replace("T", " ");
}

/// A table that may go on: the rest is fetched page by page.
function listed(name, columns, answer, filter, order, next) {
  const rows = [...answer.rows];
  const place = element("div", {});
  const more = element("button", { type: "button", onclick: async () => {
    more.disabled = true;
    try {
      const page = await next(answer.next);
      rows.push(...page.rows);
      answer = page;
      draw();
    } catch (problem) {
      say(problem.message, true);
    }
    more.disabled = false;
  } }, "More");
  const draw = () => {
    more.hidden = !answer.next;
    place.replaceChildren(rows.length ? table(name, columns, rows, order) : element("p", { class: "nothing" }, "There are none in these months."), csvButton(name, columns, rows));
  };
  draw();
  return [element("h2", {}, name), filter, place, more];
}

part("question").addEventListener("change", (event) => {
  const { name, value } = event.target;
  if (value) {
    go({ [name]: name === "scope" && value === "organisation" ? "" : value });
  }
});
part("question").addEventListener("submit", (event) => event.preventDefault());
part("entry").addEventListener("submit", (event) => {
  event.preventDefault();
  keepToken(part("token").value.trim());
  show();
});
window.addEventListener("popstate", show);
let resized;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(redraw, 150);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
show();
