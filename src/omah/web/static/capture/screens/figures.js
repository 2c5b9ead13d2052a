// Keying in what the paper says, without seeing what a machine has read.

import { typed, UNKNOWN } from "../core/figure.js";
import { label, say } from "../core/words.js";
import { add, button, go, h } from "../parts/dom.js";
import { keypad } from "../parts/keypad.js";
import { keepSetting, setting } from "../store/db.js";
import { draftOf, keepField } from "../store/drafts.js";
import { sheetOf } from "../store/outbox.js";

export const title = () => say("figures");

/** The fields that this post is asked for, in the order of the paper. */
export const fieldsOf = (task) => task.fields.filter((field) => task.wanted.includes(field.id));

export async function show(main, { task, field, stay }) {
  const sheet = sheetOf(task.contest, task.station);
  const draft = await draftOf(sheet);
  if (draft.signed) {
    add(main, h("p", {}, say("signed")), go(say("review"), `#/periksa/${sheet}`));
    return;
  }
  if (!fieldsOf(task).length) {
    add(main, h("p", { class: "receipt" }, say("nothing_wanted")));
    return;
  }
  const isWhole = (await setting("whole-page")) === true;
  const switchMode = async () => {
    await keepSetting("whole-page", !isWhole);
    await stay();
  };
  const fill = isWhole ? wholePages : oneByOne;
  add(
    main,
    fill(task, draft, sheet, field),
    h("p", { class: "soft" }, say("as_written")),
    button(say(isWhole ? "one_by_one" : "whole_page"), switchMode, { class: "quiet" }),
  );
}

function oneByOne(task, draft, sheet, asked) {
  const fields = fieldsOf(task);
  const place = h("section", { class: "one" });
  const isFirst = (field) => (asked ? field.id === asked : draft.keyed[field.id] === undefined);
  const showField = (at) => {
    const field = fields[at];
    const keep = (keyed) => {
      draft.keyed[field.id] = keyed;
      keepField(sheet, field.id, keyed);
    };
    const name = h("h2", { id: "field", tabindex: "-1" }, label(field.id, task.candidates));
    const pad = keypad(draft.keyed[field.id], keep);
    place.replaceChildren(
      h("p", { class: "soft" }, placeOf(field, at, fields.length)),
      name,
      pad.element,
      steps(at, fields.length, sheet, showField),
    );
    // A keyboard's keys count wherever in this part the focus is; Enter goes on.
    place.onkeydown = (event) => {
      if (event.key === "Enter" && event.target === name) place.querySelector(".primary").click();
      else pad.typed(event);
    };
    name.focus();
  };
  showField(Math.max(fields.findIndex(isFirst), 0));
  return place;
}

const placeOf = (field, at, n) =>
  [field.page && say("page_n", { n: field.page }), say("of", { i: at + 1, n })]
    .filter(Boolean)
    .join(" · ");

function steps(at, count, sheet, showField) {
  const isLast = at === count - 1;
  return h(
    "div",
    { class: "pair" },
    button(say("previous"), () => showField(at - 1), { disabled: at === 0 }),
    isLast
      ? go(say("review"), `#/periksa/${sheet}`, { class: "primary" })
      : button(say("next"), () => showField(at + 1), { class: "primary" }),
  );
}

function wholePages(task, draft, sheet, asked) {
  const fields = fieldsOf(task);
  const pages = [...new Set(fields.map((field) => field.page))];
  const sections = pages.map((page) =>
    h(
      "section",
      {},
      page > 0 && h("h2", {}, say("page_n", { n: page })),
      ...fields.filter((field) => field.page === page).map((field) => line(field, task, draft, sheet, asked)),
    ),
  );
  const end = go(say("review"), `#/periksa/${sheet}`, { class: "primary" });
  return h("div", { class: "whole", onkeydown: toNextBox }, ...sections, end);
}

/** Enter goes to the next box, as Tab does past the button between. */
function toNextBox(event) {
  if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  const boxes = [...event.currentTarget.querySelectorAll("input")];
  (boxes[boxes.indexOf(event.target) + 1] ?? event.currentTarget.querySelector("a.primary")).focus();
}

function line(field, task, draft, sheet, asked) {
  const id = `f-${field.id}`;
  const hint = h("span", { class: "error", id: `${id}-e`, role: "alert" });
  const box = h("input", {
    id,
    value: inBox(draft.keyed[field.id]),
    inputmode: "numeric",
    autocomplete: "off",
    maxlength: 5,
    enterkeyhint: "next",
    "data-asked": field.id === asked,
    "aria-describedby": `${id}-e`,
    oninput: () => keep(typed(box.value)),
  });
  const keep = (keyed) => {
    const isWrong = keyed === null;
    box.setAttribute("aria-invalid", String(isWrong));
    hint.textContent = isWrong ? say("not_a_number") : "";
    // What is no figure is not kept: the field counts as not yet filled.
    keepField(sheet, field.id, isWrong ? undefined : keyed);
  };
  const name = label(field.id, task.candidates);
  const cross = button("X", () => {
    box.value = inBox(UNKNOWN);
    keep(UNKNOWN);
  }, { "aria-label": `${name}: ${say("unknown")}` });
  return h("div", { class: "line" }, h("label", { for: id }, name), box, cross, hint);
}

const inBox = (keyed) => (keyed === UNKNOWN ? "X" : (keyed ?? ""));
