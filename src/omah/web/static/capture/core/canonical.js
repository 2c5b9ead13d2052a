// Canonical JSON, the browser's twin of omah.core.log.canonical_json (RFC 8785 subset):
// objects with ASCII keys, arrays, strings and whole numbers; nothing else.

const MAX_DEPTH = 16;

export class NotCanonicalError extends Error {}

/** The one way to write a value. @param {unknown} value @returns {string} */
export function canonical(value) {
  return written(value, MAX_DEPTH);
}

function written(value, depth) {
  if (depth < 0) throw new NotCanonicalError("nested too deep");
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return whole(value);
  if (Array.isArray(value)) {
    return `[${value.map((part) => written(part, depth - 1)).join(",")}]`;
  }
  if (value !== null && typeof value === "object") return object(value, depth);
  throw new NotCanonicalError(`${value === null ? "null" : typeof value} is not allowed`);
}

function object(value, depth) {
  const parts = Object.keys(value)
    .sort() // by UTF-16 units, which for ASCII is by code point
    .map((key) => `${text(asciiKey(key))}:${written(value[key], depth - 1)}`);
  return `{${parts.join(",")}}`;
}

function asciiKey(key) {
  if (!/^[\x00-\x7f]*$/.test(key)) throw new NotCanonicalError("a key must be ASCII");
  return key;
}

function whole(number) {
  if (!Number.isSafeInteger(number) || Object.is(number, -0)) {
    throw new NotCanonicalError(`${number} is not a whole number`);
  }
  return String(number);
}

function text(value) {
  if (/\p{Surrogate}/u.test(value)) throw new NotCanonicalError("half a surrogate pair");
  return JSON.stringify(value);
}
