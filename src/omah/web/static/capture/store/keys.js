// The device's key: made here, never leaves, signs what this post says.

import { base64, fromBase64, joined, sha256, utf8 } from "../core/bytes.js";
import { canonical } from "../core/canonical.js";
import { signature } from "../core/statement.js";
import { get, put } from "./db.js";

const P256 = { name: "ECDSA", namedCurve: "P-256" };
const PROOF_PREFIX = utf8("omah device v1\n");

/**
 * @typedef {{post: string, id: string, privateKey: CryptoKey, publicKey: string}} DeviceKey
 */

/** The key of a post on this device; made at the first call. @returns {Promise<DeviceKey>} */
export async function keyOf(post) {
  return (await get("keys", post)) ?? made(post);
}

/** The key of a post if this device has one. */
export const knownKey = (post) => get("keys", post);

async function made(post) {
  const pair = await crypto.subtle.generateKey(P256, false, ["sign", "verify"]);
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  const id = await sha256(spki);
  const key = { post, id, privateKey: pair.privateKey, publicKey: base64(spki) };
  await put("keys", key);
  return key;
}

/** What proves to the server that this device holds the private half. */
export async function proofOf(key, election) {
  const facts = { election, post: key.post, public_key: key.publicKey };
  return signature(key.privateKey, joined(PROOF_PREFIX, utf8(canonical(facts))));
}

const RECEIPT_PREFIX = utf8("omah receipt v1\n");

/**
 * Whether the log's key has signed a receipt; null where this browser can't tell.
 *
 * @param {Record<string, unknown>} receipt @param {string} logKey name+hash+base64
 */
export async function receiptHolds(receipt, logKey) {
  const [name, , text] = logKey.split(/\+(.{8})\+/s);
  const { sig, ...promise } = receipt;
  if (promise.log !== name) return false;
  let key;
  try {
    const raw = fromBase64(text).slice(1);
    key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return null;
  }
  const message = joined(RECEIPT_PREFIX, utf8(canonical(promise)));
  return crypto.subtle.verify({ name: "Ed25519" }, key, fromBase64(sig), message);
}
