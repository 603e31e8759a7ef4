// Where things stand in the page.

import { drawWaiting } from "./charts.js";

export const part = (id) => document.getElementById(id);
let working = 0;

/// Tells assistive technology that numbers are on their way.
export async function whileBusy(work) {
  working++;
  part("numbers").setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    working--;
    part("numbers").setAttribute("aria-busy", String(working > 0));
  }
}

export function say(text, wrong = false) {
  part("state").textContent = text;
  part("state").classList.toggle("wrong", wrong);
}

/// Puts something in the place of what stood there. Whoever was in it by keyboard goes on at what took over, or
/// where the numbers begin, and not at the top of the page.
export function fill(id, ...children) {
  const place = part(id);
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...children.filter(Boolean));
  if (held) {
    const key = held.dataset.key;
    const successor = key ? place.querySelector('[data-key="' + CSS.escape(key) + '"]') : null;
    (successor ?? part("numbers")).focus();
  }
  drawWaiting();
}
