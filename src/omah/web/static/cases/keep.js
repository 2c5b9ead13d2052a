/* Keeps what is typed on this device until the house has received it.

   A page that the device kept (offline.js) is older than today: it gets an id of its
   own, the day of today, and before it is sent a token that the house knows. */

/** @param {HTMLFormElement} form */
function renew(form) {
  form.elements.id.value = crypto.randomUUID();
  const day = form.elements.known_on;
  if (day) {
    const now = new Date();
    now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
    day.max = day.value = now.toISOString().slice(0, 10);
  }
  document.querySelector("[data-keep-old]").hidden = false;
}

/** @param {HTMLFormElement} form */
async function sendFromDevice(form) {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]");
  form.elements.csrfmiddlewaretoken.value = token.value;
  form.submit();
}

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

  const isFromDevice = "fromDevice" in form.dataset;
  if (isFromDevice) renew(form);
  restore();
  form.addEventListener("input", save);
  forget.addEventListener("click", () => {
    localStorage.removeItem(name);
    location.reload();
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine && !isFromDevice) return; // the receipt page forgets it
    event.preventDefault();
    save();
    if (navigator.onLine) sendFromDevice(form).catch(wait);
    else wait();
  });

  function wait() {
    state.hidden = false;
    state.scrollIntoView({ block: "center" });
  }

  window.addEventListener("online", () => { state.hidden = true; });
}

for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
for (const done of document.querySelectorAll("[data-keep-done]")) {
  localStorage.removeItem(`keep-${done.dataset.keepDone}`);
}
