// Big keys for one figure; the phone's own keyboard works too.

import { pressed, UNKNOWN } from "../core/figure.js";
import { say } from "../core/words.js";
import { button, h } from "./dom.js";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** What a keyed-in value looks like; never a zero that nobody typed. */
export function shown(keyed) {
  if (keyed === undefined) return say("not_yet");
  return keyed === UNKNOWN ? say("unknown") : keyed;
}

/**
 * @param {string | undefined} keyed
 * @param {(keyed: string | undefined) => void} onchange
 * @returns {{element: HTMLElement, typed: (event: KeyboardEvent) => void}} the keys, and
 *   what to do with those of a keyboard
 */
export function keypad(keyed, onchange) {
  let now = keyed;
  const output = h("output", { class: "figure", "aria-live": "polite" }, shown(now));
  const press = (key) => {
    now = pressed(now, key);
    output.textContent = shown(now);
    output.classList.toggle("figure-none", now === undefined);
    onchange(now);
  };
  output.classList.toggle("figure-none", now === undefined);
  const keys = [
    ...DIGITS.map((digit) => button(digit, () => press(digit))),
    button(say("unknown"), () => press("unknown"), { class: "key-words" }),
    button("0", () => press("0")),
    button(say("erase"), () => press("erase"), {
      class: "key-words",
      "aria-label": say("erase_field"),
    }),
  ];
  const pad = h("div", { class: "keypad" }, ...keys);
  return { element: h("div", { class: "entry" }, output, pad), typed: typing(press) };
}

const typing = (press) => (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = { Backspace: "erase", x: "unknown", X: "unknown" }[event.key] ?? event.key;
  if (!/^(\d|erase|unknown)$/.test(key)) return;
  event.preventDefault();
  press(key);
};
