// The forms of an office on this device, for when there is no network.
//
// The network comes first; what is kept answers only when it fails. Pages are fetched
// without cookies, so that no signed-in person's page is ever kept; cases, receipts and
// desks never are.

const CACHE = "omah-layanan-1";
const OLDEST = "omah-layanan-";

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OLDEST) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("message", (event) => {
  event.waitUntil(keep((event.data?.pages ?? []).filter(isOpen)));
});

async function keep(pages) {
  const cache = await caches.open(CACHE);
  const files = await Promise.all(pages.map((page) => keepPage(cache, page)));
  await Promise.all([...new Set(files.flat())].map((file) => keepFile(cache, file)));
}

/** Keep a page, its form marked as one from this device; return its files. */
async function keepPage(cache, address) {
  const answer = await fetched(address);
  if (!answer) return []; // what can't be had now stays as it was kept before
  const text = await answer.text();
  const marked = text.replaceAll("<form data-keep", "<form data-from-device data-keep");
  await cache.put(address, new Response(marked, { headers: answer.headers }));
  const links = text.matchAll(/(?:src|href)="([^"?#]+)/g);
  return [...links].map(([, link]) => link).filter(isFile);
}

async function keepFile(cache, address) {
  const answer = await fetched(address);
  if (answer) await cache.put(address, answer);
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { credentials: "omit" });
    return answer.ok && !answer.redirected ? answer : null;
  } catch {
    return null; // no network: the next visit tries again
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (isOpen(address.pathname) || isFile(address.pathname)) {
    event.respondWith(networkFirst(request, address.pathname));
  }
});

async function networkFirst(request, path) {
  try {
    return await fetch(request);
  } catch (problem) {
    const kept = await (await caches.open(CACHE)).match(path);
    if (kept) return kept;
    throw problem;
  }
}

/** Pages that say the same to everyone: an office's services and its three forms. */
function isOpen(path) {
  return /^\/layanan\/(?:[0-9A-Z]{2,4}|nasional)\/(?:lapor\/|minta-informasi\/|pengaduan\/)?$/
    .test(path) || path === "/layanan/";
}

function isFile(path) {
  return path.startsWith("{{ static_root }}");
}
