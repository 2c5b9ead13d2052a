// A part of a page that keeps itself fresh: asks for it again and again, and says so
// when it can't. Without this module the page reloads itself as a whole.

const SLOWEST_MS = 30_000;

/** @param {HTMLElement} part what is shown; `data-live` is where its fresh form lies */
function keepFresh(part) {
  const everyMs = Number(part.dataset.liveSeconds || 2) * 1000;
  const broken = document.getElementById(part.dataset.liveBroken || "");
  let waitMs = everyMs;
  let last = "";

  async function refresh() {
    try {
      const answer = await fetch(part.dataset.live, { credentials: "same-origin", redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
      waitMs = everyMs;
    } catch {
      waitMs = Math.min(waitMs * 2, SLOWEST_MS);
    }
    if (broken) broken.hidden = waitMs === everyMs;
    setTimeout(refresh, waitMs);
  }

  function show(html) {
    if (html !== last) {
      last = html;
      part.innerHTML = html;
    }
  }

  setTimeout(refresh, waitMs);
}

document.querySelectorAll("[data-live]").forEach(keepFresh);
