// Signed statements on the way through other hands: codes on a screen, a file, a text.
//
// Whoever carries them can read them and can't change them: the signature counts.

import { fromBase64, fromHex, utf8 } from "./bytes.js";
import { entryOf, idOf, parseEntry } from "./statement.js";

/** Letters of an entry in one code: version 15, still readable off an old screen. */
const PART = 390;
const MARK = "OMAH1";

/** The texts of the codes that together hold a statement. */
export async function codesOf(signed) {
  const entry = entryOf(signed);
  const id = (await idOf(signed.body)).slice(0, 8);
  const pieces = entry.match(new RegExp(`.{1,${PART}}`, "gs")) ?? [];
  return pieces.map((piece, at) => `${MARK}/${id}/${at + 1}/${pieces.length}/${piece}`);
}

/** Collects scanned codes in any order, twice too, until statements are whole. */
export class Collector {
  /** @type {Map<string, string[]>} */
  #found = new Map();
  /** @type {Map<string, object>} what is whole: a code seen once more begins nothing anew */
  #whole = new Map();

  /**
   * Take one scanned text.
   *
   * @param {string} text
   * @returns {Promise<{statement?: object, have: number, need: number} | null>} null
   *   if it is no code of ours, or its parts do not make a whole statement
   */
  async take(text) {
    const match = /^OMAH1\/([0-9a-f]{8})\/(\d{1,3})\/(\d{1,3})\/(.+)$/s.exec(text);
    if (!match) return null;
    const [, id, part, count, piece] = match;
    const need = Number(count);
    if (this.#whole.has(id)) return { statement: this.#whole.get(id), have: need, need };
    const pieces = this.#found.get(id) ?? [];
    pieces[Number(part) - 1] = piece;
    this.#found.set(id, pieces);
    const have = pieces.filter((one) => one !== undefined).length;
    if (have < need) return { have, need };
    this.#found.delete(id);
    const statement = parseEntry(pieces.join(""));
    const isWhole = statement && (await idOf(statement.body)).startsWith(id);
    if (!isWhole) return null;
    this.#whole.set(id, statement);
    return { statement, have, need };
  }
}

/** A file for Bluetooth, memory card or messaging: one entry to a line. */
export const fileOf = (statements) => `${statements.map(entryOf).join("\n")}\n`;

/** The statements in such a file; other lines are counted, not guessed at. */
export function readFile(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const statements = lines.map((line) => parseEntry(line.trim())).filter(Boolean);
  return { statements, strange: lines.length - statements.length };
}

// A short text message: figures in the order of the paper, packed, then base32 in
// parts of 150 letters with two check letters each. omah.formats.short_text reads it.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const TEXT_PART = 130;

/**
 * The text messages that hold an entry of figures.
 *
 * @param {import("./statement.js").Signed} signed an entry.made
 * @param {string[]} fields every field of the sheet, in the order of the contest
 */
export async function textsOf(signed, fields) {
  const letters = base32(packed(signed, fields));
  const id = (await idOf(signed.body)).slice(0, 4).toUpperCase();
  const parts = letters.match(new RegExp(`.{1,${TEXT_PART}}`, "g")) ?? [];
  return parts.map((part, at) => {
    const head = `OMAH ${id} ${at + 1}/${parts.length} `;
    return `${head}${part} ${check(head + part)}`;
  });
}

function packed({ body, sig }, fields) {
  const contest = utf8(body.contest);
  const figures = fields.flatMap((field) => varint(code(body.figures[field])));
  return Uint8Array.from([
    1,
    contest.length,
    ...contest,
    ...big(Number(body.station), 6),
    ...big(body.at, 5),
    ...fromHex(body.key).slice(0, 8),
    body.blind,
    ...figures,
    ...fromBase64(sig),
  ]);
}

/** 0 not said, 1 unknown, then the figures from 0 on. */
const code = (figure) => (figure === undefined ? 0 : figure === "?" ? 1 : figure + 2);

function varint(number) {
  const bytes = [];
  let rest = number;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

function big(number, width) {
  const bytes = [];
  let rest = number;
  for (let at = 0; at < width; at += 1, rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

function base32(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{1,5}/g) ?? [];
  return fives.map((five) => LETTERS[parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** Two letters that change with any single letter and with two that swap places. */
export function check(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 37 + letter.charCodeAt(0)) % 1021;
  return LETTERS[sum >> 5] + LETTERS[sum & 31];
}
