// The applications of a scope, or the changes of an application, page by page.

import { following, get } from "./api.js";
import { csvButton, element, table } from "./elements.js";
import { measuredChanges } from "./periods.js";
import { parameters } from "./question.js";
import { amount, count, duration, money, monthAfter, NOTHING } from "./text.js";

/// What is shown at once, and what is fetched at once where all is wanted.
const PAGE = 100;
const MOST = 1000;

/// What stands in the list, and the names of the applications in it.
export async function list(answer, wanted, go) {
  if (answer.scope.startsWith("application:")) {
    const changes = await get("changes", changesOf(answer, wanted));
    return { children: ofChanges(changes, answer, wanted), applications: [] };
  }
  const applications = await get("applications", applicationsOf(answer, wanted));
  return { children: ofApplications(applications, answer, wanted, go), applications: applications.rows.map((row) => row.application) };
}

/// In one currency, as no order ranks two.
function applicationsOf(answer, wanted) {
  const currency = answer.currencies.length > 1 ? answer.currency : "";
  return { ...parameters(wanted), currency, sort: wanted.sort, name: wanted.name, limit: PAGE };
}

function changesOf(answer, wanted) {
  const application = answer.scope.slice("application:".length);
  return { application, from: wanted.from, to: monthAfter(wanted.through), basis: wanted.basis, sort: "-at", limit: PAGE };
}

function scopeLink(scope, text, go) {
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

function ofApplications(applications, answer, wanted, go) {
  const columns = [
    { name: "Application", sort: "application", of: (row) => scopeLink("application:" + row.application, row.application, go), raw: (row) => row.application },
    { name: "Team", sort: "team", of: (row) => row.team ?? "" },
    { name: "Currency", of: (row) => row.numbers.currency ?? "" },
    { name: "Cost", sort: "cost", number: true, of: (row) => amount(row.numbers.cost), raw: (row) => row.numbers.cost },
    { name: "Cost not measured", number: true, of: (row) => amount(row.numbers.costNotMeasured), raw: (row) => row.numbers.costNotMeasured },
    { name: "Changes", sort: "changes", number: true, of: (row) => count(measuredChanges(row.numbers)), raw: (row) => measuredChanges(row.numbers) },
    { name: "Changes not measured", number: true, of: (row) => count(row.numbers.changesNotMeasured), raw: (row) => row.numbers.changesNotMeasured },
    { name: "Cost per change", sort: "costPerChange", number: true, of: (row) => amount(row.numbers.costPerChange), raw: (row) => row.numbers.costPerChange },
  ];
  const filter = element("form", { class: "filter" },
    element("label", {}, "Name ", element("input", { name: "name", type: "search", value: wanted.name, "data-key": "name" })),
    element("button", { "data-key": "filter" }, "Filter"));
  filter.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ name: filter.elements.name.value });
  });
  return listed("Applications", columns, applications, filter, { sorted: wanted.sort, onSort: (sort) => go({ sort }) },
    (page) => get("applications", { ...applicationsOf(answer, wanted), ...page }));
}

function ofChanges(changes, answer, wanted) {
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
  return listed("Changes", columns, changes, null, {}, (page) => get("changes", { ...changesOf(answer, wanted), ...page }));
}

function time(row) {
  return row.at.slice(0, 16).replace("T", " ");
}

/// A table that may go on: the rest is fetched page by page, or as a whole for the CSV.
function listed(name, columns, answer, filter, order, ask) {
  const rows = [...answer.rows];
  const place = element("div", {});
  const more = element("button", { type: "button", onclick: () => fetchMore() }, "More");
  const draw = () => {
    more.hidden = !answer.next;
    place.replaceChildren(rows.length ? table(name, columns, rows, order) : element("p", { class: "nothing" }, "There are none in these months."), csvButton(name, columns, rows, () => following(answer.next, (after) => ask({ after, limit: MOST }))));
  };
  // Not disabled meanwhile, as that would take the focus away.
  let fetching = false;
  const fetchMore = async () => {
    if (fetching) {
      return;
    }
    fetching = true;
    try {
      answer = await ask({ after: answer.next });
      rows.push(...answer.rows);
      const held = document.activeElement === more;
      draw();
      if (held && more.hidden) {
        place.querySelector(".scroll").focus();
      }
    } catch (problem) {
      place.append(element("p", { class: "wrong", role: "alert" }, problem.message));
    }
    fetching = false;
  };
  draw();
  return [element("h2", {}, name), filter, place, more];
}
