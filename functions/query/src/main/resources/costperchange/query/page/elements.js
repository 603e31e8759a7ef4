// Makes elements. Text goes in as text, so that no name of anything can become markup.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") {
      made.addEventListener("click", value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/// Columns: {name, of: row => what is shown, raw: row => what the CSV has, number: whether it is one,
/// long: whether it may take lines, sort: its key}.
export function table(caption, columns, rows, { sorted, onSort } = {}) {
  const head = columns.map((column) => {
    const direction = sorted === column.sort ? "ascending" : sorted === "-" + column.sort ? "descending" : null;
    const next = direction === "descending" || !column.number ? column.sort : "-" + column.sort;
    const flipped = direction === "ascending" ? "-" + column.sort : next;
    return element(
      "th",
      { scope: "col", class: column.number ? "number" : null, "aria-sort": column.sort && direction },
      column.sort && onSort
        ? element("button", { type: "button", class: "sort", "data-key": "sort " + column.sort, onclick: () => onSort(flipped) }, column.name,
          element("span", { "aria-hidden": "true" }, direction === "ascending" ? " ▲" : direction ? " ▼" : ""))
        : column.name);
  });
  const body = rows.map((row) => element("tr", {}, ...columns.map((column, i) =>
    element(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : { class: column.number ? "number" : column.long ? "long" : null }, column.of(row)))));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table: " + caption },
    element("table", {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...body)));
}

/// A button that hands a table over as CSV, all of it.
///
/// rest: fetches the rows that are not here yet; null where all are
export function csvButton(name, columns, rows, rest = null) {
  const said = element("span", { class: "note", role: "status" });
  let fetching = false;
  const handOver = async () => {
    if (fetching) {
      return;
    }
    fetching = true;
    said.textContent = rest ? "Fetching all rows." : "";
    try {
      const here = [...rows];
      download(name, columns, rest ? [...here, ...await rest()] : here);
      said.textContent = "";
    } catch (problem) {
      said.textContent = "No CSV: " + problem.message;
    }
    fetching = false;
  };
  return element("p", { class: "csv" },
    element("button", { type: "button", class: "csv", "data-key": "csv", onclick: handOver }, "CSV of " + name), said);
}

/// Text that a spreadsheet would take for a formula is marked as text; numbers are left alone.
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[0-9]+(\.[0-9]+)?$/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

function download(name, columns, rows) {
  const raw = (column, row) => (column.raw || column.of)(row);
  const lines = [columns.map((column) => cell(column.name)), ...rows.map((row) => columns.map((column) => cell(raw(column, row))))];
  const url = URL.createObjectURL(new Blob([lines.map((line) => line.join(",")).join("\r\n") + "\r\n"], { type: "text/csv" }));
  const link = element("a", { href: url, download: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") + ".csv" });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}
