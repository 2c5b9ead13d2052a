// Room on the phone: asked for, measured, and warned about before it runs out.

/** A station's photographs with their sheets, generously: five contests, eight pages. */
const NEEDED_BYTES = 40_000_000;

/** Whether a failure means that the phone has no room left. @param {unknown} problem */
export const isFull = (problem) =>
  problem instanceof DOMException &&
  (problem.name === "QuotaExceededError" || problem.name === "UnknownError");

/** Ask the browser to keep our data when the phone runs short. */
export async function askToKeep() {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** @returns {Promise<{free: number | null, tight: boolean, kept: boolean}>} */
export async function room() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  const free = quota === undefined ? null : quota - (usage ?? 0);
  return {
    free,
    tight: free !== null && free < NEEDED_BYTES,
    kept: (await navigator.storage?.persisted?.()) ?? false,
  };
}

/** Browsers of iPhone and iPad promise less; the screen says so. */
export function isApple(agent = navigator.userAgent, touches = navigator.maxTouchPoints) {
  return /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touches > 1);
}
