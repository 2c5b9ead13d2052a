// Jump to a polling station: by its 13-digit code, or by its number on a village page.

/** @param {HTMLFormElement} form */
function startFinder(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("find"));
  const hint = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = addressOf(input.value.trim(), form.dataset.find ?? "");
    if (address) {
      window.location.assign(address);
    } else {
      hint.textContent = hint.dataset.problem ?? "";
      input.focus();
    }
  });
}

/**
 * @param {string} typed
 * @param {string} pages folder of the region pages, relative to this page
 */
function addressOf(typed, pages) {
  if (/^\d{13}$/.test(typed)) {
    return `${pages}${typed.slice(0, 10)}.html#tps-${typed.slice(10)}`;
  }
  const anchor = `tps-${typed.padStart(3, "0")}`;
  return /^\d{1,3}$/.test(typed) && document.getElementById(anchor) ? `#${anchor}` : "";
}

document.querySelectorAll("form[data-find]").forEach(startFinder);
