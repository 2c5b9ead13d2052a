// The keyboard of the workbench. Without this module the page is an ordinary form.

const form = document.querySelector("[data-bench]");
const inputs = [...form.querySelectorAll(".bench-field input")];
const help = document.querySelector("[data-keys]");
const button = document.querySelector("[data-help]");
const empty = document.querySelector("[data-empty]");

button.hidden = false;
button.addEventListener("click", () => help.showModal());
inputs[0]?.focus();
for (const input of inputs) input.addEventListener("focus", () => input.select());

function move(step) {
  const next = inputs[inputs.indexOf(document.activeElement) + step];
  if (next) next.focus();
  return Boolean(next);
}

const keys = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Escape: () => document.querySelector("[data-key=Escape]").click(),
  "?": () => help.showModal(),
  x: () => { document.activeElement.value = "?"; },
  Enter: () => {
    const isEmpty = document.activeElement.value === "";
    empty.hidden = !isEmpty;
    if (!isEmpty && !move(1)) form.requestSubmit();
  },
};

form.addEventListener("keydown", (event) => {
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || event.ctrlKey || event.metaKey || !inputs.includes(event.target)) return;
  event.preventDefault();
  act();
});
