// Asks the API. A token, where one is needed, is kept in this tab.

const KEPT = "cost-per-change-token";

export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export function keepToken(token) {
  sessionStorage.setItem(KEPT, token);
}

/// What is at a path; parameters without a value are left out.
export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  const headers = { accept: "application/json" };
  const token = sessionStorage.getItem(KEPT);
  if (token) {
    headers.authorization = "Bearer " + token;
  }
  const response = await fetch("v1/" + path + (query.size ? "?" + query : ""), { headers });
  if (response.ok) {
    return response.json();
  }
  const problem = await response.json().catch(() => ({}));
  throw new Problem(response.status, problem.detail || problem.message || "the answer was " + response.status);
}

/// The rows of all pages from one on.
///
/// ask: for the page that starts there
export async function following(next, ask) {
  const rows = [];
  while (next) {
    const page = await ask(next);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}

/// The same as [get]; null where the caller may not read it.
export async function getIfAllowed(path, parameters) {
  try {
    return await get(path, parameters);
  } catch (problem) {
    if (problem.status === 403) {
      return null;
    }
    throw problem;
  }
}
