// What is safe: said of a sheet in words that a tired person can trust.
//
// The phone never says "safe" of its own accord: only a receipt of the server does.

/**
 * @typedef {"nothing" | "unsafe" | "partial" | "figures" | "all"} Safety
 * @typedef {import("../store/outbox.js").Row} Row
 */

/** From the worst to the best. */
const ORDER = ["unsafe", "partial", "figures", "all", "nothing"];

/**
 * How much of the work on one sheet has been acknowledged.
 *
 * "unsafe": something other than a photograph has no receipt, or nothing has one;
 * "partial": all that was sent is safe, but figures were not keyed in yet;
 * "figures": figures and notes are safe, a photograph is missing or on its way;
 * "all": photographs of every page too. A refused statement is not safe.
 *
 * @param {Row[]} rows of one sheet @param {number} pages that its form has
 * @returns {Safety}
 */
export function safetyOf(rows, pages) {
  if (rows.length === 0) return "nothing";
  const open = rows.filter((row) => !row.receipt);
  const hasFigures = rows.some((row) => row.type === "entry.made");
  if (open.some((row) => !row.photo)) return "unsafe";
  if (!hasFigures) return open.length ? "unsafe" : "partial";
  const taken = new Set(rows.filter((row) => row.photo).map((row) => row.signed.body.page));
  const isCarried = rows.every((row) => row.carried);
  return open.length || (taken.size < pages && !isCarried) ? "figures" : "all";
}

/** The worst over all sheets: the line that is always visible. @param {Row[]} rows */
export function safetyOfAll(rows, pagesOf) {
  const sheets = [...new Set(rows.map((row) => row.sheet))];
  const found = sheets.map((sheet) =>
    safetyOf(rows.filter((row) => row.sheet === sheet), pagesOf(sheet)),
  );
  return ORDER.find((safety) => found.includes(safety)) ?? "nothing";
}

/** What is to be sent, in order: figures and notes first, then photographs.
 * @param {Row[]} queued */
export function sendingOrder(queued) {
  const waiting = queued.filter((row) => !row.receipt && !row.refused);
  const rank = (row) => (row.photo ? 1 : 0);
  return waiting.sort((one, other) => rank(one) - rank(other) || one.queuedAt - other.queuedAt);
}

/** Milliseconds to wait after a failed try: doubling to five minutes, spread out so
 * that phones which lost the network together do not come back together. */
export function pause(failures, chance = Math.random()) {
  const longest = Math.min(300_000, 5_000 * 2 ** (failures - 1));
  return Math.round(longest * (0.5 + chance / 2));
}
