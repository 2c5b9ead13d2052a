// Statements as omah.core.log.statements has them: a body, its id, its signature.

import { base64, joined, sha256, utf8 } from "./bytes.js";
import { canonical } from "./canonical.js";

/**
 * @typedef {Record<string, unknown> & {type: string, v: number, key: string}} Body
 * @typedef {{body: Body, sig: string}} Signed
 */

const SIGNED_PREFIX = utf8("omah statement v1\n");
const ECDSA = { name: "ECDSA", hash: "SHA-256" };

/** Statements that reach the server in one request; a sheet has a few. */
export const BATCH = 20;

/** @param {Body} body */
export const idOf = (body) => sha256(utf8(canonical(body)));

/** Sign bytes with the device's key: 64 bytes r || s, in base64. */
export async function signature(privateKey, message) {
  return base64(await crypto.subtle.sign(ECDSA, privateKey, message));
}

/** @param {CryptoKey} privateKey @param {Body} body @returns {Promise<Signed>} */
export async function signed(privateKey, body) {
  const message = joined(SIGNED_PREFIX, utf8(canonical(body)));
  return { body, sig: await signature(privateKey, message) };
}

/** The entry of the log, as canonical JSON. @param {Signed} statement */
export function entryOf({ body, sig }) {
  return canonical({ body, sig });
}

/** The statement of an entry; null for anything else. @returns {Signed | null} */
export function parseEntry(text) {
  try {
    const value = JSON.parse(text);
    const isPair = Object.keys(value).sort().join() === "body,sig";
    const isStatement = isPair && typeof value.body.type === "string";
    return isStatement && canonical(value) === text ? value : null;
  } catch {
    return null;
  }
}
