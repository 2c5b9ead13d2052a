// The line that is always visible: what is safe, in words and by shape, not colour.

import { safetyOfAll } from "../core/safety.js";
import { say } from "../core/words.js";
import { h } from "./dom.js";

const SHAPES = { nothing: "–", unsafe: "▲", partial: "◔", figures: "◐", all: "✔" };

/** A short mark for one sheet. */
export function mark(safety) {
  return h(
    "span",
    { class: `mark mark-${safety}` },
    h("span", { class: "shape", "aria-hidden": "true" }, SHAPES[safety]),
    ` ${say(`safe.${safety}`)}`,
  );
}

/** Fill the line at the top of the screen. */
export function showStatus(place, rows, pagesOf, network) {
  const safety = safetyOfAll(rows, pagesOf);
  const open = rows.filter((row) => !row.receipt && !row.refused).length;
  const parts = [
    say(`safe.${safety}_why`),
    open ? say("waiting_count", { n: open }) : "",
    open ? say(`net.${network}`) : "",
  ];
  const line = h(
    "div",
    { class: `status status-${safety}`, "data-safety": safety },
    mark(safety),
    h("span", { class: "status-why" }, parts.filter(Boolean).join(" · ")),
  );
  // Told anew only when it changed, so that a screen reader does not repeat itself.
  if (place.textContent !== line.textContent) place.replaceChildren(line);
}
