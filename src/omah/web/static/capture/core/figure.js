// One figure as it is keyed in. Nothing yet, "no number stands there" and 0 differ.

/** In a statement: nobody can say which number stands there. */
export const UNKNOWN = "?";
export const MAX_DIGITS = 5;

/**
 * A keyed-in value: undefined until touched, then digits as typed or UNKNOWN.
 * @typedef {string | undefined} Keyed
 */

/** @param {Keyed} keyed @param {string} key a digit, "erase" or "unknown" @returns {Keyed} */
export function pressed(keyed, key) {
  if (key === "unknown") return UNKNOWN;
  if (key === "erase") return keyed === UNKNOWN ? undefined : keyed?.slice(0, -1) || undefined;
  const digits = keyed === UNKNOWN || keyed === undefined ? "" : keyed;
  return digits.length < MAX_DIGITS ? digits + key : digits;
}

/** What a text field holds, as a keyed value; null if it is neither. */
export function typed(text) {
  const bare = text.trim();
  if (bare === "") return undefined;
  if (/^[xX?-]+$/.test(bare)) return UNKNOWN;
  return /^[0-9]{1,5}$/.test(bare) ? bare : null;
}

/** @param {Keyed} keyed @returns {number | "?" | undefined} */
export function value(keyed) {
  return keyed === undefined || keyed === UNKNOWN ? keyed : Number(keyed);
}

/** Figures for the rules: unknown is null, so that no rule guesses. */
export function forRules(keyed) {
  const known = Object.entries(keyed).map(([field, one]) => {
    const figure = value(one);
    return [field, typeof figure === "number" ? figure : null];
  });
  return Object.fromEntries(known);
}

/** Figures for a statement: every field that was keyed in. */
export function forStatement(keyed) {
  const said = Object.entries(keyed).filter(([, one]) => one !== undefined);
  return Object.fromEntries(said.map(([field, one]) => [field, value(one)]));
}

/** The fields still to be keyed in, in the order of the paper. */
export const missing = (fields, keyed) =>
  fields.filter((field) => keyed[field.id] === undefined);
