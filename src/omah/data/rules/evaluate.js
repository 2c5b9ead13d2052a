// The browser's twin of omah.core.count.rules. It shows findings while a person types;
// it decides nothing. INSTANCES and SENTENCES above come from the register.

const COMPARES = {
  "=": (left, right) => left === right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
};

/** A share of a field, rounded up; null where the field is unknown. */
function value([field, factor, divisor], figures) {
  const number = field === "" ? 1 : (figures[field] ?? null);
  return number === null ? null : Math.ceil((factor * number) / divisor) + 0;
}

/** The sum of one side; null where any input is unknown. */
function sum(terms, figures) {
  let total = 0;
  for (const term of terms) {
    const number = value(term, figures);
    if (number === null) return null;
    total += number;
  }
  return total;
}

function sides([left, , right], figures) {
  const numbers = [sum(left, figures), sum(right, figures)];
  return numbers.includes(null) ? null : numbers;
}

/** What does not fit: [{code, severity, fields, numbers}], in register order. */
export function check(figures) {
  const found = [];
  for (const { code, severity, claim, when, fields } of INSTANCES) {
    const guard = when === null ? [1, 1] : sides(when, figures);
    if (guard === null || !COMPARES[when?.[1] ?? "="](...guard)) continue;
    const numbers = sides(claim, figures);
    if (numbers === null || COMPARES[claim[1]](...numbers)) continue;
    found.push({ code, severity, fields, numbers });
  }
  return found;
}

/** The finding in words, for "worker" or "officer", in "id" or "en". */
export function sentence({ code, numbers: [left, right] }, reader, language) {
  const text = SENTENCES[code][reader][language];
  return text.replace("{left}", String(left)).replace("{right}", String(right));
}
