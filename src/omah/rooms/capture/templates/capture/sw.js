// The service worker: the app's files of one version, whole or not at all.
//
// It answers for the app's own files and for rules once loaded; never for the API.
// A new version is fetched aside, waits for the person's word, then old ones go.

const VERSION = "{{ version }}";
const FILES = {{ files|safe }};
const SHELL = "{{ shell }}";
const APP = `omah-app-${VERSION}`;
const RULES = "omah-rules";

addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  const cache = await caches.open(APP);
  // The server is asked about every file, so that all are of one version; what the page
  // has just loaded is confirmed and does not travel twice.
  await cache.addAll(FILES.map((address) => new Request(address, { cache: "no-cache" })));
}

addEventListener("activate", (event) => {
  event.waitUntil(removeOldVersions());
});

async function removeOldVersions() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("omah-app-") && name !== APP);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page that has just brought this worker in works offline from now on.
  await clients.claim();
}

addEventListener("message", (event) => {
  if (event.data === "take-over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname === SHELL) {
    event.respondWith(fromApp(SHELL, request));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(fromApp(address.pathname, request));
  } else if (address.pathname.startsWith("/api/v1/rules/")) {
    event.respondWith(newestRules(request));
  }
});

async function fromApp(address, request) {
  const kept = await (await caches.open(APP)).match(address);
  return kept ?? fetch(request);
}

/** Rules may change by decree: the newest if the network answers, else the last. */
async function newestRules(request) {
  const cache = await caches.open(RULES);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request.url, answer.clone());
    return answer.ok ? answer : ((await cache.match(request.url)) ?? answer);
  } catch (problem) {
    const kept = await cache.match(request.url);
    if (kept) return kept;
    throw problem;
  }
}
