// This phone: its room, its promises, its key, its receipts.

import { say } from "../core/words.js";
import { add, button, h, save } from "../parts/dom.js";
import { knownKey } from "../store/keys.js";
import { remove } from "../store/db.js";
import { rows } from "../store/outbox.js";
import { askToKeep, isApple, room } from "../store/room.js";

const MB = 1_000_000;

export const title = () => say("device");

export async function show(main, { session }) {
  await askToKeep();
  const { free, tight, kept } = await room();
  const key = session.post && (await knownKey(session.post.code));
  const done = h("p", { role: "status" });
  const clear = async () => {
    done.textContent = say("freed", { n: await freeRoom() });
  };
  add(
    main,
    free !== null && h("p", {}, say("room_free", { n: Math.floor(free / MB) })),
    tight && h("p", { class: "notice" }, say("room_tight")),
    h("p", {}, say(kept ? "kept_yes" : "kept_no")),
    isApple() && h("p", { class: "notice" }, say("apple")),
    h("p", {}, say("keep_open")),
    key && h("p", {}, say("enrolled", { post: session.post.code }), h("br"), `${say("key")} `, h("code", {}, key.id.slice(0, 16))),
    button(say("free_room"), clear),
    done,
    button(say("receipts_file"), async () => save("tanda-terima.json", await receiptsFile())),
  );
}

/** Remove photographs whose capture the server has acknowledged; how many. */
export async function freeRoom() {
  const safe = (await rows()).filter((row) => row.photo && row.receipt);
  for (const row of safe) await remove("photos", row.photo);
  return safe.length;
}

/** Receipts beside their statements, one to a line: evidence to keep elsewhere. */
async function receiptsFile() {
  const promised = (await rows()).filter((row) => row.receipt);
  return promised
    .map(({ signed, receipt: { checked: _, ...receipt } }) => `${JSON.stringify({ entry: signed, receipt })}\n`)
    .join("");
}
