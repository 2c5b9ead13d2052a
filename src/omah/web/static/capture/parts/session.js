// Who is here and what there is to do: as last seen, so that no network is needed.

import * as api from "../net/api.js";
import { keepSetting, setting } from "../store/db.js";
import { keyOf, knownKey, proofOf } from "../store/keys.js";

/**
 * @typedef {object} Session
 * @property {any} me
 * @property {any} post the post that this phone works for now
 * @property {any[]} tasks
 * @property {boolean} signIn the server asks to sign in
 * @property {number} skewMinutes this phone's clock against the server's
 */

/** What is known without a network. @returns {Promise<Session>} */
export async function remembered() {
  const me = await setting("me");
  const chosen = await setting("post");
  const post = me?.posts.find((one) => one.code === chosen) ?? me?.posts[0];
  const tasks = (post && (await setting(`tasks ${post.code}`))) ?? [];
  return { me, post, tasks, signIn: false, skewMinutes: (await setting("skew")) ?? 0 };
}

/** Ask the server again; keeps what was known where it can't be reached. */
export async function refreshed() {
  try {
    const me = await api.me();
    await keepSetting("me", me);
    await keepSetting("skew", Math.round((Date.now() / 1000 - me.server_time) / 60));
    const { post } = await remembered();
    if (post) await keepTasks(post);
  } catch (problem) {
    if (problem instanceof api.NoAnswerError) return remembered();
    if (problem.status !== 401) throw problem;
    return { ...(await remembered()), signIn: true };
  }
  return remembered();
}

async function keepTasks(post) {
  const { tasks } = await api.tasks(post.id);
  await keepSetting(`tasks ${post.code}`, tasks);
  await keepRules(new Set(tasks.map((task) => task.rules)));
}

/** Load the rules while there is a network; without them the server still checks. */
async function keepRules(addresses) {
  const cache = await self.caches?.open("omah-rules");
  await Promise.all([...addresses].map((address) => cache?.add(address).catch(() => {})));
}

/** Whether this phone may sign for the post, as the server last said. */
export async function isEnrolled({ me, post }) {
  const key = post && (await knownKey(post.code));
  return Boolean(key && me.devices.some((one) => one.key === key.id && !one.revoked));
}

/** Make the key if need be and have the server put it on record. */
export async function enrol({ me, post }) {
  const key = await keyOf(post.code);
  await api.enrol({
    post: post.id,
    public_key: key.publicKey,
    proof: await proofOf(key, me.election.id),
    label: deviceName(),
  });
}

const deviceName = () => (navigator.userAgentData?.platform ?? navigator.platform ?? "").slice(0, 60);

/** The rules of a contest, or null where they have never been loaded. */
export async function rulesOf(task) {
  try {
    return await import(task.rules);
  } catch {
    return null;
  }
}
