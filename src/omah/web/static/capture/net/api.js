// The server's doors, as omah.rooms.count.api opens them.

const ROOT = "/api/v1/";
const PATIENCE_MS = 60_000;

/** The network failed or the server is in trouble: the same request may be sent again. */
export class NoAnswerError extends Error {}

/** The server has answered, and the answer is no. */
export class RefusedError extends Error {
  /** @param {number} status @param {Record<string, any>} answer */
  constructor(status, answer) {
    super(`${status}`);
    this.status = status;
    this.refused = answer.refused ?? {};
    this.safe = answer.safe;
  }
}

/** @param {string} path @param {RequestInit} [options] */
async function ask(path, options = {}) {
  const answer = await sent(path, options);
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  if (answer.status >= 500 || answer.status === 429) throw new NoAnswerError(`${answer.status}`);
  throw new RefusedError(answer.status, body);
}

async function sent(path, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    return await fetch(ROOT + path, { cache: "no-store", ...options, signal: stop.signal });
  } catch (problem) {
    throw new NoAnswerError(String(problem));
  } finally {
    clearTimeout(timer);
  }
}

const json = (value) => ({
  method: "POST",
  headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
  body: JSON.stringify(value),
});

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

export const me = () => ask("me");
export const tasks = (post, after = "") =>
  ask(`tasks?post=${post}&after=${encodeURIComponent(after)}`);
export const enrol = (offer) => ask("devices", json(offer));
export const handIn = (statements) => ask("statements", json({ statements }));
/** The words of a note whose fingerprint is on record; its office alone reads them. */
export const handInWords = ({ statement, text, salt }) =>
  ask("../../hitung/catatan/", json({ statement, text, salt }));
export const receipts = (ids) => ask(`receipts?ids=${ids.join()}`);

/** How many bytes of a photograph the server keeps. */
export const photoSafe = (sha256, key) =>
  ask(`photos/${sha256}`, { headers: { "Omah-Key": key } });

/** Send a piece of a photograph, signed by this device. */
export const putPiece = (sha256, piece, { offset, total, key, signature }) =>
  ask(`photos/${sha256}?offset=${offset}&total=${total}`, {
    method: "PUT",
    headers: {
      "Content-Type": "application/octet-stream",
      "Omah-Key": key,
      "Omah-Signature": signature,
    },
    body: piece,
  });

/** The helpdesk takes a question once, by its id, and says how mine stand. */
export const askDesk = (question) => ask("../bantuan/tiket/", json(question));
export const myTickets = () => ask("../bantuan/tiket/saya/");

/** What the server reads for browsers that can't: codes in a picture, text messages. */
const read = async (path, body, type) => {
  const headers = { "Content-Type": type, "X-CSRFToken": token() };
  const answer = await sent(`../../rekam/${path}`, { method: "POST", headers, body });
  if (answer.status >= 500) throw new NoAnswerError(`${answer.status}`);
  if (!answer.ok) throw new RefusedError(answer.status, {});
  return answer.json();
};
export const readImage = (image) => read("baca/kode/", image, "application/octet-stream");
export const readTexts = (text) => read("baca/sms/", text, "text/plain;charset=utf-8");
