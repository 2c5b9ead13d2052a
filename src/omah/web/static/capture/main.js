// The capture app: opens screens, keeps the status line, sends when it can.

import { currentLanguage, LANGUAGES, say, useLanguage } from "./core/words.js";
import { recheck, sync } from "./net/sync.js";
import { button, go, h } from "./parts/dom.js";
import { refreshed, remembered } from "./parts/session.js";
import { showStatus } from "./parts/status.js";
import { watchVersions } from "./parts/versions.js";
import * as ask from "./screens/ask.js";
import * as device from "./screens/device.js";
import * as figures from "./screens/figures.js";
import * as handover from "./screens/handover.js";
import * as home from "./screens/home.js";
import * as notes from "./screens/notes.js";
import * as photos from "./screens/photos.js";
import * as receive from "./screens/receive.js";
import * as review from "./screens/review.js";
import { keepSetting, setting } from "./store/db.js";
import { onChange, rows, sheetOf } from "./store/outbox.js";
import { questions } from "./store/questions.js";
import { askToKeep, isFull } from "./store/room.js";

const SHEET_SCREENS = { foto: photos, angka: figures, catatan: notes, periksa: review };
const SCREENS = { titip: handover, terima: receive, hp: device, tanya: ask };

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const status = /** @type {HTMLElement} */ (document.querySelector("#status"));
let session;
let network = "idle";
let leave = () => {};
let drawings = 0;

/** The screen that the address names, and the sheet it is about. */
function asked() {
  const [, name = "", contest, station, field] = location.hash.split("/");
  const sheet = sheetOf(contest, station);
  const task = session.tasks.find((one) => sheetOf(one.contest, one.station) === sheet);
  if (name in SHEET_SCREENS && task) return { screen: SHEET_SCREENS[name], task, field };
  return { screen: SCREENS[name] ?? home };
}

async function open({ isNews = false } = {}) {
  leave();
  leave = () => {};
  drawings += 1;
  const mine = drawings;
  const { screen, task, field } = asked();
  const heading = h("h1", { tabindex: "-1" }, screen.title());
  const place = document.createElement("div");
  const stay = () => open();
  const context = { session, task, field, stay, refresh, send, guarded, leaving: (step) => (leave = step) };
  await screen.show(place, context).catch((problem) => apologise(place, problem));
  if (mine !== drawings) return; // a later one has begun meanwhile
  const back = screen !== home && h("a", { class: "back", href: "#/" }, `‹ ${say("back")}`);
  main.replaceChildren(h("div", { class: "head" }, back, heading), place);
  await offerHelp();
  document.title = `${screen.title()} · Omah`;
  const focused = place.querySelector("#field, [data-asked]") ?? heading;
  // Whoever has come here begins at the top; news leaves the reader where they are.
  if (screen !== home && !isNews) focused.focus();
}

/** A screen that fails says so; nobody is left pressing a dead button. */
function apologise(place, problem) {
  console.error(problem);
  place.replaceChildren(
    h("p", { class: "error", role: "alert" }, say("not_drawn"), h("br"), h("small", {}, problem.message)),
    button(say("open_again"), () => location.reload()),
  );
}

/** The way to the helpdesk from here; it says when an answer has come. */
async function offerHelp() {
  const answered = (await questions()).filter((one) => one.state === "answered").length;
  const words = answered ? say("ask_answered", { n: answered }) : say("ask");
  const here = location.hash.replace(/^#\//, "");
  const way = asked().screen === ask ? location.hash : `#/tanya/${here}`;
  document.querySelector("#ask").replaceChildren(go(words, way, { class: "button quiet" }));
}

/** The outbox has changed: say so, and draw anew what shows it. */
async function onNews() {
  await Promise.all([showSafety(), offerHelp()]);
  if (asked().screen.showsOutbox) await open({ isNews: true });
}

/** Do what may fail for want of room, and say so where the person looks. */
async function guarded(work, place) {
  try {
    await work();
    return true;
  } catch (problem) {
    const words = isFull(problem) ? say("room_full") : say("problem", { what: problem.message });
    place.replaceChildren(h("p", { class: "error", role: "alert" }, words));
    return false;
  }
}

async function showSafety() {
  const pages = new Map(session.tasks.map((task) => [sheetOf(task.contest, task.station), task.pages]));
  showStatus(status, await rows(), (sheet) => pages.get(sheet) ?? 0, network);
}

async function send() {
  await sync((state) => {
    network = state;
    showSafety();
  });
}

async function refresh() {
  send(); // figures that wait go before anything is asked
  const before = whatCounts(session);
  session = await refreshed();
  // A screen is drawn anew only for news: nobody's typing is interrupted for none.
  if (whatCounts(session) !== before) await open();
  send();
}

const whatCounts = ({ me, post, tasks, signIn }) =>
  JSON.stringify([me?.posts, me?.devices, post, tasks, signIn]);

async function chooseLanguage(chosen) {
  useLanguage(chosen);
  document.documentElement.lang = currentLanguage();
  await keepSetting("language", currentLanguage());
  document.querySelector("#unofficial").textContent = say("unofficial");
  document.querySelector("#send").replaceChildren(button(say("send_now"), refresh));
  const other = LANGUAGES.find((one) => one !== currentLanguage());
  const switchTo = async () => {
    await chooseLanguage(other);
    await Promise.all([open(), showSafety()]);
  };
  document.querySelector("#language").replaceChildren(button(say("language"), switchTo, { lang: other, class: "quiet" }));
}

async function start() {
  await chooseLanguage((await setting("language")) ?? document.documentElement.lang);
  session = await remembered();
  onChange(onNews);
  addEventListener("hashchange", () => open());
  addEventListener("online", refresh);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  watchVersions(document.querySelector("#version"));
  await Promise.all([open(), showSafety()]);
  askToKeep();
  await refresh();
  recheck().then(send, () => {}); // without a network there is nobody to ask
}

start();
