// Incidents and objections: words on the phone, a salted fingerprint on record.

import { hex, joined, sha256, utf8 } from "../core/bytes.js";
import { say } from "../core/words.js";
import { add, button, h } from "../parts/dom.js";
import { all } from "../store/db.js";
import { rows, say as sign, sheetOf } from "../store/outbox.js";

/** Codes on record: what stands on the paper form of incidents and objections. */
const REASONS = { "kejadian-khusus": "note_incident", "keberatan-saksi": "note_objection" };

export const title = () => say("notes");

/** SHA-256 of a random salt of 32 bytes and the words: fixed, and yet erasable. */
export async function commitment(text, salt) {
  return sha256(joined(salt, utf8(text)));
}

export async function show(main, context) {
  const { task } = context;
  const sheet = sheetOf(task.contest, task.station);
  const kinds = Object.entries(REASONS).map(([reason, words], at) =>
    h(
      "label",
      { class: "choice" },
      h("input", { type: "radio", name: "reason", value: reason, checked: at === 0 }),
      ` ${say(words)}`,
    ),
  );
  const text = h("textarea", { id: "note", rows: 5, maxlength: 2000 });
  const problem = h("p", { class: "error", role: "alert" });
  const form = h(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        problem.textContent = text.value.trim() ? "" : say("note_empty");
        const reason = new FormData(form).get("reason");
        if (text.value.trim()) context.guarded(() => keep(reason, text.value.trim(), context), problem);
      },
    },
    h("fieldset", {}, h("legend", {}, say("notes")), ...kinds),
    h("label", { for: "note" }, say("note_text")),
    text,
    h("p", { class: "soft" }, say("note_private")),
    problem,
    button(say("note_keep"), undefined, { type: "submit", class: "primary" }),
  );
  add(main, form, await kept(sheet));
}

async function keep(reason, text, { task, session, stay, send }) {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const { contest, station } = task;
  const facts = { contest, region: station, reason, commitment: await commitment(text, salt) };
  const who = { election: session.me.election.id, post: session.post.code };
  const words = { text, salt: hex(salt) };
  await sign(who, "objection.raised", facts, { sheet: sheetOf(contest, station), words });
  await stay();
  send();
}

async function kept(sheet) {
  const mine = (await rows()).filter((row) => row.sheet === sheet && row.type === "objection.raised");
  const words = new Map((await all("words")).map((one) => [one.statement, one.text]));
  const items = mine.map((row) =>
    h("li", {}, h("strong", {}, say(REASONS[row.signed.body.reason] ?? "notes")), ` ${words.get(row.id) ?? ""}`),
  );
  return h("ul", { class: "notes" }, ...items);
}
