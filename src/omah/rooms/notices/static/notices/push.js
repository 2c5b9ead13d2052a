// Let this browser get notices: ask its maker's push service for an address, send it in.

const form = document.querySelector("[data-push]");
const isAble = "serviceWorker" in navigator && "PushManager" in window;

if (form && isAble) {
  form.querySelector("[data-unable]").hidden = true;
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", subscribe);
}

/** @param {SubmitEvent} event */
async function subscribe(event) {
  event.preventDefault();
  const refused = form.querySelector("[data-refused]");
  refused.hidden = true;
  try {
    const { endpoint, keys } = (await subscription()).toJSON();
    Object.assign(form.elements.endpoint, { value: endpoint });
    Object.assign(form.elements.p256dh, { value: keys.p256dh });
    Object.assign(form.elements.auth, { value: keys.auth });
    form.submit();
  } catch {
    refused.hidden = false;
  }
}

async function subscription() {
  const worker = await navigator.serviceWorker.register(form.dataset.worker);
  await active(worker);
  return worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: form.dataset.push,
  });
}

/** Wait until a worker has started. @param {ServiceWorkerRegistration} registration */
function active(registration) {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  return new Promise((resolve) => {
    const look = () => worker.state === "activated" && resolve();
    worker.addEventListener("statechange", look);
    look();
  });
}
