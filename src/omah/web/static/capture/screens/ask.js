// A question to the helpdesk from any screen: kept on the phone, sent when it can be.

import { say } from "../core/words.js";
import { add, button, h } from "../parts/dom.js";
import { keepSetting, setting } from "../store/db.js";
import { onChange } from "../store/outbox.js";
import { ask, contextOf, questions } from "../store/questions.js";

const TOPICS = ["figures", "access", "bodies", "supplies", "rules"];
const URGENCIES = ["stopped", "today", "calm"];
const HALF_WRITTEN = "question";

export const title = () => say("ask");

export async function show(main, context) {
  const { session, leaving } = context;
  if (!session.post) {
    add(main, h("p", {}, say("offline_first")));
    return;
  }
  const list = h("section", { "aria-live": "polite" });
  const draw = async () => list.replaceChildren(...(await asked()));
  leaving(onChange(draw));
  await draw();
  add(main, await form(context), list);
}

async function form(context) {
  const about = contextOf(location.hash);
  const problem = h("div", {});
  const filled = h(
    "form",
    { oninput: () => keepSetting(HALF_WRITTEN, Object.fromEntries(new FormData(filled))) },
    ...(await fields()),
    h("p", { class: "soft" }, say("ask_about", { about: Object.values(about).join(", ") })),
    problem,
    button(say("ask_send"), undefined, { type: "submit", class: "primary" }),
  );
  filled.addEventListener("submit", (event) => {
    event.preventDefault();
    context.guarded(() => keep(filled, about, context), problem);
  });
  return filled;
}

async function fields() {
  const before = (await setting(HALF_WRITTEN)) ?? {};
  const { subject = "", text = "", topic = "figures", urgency = "today" } = before;
  const words = h("textarea", { id: "question", name: "text", rows: 4, maxlength: 4000, required: true });
  words.value = text;
  return [
    h("label", { for: "subject" }, say("ask_subject")),
    h("input", { id: "subject", name: "subject", maxlength: 120, required: true, value: subject }),
    h("label", { for: "question" }, say("ask_text")),
    words,
    h("p", { class: "soft" }, say("ask_secret")),
    h("label", { for: "topic" }, say("ask_topic")),
    choice("topic", TOPICS, topic),
    h("label", { for: "urgency" }, say("ask_urgency")),
    choice("urgency", URGENCIES, urgency),
  ];
}

const choice = (name, codes, chosen) =>
  h(
    "select",
    { id: name, name },
    ...codes.map((code) => h("option", { value: code, selected: code === chosen }, say(`${name}.${code}`))),
  );

async function keep(filled, about, { session, stay, send }) {
  const written = Object.fromEntries(new FormData(filled));
  await ask(session.post.code, { ...written, context: about });
  await keepSetting(HALF_WRITTEN, {});
  await stay();
  send();
}

/** What was asked on this phone, newest first, and how each stands. */
async function asked() {
  const found = (await questions()).sort((one, other) => other.askedAt - one.askedAt);
  if (!found.length) return [];
  return [h("h2", {}, say("ask_mine")), h("ul", { class: "notes" }, ...found.map(line))];
}

const line = (question) =>
  h(
    "li",
    { "data-question": question.id },
    h("strong", {}, question.subject),
    ` · ${say(`question.${question.state}`)}`,
    question.answer && h("p", {}, question.answer),
    question.page && h("a", { class: "button", href: question.page }, `${say("ask_open")} ${question.code}`),
  );
