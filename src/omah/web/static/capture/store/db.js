// The phone's own store (IndexedDB): what stands here survives closing and reboot.
//
// Writes ask for "strict" durability: the promise ends when the bytes are on disk.

const NAME = "omah-capture";
const VERSION = 2;
const STORES = {
  settings: "name", // language, who am I, tasks as last seen
  keys: "post", // the device's key pairs; the private half can't be read out
  drafts: "sheet", // figures being keyed in
  outbox: "id", // statements, with receipt or refusal once there is one
  photos: "sha256", // photographs until the server has them
  words: "statement", // the words and salt behind a note's commitment
  questions: "id", // to the helpdesk, with how each stands
};

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const missing = ([name]) => !request.result.objectStoreNames.contains(name);
      for (const [name, keyPath] of Object.entries(STORES).filter(missing)) {
        request.result.createObjectStore(name, { keyPath });
      }
    };
    request.onsuccess = () => {
      // Another tab brings a newer version: let go, so that it need not wait.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Run ``work`` in one transaction; the promise ends when it is on disk.
 *
 * @param {string[]} names stores
 * @param {(stores: Record<string, IDBObjectStore>) => Promise<unknown>} work
 */
export async function write(names, work) {
  const transaction = (await open()).transaction(names, "readwrite", {
    durability: "strict",
  });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
  done.catch(() => {}); // reported below, through whichever promise fails first
  const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
  let result;
  try {
    result = await work(stores);
  } catch (problem) {
    if (transaction.error === null) quietly(() => transaction.abort());
    throw problem;
  }
  await done;
  return result;
}

function quietly(step) {
  try {
    step();
  } catch {
    // the transaction has ended already
  }
}

/** @param {string} name @param {IDBValidKey} key */
export async function get(name, key) {
  return settled((await open()).transaction(name).objectStore(name).get(key));
}

/** @param {string} name */
export async function all(name) {
  return settled((await open()).transaction(name).objectStore(name).getAll());
}

/** @param {string} name @param {object} row */
export const put = (name, row) =>
  write([name], (stores) => settled(stores[name].put(row)));

/** @param {string} name @param {IDBValidKey} key */
export const remove = (name, key) =>
  write([name], (stores) => settled(stores[name].delete(key)));

/** Change one row as it stands now; a second tab may have changed it meanwhile. */
export const change = (name, key, step) =>
  write([name], async (stores) => {
    const row = await settled(stores[name].get(key));
    const changed = step(row);
    if (changed) await settled(stores[name].put(changed));
    return changed;
  });

/** Add a row unless its key is there already; says whether it was added. */
export const addOnce = (stores, name, key, row) =>
  settled(stores[name].get(key)).then(async (known) => {
    if (known !== undefined) return false;
    await settled(stores[name].put(row));
    return true;
  });

/** @param {string} name */
export const setting = async (name) => (await get("settings", name))?.value;

/** @param {string} name @param {unknown} value */
export const keepSetting = (name, value) => put("settings", { name, value });
