// Taking in what others hand over, to forward it: the signature counts, not the carrier.

import { Collector, readFile } from "../core/carry.js";
import { say } from "../core/words.js";
import { NoAnswerError, readImage, readTexts } from "../net/api.js";
import { add, button, h } from "../parts/dom.js";
import { carry } from "../store/outbox.js";

const LOOK_EVERY_MS = 250;

export const title = () => say("receive");

export async function show(main, context) {
  const said = h("p", { role: "status", class: "said" });
  const collector = new Collector();
  const tell = (words) => {
    said.textContent = words;
  };
  const takeCodes = (codes) => scanned(codes, collector, tell, context);
  add(
    main,
    h("p", {}, say("handover_why")),
    said,
    "BarcodeDetector" in self && camera(takeCodes, tell, context),
    picture(takeCodes, tell),
    file(tell, context),
    pasted(tell, context),
  );
}

async function scanned(codes, collector, tell, context) {
  for (const code of codes) {
    const found = await collector.take(code);
    if (!found) tell(say("not_ours"));
    else if (found.statement) await takeIn([found.statement], tell, context);
    else tell(say("got_part", { i: found.have, n: found.need }));
  }
  if (!codes.length) tell(say("not_ours"));
}

async function takeIn(statements, tell, { send }) {
  let fresh = 0;
  for (const statement of statements) fresh += (await carry(statement)) ? 1 : 0;
  tell(say("got_n", { n: fresh, old: statements.length - fresh }));
  send();
}

function camera(takeCodes, tell, { leaving }) {
  const seen = new Set(); // a code stays before the camera for many looks
  const video = h("video", { muted: true, playsinline: true, class: "camera", hidden: true });
  const begin = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    const timer = setInterval(async () => {
      const codes = await detector.detect(video).catch(() => []);
      const fresh = codes.map((code) => code.rawValue).filter((text) => !seen.has(text));
      fresh.forEach((text) => seen.add(text));
      if (fresh.length) await takeCodes(fresh);
    }, LOOK_EVERY_MS);
    leaving(() => {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
    });
  };
  const start = () => begin().catch((problem) => tell(say("problem", { what: problem.name })));
  return h("div", {}, button(say("scan"), start), video);
}

function chooser(id, words, accept, onfile) {
  const input = h("input", {
    id,
    type: "file",
    accept,
    class: "visually-hidden",
    onchange: async () => {
      if (input.files[0]) await onfile(input.files[0]);
      input.value = "";
    },
  });
  return h("div", {}, input, h("label", { for: id, class: "button" }, words));
}

/** A photograph of a code: read here where the browser can, else by the server. */
function picture(takeCodes, tell) {
  const read = async (image) => {
    if ("BarcodeDetector" in self) {
      const codes = await new BarcodeDetector({ formats: ["qr_code"] })
        .detect(await createImageBitmap(image))
        .catch(() => []);
      if (codes.length) return codes.map((code) => code.rawValue);
    }
    return (await readImage(image)).texts;
  };
  return chooser("code-photo", say("scan_photo"), "image/*", async (image) => {
    try {
      await takeCodes(await read(image));
    } catch (problem) {
      tell(say(problem instanceof NoAnswerError ? "needs_net" : "not_ours"));
    }
  });
}

function file(tell, context) {
  return chooser("carry-file", say("open_file"), ".omah,text/plain", async (given) => {
    const { statements } = readFile(await given.text());
    if (statements.length) await takeIn(statements, tell, context);
    else tell(say("not_ours"));
  });
}

function pasted(tell, context) {
  const text = h("textarea", { id: "pasted", rows: 5, autocapitalize: "characters", spellcheck: "false" });
  const read = async () => {
    try {
      const { statements, problem } = await readTexts(text.value);
      if (statements.length) await takeIn(statements, tell, context);
      else tell(`${say("not_ours")} ${problem[document.documentElement.lang] ?? ""}`);
    } catch (problem) {
      tell(say(problem instanceof NoAnswerError ? "needs_net" : "not_ours"));
    }
  };
  return h("div", {}, h("label", { for: "pasted" }, say("paste")), text, button(say("read_text"), read));
}
