// How numbers are written. Amounts stay decimal strings: they are rounded for reading, never computed with.

const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

/// A cell is empty where a number is not known.
export const NOTHING = "–";

export function amount(decimal) {
  if (decimal === null || decimal === undefined) {
    return NOTHING;
  }
  const size = Math.abs(Number(decimal));
  const digits = size !== 0 && size < 1 ? 4 : 2;
  return new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: digits }).format(decimal);
}

export function money(decimal, currency) {
  return decimal === null || decimal === undefined ? NOTHING : amount(decimal) + " " + currency;
}

export function count(number) {
  return number === null || number === undefined ? NOTHING : COUNT.format(number);
}

export function percent(fraction) {
  return fraction === null || fraction === undefined ? NOTHING : PERCENT.format(fraction);
}

export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return NOTHING;
  }
  const minutes = Math.round(Math.abs(seconds) / 60);
  const sign = seconds < 0 ? "-" : "";
  if (minutes < 60) {
    return sign + minutes + " min";
  }
  const hours = minutes / 60;
  return sign + (hours < 48 ? hours.toFixed(1) + " h" : (hours / 24).toFixed(1) + " d");
}

/// The month after one: `2026-12` to `2027-01`.
export function monthAfter(month, months = 1) {
  const [year, number] = month.split("-").map(Number);
  const index = year * 12 + number - 1 + months;
  return String(Math.floor(index / 12)).padStart(4, "0") + "-" + String((index % 12) + 1).padStart(2, "0");
}

export function days(from, to) {
  return (Date.parse(to) - Date.parse(from)) / 86400000;
}
