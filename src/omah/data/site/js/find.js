// Jump to a polling station: by its 13-digit code, or by its number on a village page.

/** @param {HTMLFormElement} form */
function startFinder(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("find"));
  const hint = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = addressOf(input.value.trim(), form.dataset);
    if (address) {
      window.location.assign(address);
    } else {
      hint.textContent = hint.dataset.problem ?? "";
      input.focus();
    }
  });
}

/**
 * The same count as `part_of` in addresses.py: fifty station numbers to a page.
 * @param {string} typed a 13-digit code, or on a village page a station number
 * @param {DOMStringMap} form `find`: where the region pages lie; `keldes`: this village
 */
function addressOf(typed, { find = "", keldes = "" }) {
  const code = /^\d{1,3}$/.test(typed) && keldes ? keldes + typed.padStart(3, "0") : typed;
  if (!/^\d{13}$/.test(code)) {
    return "";
  }
  const number = code.slice(10);
  const part = Math.ceil(Math.max(1, Number(number)) / 50);
  return `${find}${code.slice(0, 10)}${part > 1 ? `-${part}` : ""}.html#tps-${number}`;
}

document.querySelectorAll("form[data-find]").forEach(startFinder);
