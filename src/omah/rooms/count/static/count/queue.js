// The queue by keyboard: j and k go down and up its sheets, Enter opens one.

const rows = [...document.querySelectorAll("main .list a")];
const steps = { j: 1, k: -1 };

document.querySelector("[data-keys]")?.toggleAttribute("hidden", rows.length === 0);
document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof Element && event.target.matches("input, select, textarea");
  const step = steps[event.key];
  if (!step || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = rows.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
});
