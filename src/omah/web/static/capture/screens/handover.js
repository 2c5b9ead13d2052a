// Handing signed figures to someone else's phone: on the screen, as a file, as a text.

import { utf8 } from "../core/bytes.js";
import { codesOf, fileOf, textsOf } from "../core/carry.js";
import { qr } from "../core/qr.js";
import { say } from "../core/words.js";
import { add, button, h, save } from "../parts/dom.js";
import { rows } from "../store/outbox.js";

/** Text messages that a person can be asked to send. */
const MOST_TEXTS = 6;

export const title = () => say("handover");

export async function show(main, { session }) {
  const waiting = (await rows()).filter((row) => !row.receipt && !row.photo);
  add(main, h("p", {}, say("handover_why")));
  if (!waiting.length) {
    add(main, h("p", {}, say("no_waiting")));
    return;
  }
  const place = h("section", { class: "carrier", "aria-live": "polite" });
  const statements = waiting.map((row) => row.signed);
  add(
    main,
    h(
      "div",
      { class: "pair" },
      button(say("by_code"), () => showCodes(place, statements)),
      button(say("by_file"), () => save("titipan.omah", fileOf(statements), "text/plain")),
      button(say("by_text"), () => showTexts(place, statements, session.tasks)),
    ),
    h("p", { class: "soft" }, say("with_no_photos")),
    place,
  );
}

async function showCodes(place, statements) {
  const codes = (await Promise.all(statements.map(codesOf))).flat();
  const turn = (at) => {
    const words = say("code_n", { i: at + 1, n: codes.length });
    place.replaceChildren(
      h("h2", {}, words),
      drawn(qr(utf8(codes[at])), words),
      h(
        "div",
        { class: "pair" },
        button(say("previous"), () => turn(at - 1), { disabled: at === 0 }),
        button(say("next"), () => turn(at + 1), { disabled: at === codes.length - 1 }),
      ),
    );
    place.scrollIntoView(); // a code half covered can't be scanned
  };
  turn(0);
}

/** A code on white paper with its quiet zone, whole pixels to a module. */
function drawn(modules, words) {
  const size = modules.length + 8;
  const canvas = h("canvas", { class: "code", role: "img", "aria-label": words });
  const scale = Math.max(2, Math.floor(660 / size));
  canvas.width = canvas.height = size * scale;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  modules.forEach((row, y) =>
    row.forEach((isDark, x) => isDark && pen.fillRect((x + 4) * scale, (y + 4) * scale, scale, scale)),
  );
  return canvas;
}

async function showTexts(place, statements, tasks) {
  const parts = [];
  const isAll = statements.every(({ body }) => body.type === "entry.made");
  for (const statement of statements.filter(({ body }) => body.type === "entry.made")) {
    const task = tasks.find((one) => one.contest === statement.body.contest);
    if (task) parts.push(...(await textsOf(statement, task.fields.map((field) => field.id).sort())));
  }
  if (!parts.length || parts.length > MOST_TEXTS) {
    place.replaceChildren(h("p", { class: "notice" }, say("text_long")));
    return;
  }
  const items = parts.map((part) =>
    h(
      "li",
      {},
      h("code", { class: "text-part" }, part),
      h("a", { class: "button", href: `sms:?body=${encodeURIComponent(part)}` }, say("open_text")),
    ),
  );
  const onlyFigures = isAll ? "" : h("p", { class: "notice" }, say("text_figures_only"));
  place.replaceChildren(onlyFigures, h("ol", { class: "texts" }, ...items));
}
