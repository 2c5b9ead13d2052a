// The outbox: what this device has signed or carries, until the server has it.

import { idOf, signed } from "../core/statement.js";
import { addOnce, all, change, get, write } from "./db.js";
import { keyOf } from "./keys.js";

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} type
 * @property {string} sheet contest and station
 * @property {import("../core/statement.js").Signed} signed
 * @property {number} queuedAt milliseconds of this phone's clock; proves nothing
 * @property {string} [photo] hash of the photograph it speaks of
 * @property {boolean} [carried] signed by another device
 * @property {object} [receipt]
 * @property {object} [refused]
 */

export const sheetOf = (contest, station) => `${contest}/${station}`;

const changed = new EventTarget();
const channel = "BroadcastChannel" in self ? new BroadcastChannel("omah-outbox") : null;
if (channel) channel.onmessage = () => changed.dispatchEvent(new Event("change"));

/** Call ``step`` whenever the outbox has changed, in any tab; the answer ends that. */
export function onChange(step) {
  changed.addEventListener("change", step);
  return () => changed.removeEventListener("change", step);
}

export function announce() {
  changed.dispatchEvent(new Event("change"));
  channel?.postMessage("change");
}

/** @returns {Promise<Row[]>} */
export const rows = () => all("outbox");

/**
 * Sign a statement as a post and queue it, together with ``more`` rows, at once.
 *
 * Everything is written in one transaction: either the statement and all that
 * belongs to it is on the phone, or nothing is.
 *
 * @param {{election: string, post: string}} who
 * @param {string} type
 * @param {Record<string, unknown>} facts
 * @param {{sheet: string, photo?: object, words?: object, draft?: object}} beside
 */
export async function say(who, type, facts, beside) {
  const key = await keyOf(who.post);
  const at = Math.max(0, Math.floor(Date.now() / 1000));
  const body = { type, v: 1, key: key.id, election: who.election, at, ...facts };
  const statement = await signed(key.privateKey, body);
  const id = await idOf(body);
  const row = { id, type, sheet: beside.sheet, signed: statement, queuedAt: Date.now() };
  if (beside.photo) row.photo = beside.photo.sha256;
  await write(["outbox", "photos", "words", "drafts"], async (stores) => {
    await addOnce(stores, "outbox", id, row);
    if (beside.photo) await addOnce(stores, "photos", row.photo, beside.photo);
    if (beside.words) await addOnce(stores, "words", id, { statement: id, ...beside.words });
    if (beside.draft) stores.drafts.put({ ...beside.draft, signed: id });
  });
  announce();
  return row;
}

/** Queue a statement that another device has signed; false if it is here already. */
export async function carry(statement) {
  const { body } = statement;
  const id = await idOf(body);
  const sheet = sheetOf(body.contest ?? "", body.station ?? body.region ?? "");
  const row = { id, type: body.type, sheet, signed: statement, queuedAt: Date.now(), carried: true };
  const isNew = await write(["outbox"], (stores) => addOnce(stores, "outbox", id, row));
  announce();
  return isNew;
}

/** Keep the server's answer; a receipt is never given up for a refusal. */
export async function answered(id, answer) {
  await change("outbox", id, (row) => {
    if (!row || row.receipt) return undefined;
    const { refused: _, ...rest } = row;
    return { ...rest, ...answer };
  });
  announce();
}

/** Send a refused statement once more. */
export const tryAgain = (id) => answered(id, {});

/** The server has lost what it promised: queue it again, keep the promise. */
export async function forgotten(id) {
  await change("outbox", id, ({ receipt, broken = [], ...row }) => ({
    ...row,
    broken: [...broken, receipt],
  }));
  announce();
}

/** @param {string} id */
export const rowOf = (id) => get("outbox", id);
