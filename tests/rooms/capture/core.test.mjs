// The pure modules of the capture app, without a browser: node --test.

import assert from "node:assert/strict";
import { test } from "node:test";

const at = new URL("../../../src/omah/web/static/capture/core/", import.meta.url);
const module = (name) => import(new URL(name, at));
const { canonical } = await module("canonical.js");
const { pressed, typed, value, forRules, forStatement, missing } = await module("figure.js");
const { safetyOf, safetyOfAll, sendingOrder, pause } = await module("safety.js");
const { Collector, codesOf, readFile, fileOf, check, textsOf } = await module("carry.js");
const { allKeys, label, say, useLanguage } = await module("words.js");
const { hints, measures } = await module("quality.js");

test("a blank, an X and a nought are three different things", () => {
  assert.equal(value(undefined), undefined);
  assert.equal(value(pressed(undefined, "unknown")), "?");
  assert.equal(value(pressed(undefined, "0")), 0);
  assert.deepEqual(forStatement({ a: "0", b: "?", c: undefined }), { a: 0, b: "?" });
  assert.deepEqual(forRules({ a: "0", b: "?", c: undefined }), { a: 0, b: null, c: null });
});

test("keys build a figure and take it back", () => {
  const keys = (...pressedKeys) => pressedKeys.reduce(pressed, undefined);
  assert.equal(keys("1", "2", "3"), "123");
  assert.equal(keys("1", "2", "erase"), "1");
  assert.equal(keys("1", "erase"), undefined);
  assert.equal(keys("unknown", "erase"), undefined);
  assert.equal(keys("unknown", "7"), "7");
  assert.equal(keys("1", "2", "3", "4", "5", "6"), "12345");
});

test("a text box takes digits or X and nothing else", () => {
  assert.equal(typed(" 041 "), "041");
  assert.equal(typed("XX"), "?");
  assert.equal(typed(""), undefined);
  for (const wrong of ["4a", "-1", "1.5", "123456", "１"]) assert.equal(typed(wrong), null);
});

test("what is missing is told in the order of the paper", () => {
  const fields = [{ id: "b" }, { id: "a" }];
  assert.deepEqual(missing(fields, { a: "?" }), [{ id: "b" }]);
});

const entry = (more = {}) => ({ type: "entry.made", sheet: "k/1", queuedAt: 1, ...more });
const photo = (page, more = {}) => ({
  type: "sheet.captured",
  sheet: "k/1",
  photo: `${page}`,
  signed: { body: { page } },
  queuedAt: 0,
  ...more,
});
const done = { receipt: { sig: "" } };

test("only receipts make anything safe", () => {
  assert.equal(safetyOf([], 1), "nothing");
  assert.equal(safetyOf([entry()], 1), "unsafe");
  assert.equal(safetyOf([photo(1)], 1), "unsafe");
  assert.equal(safetyOf([photo(1, done)], 1), "partial");
  assert.equal(safetyOf([entry(done)], 1), "figures");
  assert.equal(safetyOf([entry(done), photo(1)], 1), "figures");
  assert.equal(safetyOf([entry(), photo(1, done)], 1), "unsafe");
  assert.equal(safetyOf([entry(done), photo(1, done)], 2), "figures");
  assert.equal(safetyOf([entry(done), photo(1, done), photo(2, done)], 2), "all");
  assert.equal(safetyOf([entry({ refused: {} })], 1), "unsafe");
});

test("one unsafe sheet makes the whole line unsafe", () => {
  const rows = [entry(done), entry({ sheet: "k/2" })];
  assert.equal(safetyOfAll(rows, () => 0), "unsafe");
  assert.equal(safetyOfAll([], () => 0), "nothing");
});

test("figures go before photographs, in the order in which they were signed", () => {
  const rows = [photo(1), entry({ queuedAt: 9 }), entry({ queuedAt: 5 }), entry(done)];
  assert.deepEqual(sendingOrder(rows).map((row) => row.queuedAt), [5, 9, 0]);
});

test("pauses grow to five minutes and are spread out", () => {
  assert.equal(pause(1, 0), 2500);
  assert.equal(pause(1, 1), 5000);
  assert.equal(pause(40, 1), 300_000);
});

test("what is not canonical is refused", () => {
  const hostile = [1.5, -0, 2 ** 53, NaN, null, undefined, true, { é: 1 }, "\ud800"];
  for (const value of hostile) assert.throws(() => canonical(value), `${value}`);
  let deep = "x";
  for (let level = 0; level < 17; level += 1) deep = [deep];
  assert.throws(() => canonical(deep));
});

const signed = {
  body: { type: "entry.made", v: 1, key: "ab".repeat(32), figures: { "votes.1": 7 } },
  sig: "A".repeat(86) + "==",
};
const long = { ...signed, body: { ...signed.body, post: "x".repeat(1000) } };

test("codes in any order, and twice, make the statement once", async () => {
  const codes = await codesOf(long);
  assert.ok(codes.length > 2);
  const collector = new Collector();
  const order = [codes[1], codes[1], ...codes.slice(2), codes[0]];
  const found = [];
  for (const code of order) found.push(await collector.take(code));
  assert.deepEqual(found.at(-1).statement, long);
  assert.equal(found.filter((one) => one.statement).length, 1);
  const again = await collector.take(codes[1]);
  assert.deepEqual(again.statement, long); // whole already: it does not begin anew
});

test("a code that was tampered with is no statement", async () => {
  const codes = await codesOf(signed);
  const bent = codes.map((code) => code.replace('"votes.1":7', '"votes.1":9'));
  const collector = new Collector();
  const found = [];
  for (const code of bent) found.push(await collector.take(code));
  assert.equal(found.at(-1), null);
  assert.equal(await collector.take("https://example.org/"), null);
});

test("a file survives other lines and other line ends", () => {
  const text = fileOf([signed, long]).replaceAll("\n", "\r\n") + "halo\r\n{}\r\n";
  const { statements, strange } = readFile(text);
  assert.deepEqual(statements, [signed, long]);
  assert.equal(strange, 2);
});

test("check letters notice every single slip and every swap of neighbours", () => {
  const text = "OMAH 3F2A 1/2 AEEXOYLMNE";
  for (let place = 0; place < text.length; place += 1) {
    for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") {
      const slip = text.slice(0, place) + letter + text.slice(place + 1);
      if (slip !== text) assert.notEqual(check(slip), check(text), slip);
    }
    const [one, other] = [text[place], text[place + 1]];
    if (other && one !== other) {
      const swap = text.slice(0, place) + other + one + text.slice(place + 2);
      assert.notEqual(check(swap), check(text), swap);
    }
  }
});

test("a sheet of figures fits into two messages of 160 letters", async () => {
  const fields = Array.from({ length: 31 }, (_, place) => `f${place}`);
  const figures = Object.fromEntries(fields.map((field) => [field, 299]));
  const body = { ...signed.body, contest: "presiden", station: "3517092003001", at: 1_800_000_000, blind: 1, figures };
  const texts = await textsOf({ body, sig: signed.sig }, fields);
  assert.equal(texts.length, 2);
  for (const text of texts) assert.ok(text.length <= 160);
});

test("every sentence stands in both languages with the same holes", () => {
  for (const key of allKeys()) {
    const holes = ["id", "en"].map((language) => {
      useLanguage(language);
      return [...say(key).matchAll(/\{\w+\}/g)].map(String).sort().join();
    });
    assert.equal(holes[0], holes[1], key);
  }
  useLanguage("id");
});

test("a field is called by its line, its sex or its candidate", () => {
  useLanguage("id");
  assert.equal(label("used.dpt.l"), "Pengguna hak pilih DPT, laki-laki");
  assert.equal(label("votes.2", [{ number: 2, name: "Pasangan Dua" }]), "2. Pasangan Dua");
  assert.equal(label("invalid"), "Jumlah suara tidak sah");
});

/** A bright page with strokes on a dark table. */
function picture({ paper = 220, ink = 30, table = 40, margin = 30, smooth = 0 } = {}) {
  const [width, height] = [480, 640];
  let pixels = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isPage = x >= margin && x < width - margin && y >= margin && y < height - margin;
      const isInk = isPage && x % 16 < 3 && y % 12 < 8;
      pixels[y * width + x] = isInk ? ink : isPage ? paper : table;
    }
  }
  for (let round = 0; round < smooth; round += 1) {
    pixels = pixels.map((_, place) => {
      const near = [-2, -1, 0, 1, 2].map((step) => pixels[place + step] ?? 0);
      const up = [-2, -1, 1, 2].map((step) => pixels[place + step * width] ?? 0);
      return [...near, ...up].reduce((sum, one) => sum + one, 0) / 9;
    });
  }
  return { width, height, pixels };
}

test("a good photograph gets no hint, a bad one the hint that helps", () => {
  assert.deepEqual(hints(picture(), 3000, 4000), []);
  assert.deepEqual(hints(picture(), 800, 1000), ["small"]);
  assert.ok(hints(picture({ paper: 80, ink: 20, table: 5 }), 3000, 4000).includes("dark"));
  assert.ok(hints(picture({ margin: 150 }), 3000, 4000).includes("far"));
  assert.ok(hints(picture({ margin: 0, ink: 200, table: 0 }), 3000, 4000).includes("cut"));
  assert.ok(hints(picture({ paper: 255 }), 3000, 4000).includes("glare"));
  assert.ok(hints(picture({ smooth: 8 }), 3000, 4000).includes("blurred"));
});

test("a picture of one colour is measured without dividing by nothing", () => {
  const flat = { width: 10, height: 10, pixels: new Uint8ClampedArray(100).fill(128) };
  for (const number of Object.values(measures(flat))) assert.ok(Number.isFinite(number));
});
