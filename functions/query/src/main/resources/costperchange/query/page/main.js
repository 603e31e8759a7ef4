// The page: asks the API what the address asks for, and shows the answer.

import { get, getIfAllowed, keepToken } from "./api.js";
import * as bars from "./bars.js";
import { clear, redraw } from "./charts.js";
import { costs, states } from "./costs.js";
import { element } from "./elements.js";
import * as figures from "./figures.js";
import { delivery, tiles } from "./headline.js";
import { list } from "./lists.js";
import { aims } from "./objectives.js";
import { fill, part, say, whileBusy } from "./place.js";
import { address, isSameView, parameters, question } from "./question.js";
import { offer } from "./scopes.js";
import { monthAfter } from "./text.js";

let scopes = null;
let views = 0;
let lists = 0;
let last = null;
let shown = null;

/// Goes to another view.
function go(changes) {
  history.pushState(null, "", address({ ...question(), ...changes }));
  show();
}

/// Another order or part of the list leaves all else as it is.
function show() {
  last = question();
  return whileBusy(() => (shown && isSameView(shown.wanted, last) ? showList(shown.answer, last) : showAll(last)));
}

async function showAll(wanted) {
  const turn = ++views;
  const now = () => turn === views;
  shown = null;
  say("Loading.");
  try {
    const answer = await scopesAnd(costs(wanted));
    if (now()) {
      shown = { wanted, answer };
      render(wanted, answer);
      await Promise.all([showList(answer, wanted), ...rest(wanted, answer).map((one) => fillWhenThere(one, now))]);
    }
  } catch (problem) {
    if (now()) {
      fail(problem, wanted);
    }
  }
}

/// Neither is waited for before the other is asked, and what is wrong with one does not lose the other.
async function scopesAnd(asked) {
  const [known, answer] = await Promise.allSettled([scopes ?? get("scopes"), asked]);
  scopes = known.value ?? null;
  for (const one of [answer, known]) {
    if (one.status === "rejected") {
      throw one.reason;
    }
  }
  return answer.value;
}

function showList(answer, wanted) {
  const [view, turn] = [views, ++lists];
  const now = () => view === views && turn === lists;
  const asked = list(answer, wanted, go).then(({ children, applications }) => {
    if (now()) {
      offer(part("scope"), scopes, answer.scope, { others: applications });
    }
    return children;
  });
  return fillWhenThere({ id: "list", name: "The list", answer: asked }, now);
}

/// What stands below the pictures, each asked for by itself: the pictures wait for none of it.
function rest(wanted, answer) {
  return [
    { id: "delivery", name: "Delivery", answer: get("dora", { ...parameters(wanted), by: wanted.by }).then(delivery) },
    { id: "objectives", name: "Objectives", answer: get("objectives", { scope: wanted.scope }).then(aims) },
    { id: "explained", name: "The ledger", answer: answer.scope === "organisation"
      ? getIfAllowed("ledger", { from: wanted.from, to: monthAfter(wanted.through), basis: wanted.basis })
        .then((ledger) => (ledger ? [figures.explained(answer, ledger.rows, answer.currency)] : []))
      : Promise.resolve([]) },
  ];
}

async function fillWhenThere({ id, name, answer }, now) {
  const wrong = (problem) => (problem.status === 401 ? problem : [element("p", { class: "wrong" }, name + ": " + problem.message)]);
  const children = await answer.catch(wrong);
  if (!now()) {
    return;
  }
  if (children.status === 401) {
    // The token has run out meanwhile.
    fail(children, last);
  } else {
    fill(id, ...children);
  }
}

/// Says what is wrong, and leaves a way on: a token, or another scope.
function fail(problem, wanted) {
  views++;
  shown = null;
  const closed = problem.status === 401 || problem.status === 403;
  part("entry").hidden = !closed;
  part("entry").querySelector("h2").textContent = problem.status === 403 ? "Another token may open them" : "A token is needed";
  ["headline", "figures", "explained", "delivery", "objectives", "list"].forEach((id) => fill(id));
  clear();
  if (scopes) {
    offer(part("scope"), scopes, wanted.scope || "organisation", { refused: problem.status === 403 });
    controls(wanted, { scope: wanted.scope, currencies: [] });
  }
  say(problem.status === 401 ? "These numbers need a token."
    : (problem.status === 403 ? "This token does not open these numbers: " : "") + problem.message, problem.status !== 401);
}

function render(wanted, answer) {
  const typed = part("entry").contains(document.activeElement);
  part("entry").hidden = true;
  if (typed) {
    part("numbers").focus();
  }
  clear();
  controls(wanted, answer);
  offer(part("scope"), scopes, answer.scope);
  const { currency, rows } = answer;
  const milestones = scopes.milestones.filter((one) => one.date >= wanted.from && one.date < monthAfter(wanted.through));
  say(states(answer));
  fill("headline", ...tiles(answer));
  fill("figures",
    figures.costPerChange(answer, rows, currency, milestones),
    figures.costPerDay(answer, rows, currency),
    bars.changes(answer, rows),
    bars.madeOf(answer, rows, currency),
    bars.byProvider(answer, rows, currency));
}

function controls(wanted, answer) {
  for (const name of ["from", "through", "by", "basis"]) {
    part(name).value = wanted[name];
  }
  part("ofcurrency").hidden = answer.currencies.length < 2;
  part("currency").replaceChildren(...answer.currencies.map((code) => element("option", { value: code, selected: code === answer.currency }, code)));
  document.title = "Cost per change" + (answer.scope ? ": " + answer.scope : "");
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
  // Another token may name others.
  scopes = null;
  show();
});
// A jump inside the page comes by here, too, and asks nothing new.
window.addEventListener("popstate", () => {
  if (JSON.stringify(question()) !== JSON.stringify(last)) {
    show();
  }
});
let resized;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(redraw, 150);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
show();
