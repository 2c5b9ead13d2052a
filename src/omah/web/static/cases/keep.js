/* Keeps what is typed on this device until the house has received it. */

/** @param {HTMLFormElement} form */
function keep(form) {
  const name = `keep-${form.dataset.keep}`;
  const fields = [...form.elements].filter(
    (field) => field.name && !["file", "submit"].includes(field.type)
      && field.name !== "csrfmiddlewaretoken",
  );
  const state = form.querySelector("[data-keep-state]");
  const forget = form.querySelector("[data-keep-forget]");

  function save() {
    const typed = Object.fromEntries(
      fields.map((f) => [f.name, f.type === "checkbox" ? f.checked : f.value]),
    );
    localStorage.setItem(name, JSON.stringify(typed));
    forget.hidden = false;
  }

  function restore() {
    const typed = JSON.parse(localStorage.getItem(name) ?? "null");
    if (!typed || form.querySelector(".errorlist")) return;
    for (const field of fields) {
      if (!(field.name in typed)) continue;
      if (field.type === "checkbox") field.checked = typed[field.name];
      else field.value = typed[field.name];
    }
    forget.hidden = false;
  }

  restore();
  form.addEventListener("input", save);
  forget.addEventListener("click", () => {
    localStorage.removeItem(name);
    location.reload();
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return; // the receipt page forgets what has arrived
    event.preventDefault();
    save();
    state.hidden = false;
    state.scrollIntoView({ block: "center" });
  });
  window.addEventListener("online", () => { state.hidden = true; });
}

for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
for (const done of document.querySelectorAll("[data-keep-done]")) {
  localStorage.removeItem(`keep-${done.dataset.keepDone}`);
}
