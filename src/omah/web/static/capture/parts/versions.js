// A new version waits until the person says so: nothing changes under their hands.

import { say } from "../core/words.js";
import { button, h } from "./dom.js";

/** @param {HTMLElement} place where to say that a new version is ready */
export async function watchVersions(place) {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/rekam/" });
  const offer = () => registration.waiting && navigator.serviceWorker.controller && show(place, registration.waiting);
  offer();
  registration.addEventListener("updatefound", () =>
    registration.installing?.addEventListener("statechange", offer),
  );
}

function show(place, waiting) {
  const install = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("take-over");
  };
  place.replaceChildren(
    h("p", {}, `${say("new_version")}. ${say("reload_why")} `, button(say("reload"), install)),
  );
}
