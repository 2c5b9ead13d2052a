// What there is to do, sheet by sheet, and how safe each is.

import { missing } from "../core/figure.js";
import { safetyOf } from "../core/safety.js";
import { say } from "../core/words.js";
import { add, button, go, h } from "../parts/dom.js";
import { mark } from "../parts/status.js";
import { enrol, isEnrolled } from "../parts/session.js";
import { all, keepSetting } from "../store/db.js";
import { rows, sheetOf } from "../store/outbox.js";
import { isApple } from "../store/room.js";
import { fieldsOf } from "./figures.js";

/** Drawn anew whenever an answer comes. */
export const showsOutbox = true;

export const title = () => say("title");

export async function show(main, { session, refresh }) {
  const { me, post, tasks } = session;
  if (!me) {
    add(main, ...signIn(say(session.signIn ? "sign_in_why" : "offline_first")));
    return;
  }
  if (session.signIn) add(main, ...signIn(say("sign_in_why")));
  add(main, ...(await aboutPost(session, refresh)));
  if (isApple() && !navigator.standalone) add(main, h("p", { class: "notice" }, say("apple")));
  const queued = await rows();
  const drafts = new Map((await all("drafts")).map((draft) => [draft.sheet, draft]));
  const cards = tasks.map((task) => card(task, queued, drafts));
  add(main, cards.length ? h("ul", { class: "cards" }, ...cards) : h("p", {}, say("no_tasks")));
  add(
    main,
    h(
      "nav",
      { class: "more", "aria-label": say("device") },
      go(say("handover"), "#/titip"),
      go(say("receive"), "#/terima"),
      go(say("device"), "#/hp"),
    ),
  );
  if (post && Math.abs(session.skewMinutes) > 5) {
    add(main, h("p", { class: "notice" }, say("clock_wrong", { n: Math.abs(session.skewMinutes) })));
  }
}

const signIn = (why) => [
  h("p", {}, why),
  h("a", { class: "primary", href: "/masuk/login/?next=/rekam/" }, say("sign_in")),
];

async function aboutPost(session, refresh) {
  const { me, post } = session;
  if (!post) return [];
  const found = [h("p", {}, `${post.role.toUpperCase()} · ${post.region_name || post.region}`)];
  if (me.posts.length > 1) found.push(choice(me.posts, post, refresh));
  if (!(await isEnrolled(session))) {
    const begin = async () => {
      await enrol(session);
      await refresh();
    };
    found.push(h("p", {}, say("enrol_why")), button(say("enrol"), begin, { class: "primary" }));
  }
  return found;
}

function choice(posts, post, refresh) {
  const options = posts.map((one) =>
    h("option", { value: one.code, selected: one.code === post.code }, `${one.role} ${one.region_name}`),
  );
  const chosen = async (event) => {
    await keepSetting("post", event.target.value);
    await refresh();
  };
  return h("select", { onchange: chosen, "aria-label": say("device") }, ...options);
}

function card(task, queued, drafts) {
  const sheet = sheetOf(task.contest, task.station);
  const mine = queued.filter((row) => row.sheet === sheet);
  const draft = drafts.get(sheet) ?? { keyed: {} };
  const name = task[`title_${document.documentElement.lang}`] ?? task.title_id;
  const step = (words, place, done) =>
    h("li", {}, h("a", { href: `#/${place}/${sheet}` }, h("span", {}, words), done ? h("span", { class: "done" }, done) : false));
  return h(
    "li",
    { class: "card", "data-sheet": sheet },
    h("h2", {}, name),
    h("p", {}, `${task.station_name} · ${task.station}`),
    task.invented && h("p", { class: "notice" }, say("practice")),
    mark(safetyOf(mine, task.pages)),
    h(
      "ol",
      { class: "steps" },
      step(say("photos"), "foto", photographed(mine, task)),
      step(say("figures"), "angka", keyedIn(draft, task)),
      step(say("notes"), "catatan", notes(mine)),
      step(say("review"), "periksa", draft.signed && "✔"),
    ),
  );
}

// How far each step is; nothing is said of what was not begun.

function photographed(mine, task) {
  const pages = new Set(mine.filter((row) => row.photo).map((row) => row.signed.body.page));
  return pages.size && share(pages.size, task.pages);
}

function keyedIn(draft, task) {
  if (draft.signed) return "✔";
  const wanted = fieldsOf(task);
  const open = missing(wanted, draft.keyed).length;
  return open < wanted.length && share(wanted.length - open, wanted.length);
}

const notes = (mine) => mine.filter((row) => row.type === "objection.raised").length;

const share = (done, all) => `${done}/${all}${done === all ? " ✔" : ""}`;
