// Sending: figures first, then photographs, until every row has its answer.
//
// Every step may fail at any point and be done again: statements are known by their
// hash, pieces of a photograph by their offset. Nothing is "sent" until a receipt says so.

import { joined, sha256, utf8 } from "../core/bytes.js";
import { canonical } from "../core/canonical.js";
import { pause, sendingOrder } from "../core/safety.js";
import { BATCH, signature } from "../core/statement.js";
import { all, change, get, setting } from "../store/db.js";
import { keyOf, receiptHolds } from "../store/keys.js";
import { answered, forgotten, rows } from "../store/outbox.js";
import { sendQuestions } from "./questions.js";
import { handIn, handInWords, NoAnswerError, photoSafe, putPiece, receipts, RefusedError } from "./api.js";

const REQUEST_PREFIX = utf8("omah request v1\n");
/** Small enough that a piece arrives within seconds on 40 kbit/s. */
const PIECE_BYTES = 32_768;
const MAX_PIECE_BYTES = 524_288;
const QUICK_MS = 1000;

let failures = 0;
let timer = 0;
/** @type {Promise<void> | undefined} the try that waits for its turn */
let next;

/**
 * Send what waits, one try at a time in all tabs; the promise ends with its own try.
 *
 * A try that is asked for while another runs comes after it: what was signed meanwhile
 * is not left lying, and nobody's press of the button is swallowed.
 *
 * @param {(state: string) => void} tell
 */
export function sync(tell = () => {}) {
  next ??= alone(() => {
    next = undefined;
    return attempt(tell);
  });
  return next;
}

async function attempt(tell) {
  clearTimeout(timer);
  tell("sending");
  try {
    await sendAll();
    failures = 0;
    tell("idle");
  } catch (problem) {
    if (!(problem instanceof NoAnswerError)) throw problem;
    failures += 1;
    timer = setTimeout(() => sync(tell), pause(failures));
    tell("waiting");
  }
}

const alone = (work) =>
  navigator.locks ? navigator.locks.request("omah-sync", work) : Promise.resolve().then(work);

/** Figures and notes, then photographs one by one; what is signed meanwhile too. */
async function sendAll() {
  const tried = new Set();
  // Whoever can't send their figures asks why: a question never waits for them.
  await sendFigures().finally(sendQuestions);
  for (;;) {
    await sendFigures();
    const row = (await waiting()).find((one) => one.photo && !tried.has(one.id));
    if (!row) break;
    tried.add(row.id);
    if (await sendPhoto(row)) await sendStatements([row]);
  }
  await sendWords();
}

/** The words of notes, once their fingerprints are on record; figures went first. */
async function sendWords() {
  const promised = new Set((await rows()).filter((row) => row.receipt).map((row) => row.id));
  const unsent = (await all("words")).filter((one) => !one.sent && promised.has(one.statement));
  for (const one of unsent) {
    try {
      await handInWords(one);
      await change("words", one.statement, (kept) => ({ ...kept, sent: true }));
    } catch (problem) {
      if (!(problem instanceof RefusedError)) throw problem; // it stays here, and is tried again
    }
  }
}

const waiting = async () => sendingOrder(await rows());

async function sendFigures() {
  const plain = (await waiting()).filter((row) => !row.photo);
  for (let at = 0; at < plain.length; at += BATCH) {
    await sendStatements(plain.slice(at, at + BATCH));
  }
}

async function sendStatements(batch) {
  const { answers } = await handIn(batch.map((row) => row.signed));
  const logKey = (await setting("me"))?.election.log_key;
  for (const [place, answer] of answers.entries()) {
    await keepAnswer(batch[place], answer, logKey);
  }
}

async function keepAnswer(row, { receipt, refused }, logKey) {
  if (receipt && receipt.statement === row.id) {
    const holds = logKey ? await receiptHolds(receipt, logKey) : null;
    // A receipt that is provably not the log's is no receipt: the row stays unsafe.
    if (holds === false) throw new NoAnswerError("the receipt is not the log's");
    await answered(row.id, { receipt: { ...receipt, checked: holds === true } });
  } else if (refused && !refused.retry) {
    await answered(row.id, { refused });
  } else {
    throw new NoAnswerError(refused?.code ?? "no answer for this statement");
  }
}

/** Whether the server has the whole photograph now. */
async function sendPhoto(row) {
  const { key } = row.signed.body;
  const known = await photoSafe(row.photo, key);
  if (known.whole) return true;
  const photo = await get("photos", row.photo);
  if (!photo) return false; // a carried statement: its own device sends the photograph
  try {
    await sendPieces(photo, known.safe, await keyOf(photo.post));
    return true;
  } catch (problem) {
    if (!(problem instanceof RefusedError)) throw problem;
    await answered(row.id, { refused: problem.refused });
    return false;
  }
}

async function sendPieces(photo, start, key) {
  const bytes = new Uint8Array(photo.bytes);
  let [offset, size, isWhole] = [start, PIECE_BYTES, false];
  while (!isWhole) {
    const began = performance.now();
    const piece = bytes.slice(offset, offset + size);
    const answer = await sendPiece(photo.sha256, piece, offset, bytes.length, key);
    [offset, isWhole] = [answer.safe, answer.whole];
    await sendFigures(); // signed while the photograph is on its way: they go first
    // Bigger pieces where the network is quick: fewer signatures and waits.
    if (performance.now() - began < QUICK_MS) size = Math.min(size * 2, MAX_PIECE_BYTES);
  }
}

async function sendPiece(hash, piece, offset, total, key) {
  const facts = {
    election: (await setting("me")).election.id,
    method: "PUT",
    offset,
    photo: hash,
    piece: await sha256(piece),
    total,
  };
  const message = joined(REQUEST_PREFIX, utf8(canonical(facts)));
  const signed = await signature(key.privateKey, message);
  try {
    return await putPiece(hash, piece, { offset, total, key: key.id, signature: signed });
  } catch (problem) {
    const isGap = problem instanceof RefusedError && problem.refused.code === "gap";
    if (isGap) return { safe: problem.safe, whole: false }; // go on from where it is
    if (problem.refused?.retry) throw new NoAnswerError(problem.refused.code);
    throw problem;
  }
}

/**
 * Ask whether the server still knows what it promised, and queue again what it does
 * not: a restored backup has forgotten. The old receipt stays as evidence.
 */
export async function recheck() {
  const promised = (await rows()).filter((row) => row.receipt);
  for (let at = 0; at < promised.length; at += BATCH) {
    const batch = promised.slice(at, at + BATCH);
    const { answers } = await receipts(batch.map((row) => row.id));
    const known = new Set(answers.filter((one) => one.receipt).map((one) => one.statement));
    for (const row of batch) if (!known.has(row.id)) await forgotten(row.id);
  }
}
