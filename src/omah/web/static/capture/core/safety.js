// What is safe: said of a sheet in words that a tired person can trust.
//
// The phone never says "safe" of its own accord: only a receipt of the server does.

/**
 * @typedef {"unsafe" | "figures" | "photos" | "nothing"} Safety
 * @typedef {{type: string, sheet: string, photo?: string, receipt?: object,
 *            refused?: object}} Queued
 */

/**
 * How much of the work on one sheet (or all, for no sheet) has been acknowledged.
 *
 * "figures": every keyed-in figure and note has its receipt; "photos": the
 * photographs too. A refused statement is not safe: someone must look at it.
 *
 * @param {Queued[]} queued @returns {Safety}
 */
export function safetyOf(queued) {
  const open = queued.filter((row) => !row.receipt);
  if (queued.length === 0) return "nothing";
  if (open.some((row) => row.type !== "sheet.captured")) return "unsafe";
  const hasFigures = queued.some((row) => row.type !== "sheet.captured");
  if (open.length > 0) return hasFigures ? "figures" : "unsafe";
  return "photos";
}

/** The worse of several, for the line that is always visible. */
export function worst(safeties) {
  const order = ["unsafe", "figures", "photos", "nothing"];
  return order.find((safety) => safeties.includes(safety)) ?? "nothing";
}

/** What is to be sent, in order: figures and notes first, then photographs. */
export function sendingOrder(queued) {
  const waiting = queued.filter((row) => !row.receipt && !row.refused);
  const rank = (row) => (row.type === "sheet.captured" ? 1 : 0);
  return waiting.sort((one, other) => rank(one) - rank(other) || one.queuedAt - other.queuedAt);
}

/** Milliseconds to wait after a failed try: doubling to five minutes, spread out so
 * that phones which lost the network together do not come back together. */
export function pause(failures, chance = Math.random()) {
  const longest = Math.min(300_000, 5_000 * 2 ** (failures - 1));
  return Math.round(longest * (0.5 + chance / 2));
}
