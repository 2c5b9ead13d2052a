// The whole sheet once more, what does not add up, and the signature.

import { forRules, forStatement, missing } from "../core/figure.js";
import { currentLanguage, label, say } from "../core/words.js";
import { add, button, go, h } from "../parts/dom.js";
import { shown } from "../parts/keypad.js";
import { rulesOf } from "../parts/session.js";
import { draftOf } from "../store/drafts.js";
import { rows, say as sign, sheetOf, tryAgain } from "../store/outbox.js";
import { fieldsOf } from "./figures.js";

/** Drawn anew whenever an answer comes. */
export const showsOutbox = true;

export const title = () => say("review");

export async function show(main, context) {
  const { task } = context;
  const sheet = sheetOf(task.contest, task.station);
  const draft = await draftOf(sheet);
  const queued = (await rows()).filter((row) => row.sheet === sheet);
  const rules = await rulesOf(task);
  const found = rules ? rules.check({ ...nothing(task), ...forRules(draft.keyed) }) : [];
  const open = draft.signed ? [] : missing(fieldsOf(task), draft.keyed);
  if (open.length) add(main, ...still(open, task, sheet));
  // Sums that nobody can check yet do not "agree".
  if (found.length || !open.length) add(main, findings(found, rules, task));
  add(main, table(task, draft, found, sheet), ...answers(queued, context));
  if (!draft.signed && !open.length) add(main, ...signing(task, sheet, context));
}

const nothing = (task) => Object.fromEntries(task.fields.map((field) => [field.id, null]));

function findings(found, rules, task) {
  if (!rules) return h("p", { class: "notice" }, say("no_rules"));
  if (!found.length) return h("p", {}, say("no_findings"));
  const items = found.map((finding) =>
    h(
      "li",
      { "data-code": finding.code },
      h("strong", {}, finding.code),
      ` ${rules.sentence(finding, "worker", currentLanguage())}`,
      h("br"),
      h("small", {}, finding.fields.map((field) => label(field, task.candidates)).join(" · ")),
    ),
  );
  return h(
    "section",
    { class: "findings", "aria-label": say("finding") },
    h("h2", {}, say("finding")),
    h("p", {}, say("finding_why")),
    h("ul", {}, ...items),
  );
}

function table(task, draft, found, sheet) {
  const named = new Set(found.flatMap((finding) => finding.fields));
  // A figure leads back to where it is keyed in, until it is signed.
  const nameOf = (field) => {
    const words = label(field.id, task.candidates);
    const isOpen = !draft.signed && task.wanted.includes(field.id);
    return isOpen ? go(words, `#/angka/${sheet}/${field.id}`) : words;
  };
  const lines = task.fields
    .filter((field) => field.id in draft.keyed || task.wanted.includes(field.id))
    .map((field) =>
      h(
        "tr",
        { class: named.has(field.id) ? "named" : "" },
        h("th", { scope: "row" }, nameOf(field)),
        h("td", {}, named.has(field.id) ? "⚑ " : "", shown(draft.keyed[field.id])),
      ),
    );
  return h("table", { class: "sheet" }, h("caption", {}, say("figures")), h("tbody", {}, ...lines));
}

/** What is still to be keyed in, before anything else is said. */
function still(open, task, sheet) {
  const isNone = open.length === fieldsOf(task).length;
  return [
    h("p", { class: "notice" }, isNone ? say("nothing_to_sign") : say("missing_n", { n: open.length })),
    go(say("figures"), `#/angka/${sheet}`, { class: "primary" }),
  ];
}

function signing(task, sheet, context) {
  if (!fieldsOf(task).length) return [h("p", { class: "receipt" }, say("nothing_wanted"))];
  const problem = h("p", { class: "error", role: "alert" });
  const finish = async (event) => {
    event.target.disabled = true;
    const isDone = await context.guarded(() => signSheet(task, sheet, context), problem);
    if (!isDone) event.target.disabled = false;
  };
  return [h("p", {}, say("sign_why")), problem, button(say("sign"), finish, { class: "primary" })];
}

/** Sign once, whichever of two tabs comes first. */
async function signSheet(task, sheet, { session, stay, send }) {
  const once = async () => {
    const draft = await draftOf(sheet);
    if (draft.signed) return;
    const { station, contest, form } = task;
    const post = session.post.code;
    const wanted = new Set(fieldsOf(task).map((field) => field.id));
    const keyed = Object.fromEntries(Object.entries(draft.keyed).filter(([id]) => wanted.has(id)));
    const facts = { station, contest, form, post, figures: forStatement(keyed), blind: 1 };
    const who = { election: session.me.election.id, post };
    await sign(who, "entry.made", facts, { sheet, draft });
  };
  await (navigator.locks ? navigator.locks.request("omah-sign", once) : once());
  await stay();
  send();
}

function answers(queued, { stay, send }) {
  return queued.filter((row) => row.receipt || row.refused).map((row) => answer(row, stay, send));
}

function answer(row, stay, send) {
  if (row.receipt) {
    const time = new Date(row.receipt.received_at * 1000).toLocaleString(currentLanguage());
    const how = say(row.receipt.checked ? "receipt.checked" : "receipt.kept");
    return h("p", { class: "receipt" }, `✔ ${say("receipt")} ${row.id.slice(0, 12)} · ${say("server_time")} ${time} · ${how}`);
  }
  const again = async () => {
    await tryAgain(row.id);
    await stay();
    send();
  };
  return h(
    "div",
    { class: "notice", role: "alert" },
    h("p", {}, `${say("refused")}: ${row.refused[currentLanguage()] ?? row.refused.code}`),
    button(say("try_again"), again),
  );
}
