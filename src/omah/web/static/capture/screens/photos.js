// A photograph of each page, looked at before it is kept.

import { say } from "../core/words.js";
import { add, button, h } from "../parts/dom.js";
import { get } from "../store/db.js";
import { decoded, look, packed, preview } from "../parts/photo.js";
import { rows, say as sign, sheetOf } from "../store/outbox.js";
import { room } from "../store/room.js";

export const title = () => say("photos");

export async function show(main, context) {
  const { task } = context;
  if ((await room()).tight) add(main, h("p", { class: "notice", role: "alert" }, say("room_tight")));
  const queued = (await rows()).filter((row) => row.sheet === sheetOf(task.contest, task.station));
  const pages = Array.from({ length: task.pages }, (_, at) => at + 1);
  add(main, ...(await Promise.all(pages.map((page) => section(page, queued, context)))));
}

async function section(page, queued, context) {
  const taken = queued.filter((row) => row.photo && row.signed.body.page === page);
  const place = h("div", { class: "photo-place", role: "status" });
  const id = `photo-${page}`;
  const input = h("input", {
    id,
    type: "file",
    accept: "image/*",
    capture: "environment",
    class: "visually-hidden",
    onchange: () => input.files[0] && consider(input, page, place, context),
  });
  const words = say(taken.length ? "retake" : "take");
  return h(
    "section",
    { class: "card" },
    h("h2", {}, say("page_n", { n: page })),
    ...(await Promise.all(taken.map((row) => kept(row, page)))),
    input,
    h("label", { for: id, class: taken.length ? "button" : "button primary" }, `${words}: ${say("page_n", { n: page })}`),
    place,
  );
}

/** A photograph that is kept, to be seen again, and whether the server has it. */
async function kept(row, page) {
  const photo = await get("photos", row.photo); // gone once it was safe and room was needed
  const image = photo && h("img", { class: "kept", alt: say("page_n", { n: page }) });
  if (image) {
    image.src = URL.createObjectURL(new Blob([photo.bytes], { type: "image/jpeg" }));
    image.onload = () => URL.revokeObjectURL(image.src);
  }
  const words = row.receipt ? `✔ ${say("photo_safe")}` : `▲ ${say("photo_kept")}`;
  return h("div", { class: "kept-photo" }, image, h("p", {}, words));
}

async function consider(input, page, place, context) {
  place.replaceChildren(h("p", {}, say("looking")));
  let picture;
  try {
    picture = await decoded(input.files[0]);
  } catch {
    place.replaceChildren(h("p", { class: "error" }, say("not_a_photo")));
    return;
  } finally {
    input.value = "";
  }
  const found = look(picture);
  const keep = async (event) => {
    event.target.disabled = true;
    await context.guarded(() => keepIt(picture, page, context), place);
  };
  place.previousElementSibling.classList.remove("primary"); // one thing to do next
  const image = preview(picture);
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", say("page_n", { n: page }));
  place.replaceChildren(
    image,
    found.length
      ? h("ul", { class: "hints" }, ...found.map((code) => h("li", {}, say(`hint.${code}`))))
      : h("p", {}, say("photo_good")),
    button(say(found.length ? "keep_anyway" : "keep_photo"), keep, { class: found.length ? "" : "primary" }),
  );
}

async function keepIt(picture, page, { task, session, stay, send }) {
  const photo = { ...(await packed(picture)), post: session.post.code };
  const { station, contest, form } = task;
  const facts = { station, contest, form, page, original_sha256: photo.sha256, public_sha256: "", reason: "" };
  const who = { election: session.me.election.id, post: session.post.code };
  await sign(who, "sheet.captured", facts, { sheet: sheetOf(contest, station), photo });
  await stay();
  send();
}
