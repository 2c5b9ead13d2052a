// Elements in one line, text always as text: nothing here can become markup.

/**
 * @param {string} tag
 * @param {Record<string, any>} [given] attributes; on* are listeners
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  add(element, ...children);
  return element;
}

/** Append what there is; false, null and undefined stand for nothing. */
export function add(element, ...children) {
  element.append(...children.filter((child) => child || child === 0).map(asNode));
}

const asNode = (child) => (child instanceof Node ? child : String(child));

/** A button that says what it does. */
export const button = (words, onclick, more = {}) =>
  h("button", { type: "button", onclick, ...more }, words);

/** A link to another screen. */
export const go = (words, hash, more = {}) => h("a", { href: hash, ...more }, words);

/** Save text as a file on the phone. */
export function save(name, text, type = "application/json") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
