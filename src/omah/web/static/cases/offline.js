/* Has this office's forms kept on the device, so that they open without a network. */

const FORMS = ["", "lapor/", "minta-informasi/", "pengaduan/"];

/** @param {string} office The address of the office's services. */
async function keepForms(office) {
  await navigator.serviceWorker.register("/layanan/sw.js", { scope: "/layanan/" });
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ pages: FORMS.map((form) => office + form) });
}

const marked = document.querySelector("[data-keep-office]");
if (marked && "serviceWorker" in navigator && navigator.onLine) {
  // After the page is there: a slow network loads the reader's page first.
  addEventListener("load", () => keepForms(marked.dataset.keepOffice).catch(() => {}));
}
