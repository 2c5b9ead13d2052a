// Questions to the helpdesk: on this phone until the server has them, then how they stand.

import { hex } from "../core/bytes.js";
import { all, change, put, setting } from "./db.js";
import { announce } from "./outbox.js";

/**
 * @typedef {object} Question
 * @property {string} id made here, so that sending it twice is asking once
 * @property {string} post code of the post that asks
 * @property {Record<string, string>} asked what goes to the server
 * @property {string} subject
 * @property {number} askedAt milliseconds of this phone's clock; proves nothing
 * @property {string} state "waiting" and "refused" are the phone's; the rest the server's
 * @property {string} [code] @property {string} [page] @property {string} [answer]
 */

/**
 * Where someone was when they asked, from the address of the screen they ask on:
 * names of screen, contest and station, and the app's version. No figure, no name.
 *
 * @param {string} hash such as "#/tanya/angka/wali-kota/3517092003001"
 */
export function contextOf(hash) {
  const [screen = "", contest, station] = hash.split("/").slice(2);
  const version = document.documentElement.dataset.version;
  const said = { screen: screen || "awal", contest, station, version };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value));
}

/** @returns {Promise<Question[]>} */
export const questions = () => all("questions");

/** Keep a question; it waits here like everything else that is to be sent. */
export async function ask(post, { subject, text, topic, urgency, context }) {
  const id = hex(crypto.getRandomValues(new Uint8Array(16)));
  const asked = { id, subject, text, topic, urgency, context };
  await put("questions", { id, post, asked, subject, askedAt: Date.now(), state: "waiting" });
  announce();
}

/** What waits and belongs to whoever has signed in on this phone. */
export async function unsent() {
  const mine = new Set((await setting("me"))?.posts.map((post) => post.code));
  return (await questions()).filter((one) => one.state === "waiting" && mine.has(one.post));
}

/** Keep how a question stands now; says so only if that is news. */
export async function stands(id, now) {
  const changed = await change("questions", id, (row) => {
    const next = { ...row, ...now };
    return row && JSON.stringify(next) !== JSON.stringify(row) ? next : undefined;
  });
  if (changed) announce();
}
