"""The reference page of all rules, made from the register."""

from collections.abc import Iterator

from omah.core.count.contests import ContestKind
from omah.core.count.rules import Check, Claim, Rule, Severity, Term

INTRODUCTION = """\
# Rules

<!-- Made by `./omah dev docs` from src/omah/data/rules/register.toml. -->

A rule compares figures of one sheet. It never changes one: the paper is the
truth, and 2 of 66 real forms carry a wrong total on paper. A rule is checked
where all its figures are known; unknown is not zero.

**Claims.** `{g}` is one value at a time (one *instance* each), `*` the sum over
every whole number in that place, and `2% x` a share of x rounded up to a whole.
The same claims are evaluated for one sheet (`omah.core.count.rules`), for a table
(SQL) and in the browser (JavaScript); a test holds the three together.

**Counts of `omah check`.** `checked` and `broken` count sheets, not instances.
A sheet counts as checked for a code when at least one of its counted instances
had all figures, and as broken when at least one of them broke. Where the law
repeats a sum for men, women and total, the column of totals is counted
(marked *counted* below); `--detail` gives every instance. A sheet is `clean` when
there were figures to compare and no error rule broke; `unchecked` when there was
nothing to compare.

**Severity.** Only an *error* blocks and makes `omah check` exit with 1; a
*warning* asks for a second look, *info* points at what is unusual.

**Confidence** in the law reference: *seen* in a stored source; *remembered*, not
read again here; *derived* by arithmetic from a cited rule; *proposed* by us.
"""

SEVERITY = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.INFO: "Info",
}
CONFIDENCE = {
    "seen": "seen in a source",
    "remembered": "remembered",
    "derived": "derived",
    "proposed": "proposed by us",
}
BEYOND = {
    "differs_at_station": (
        "compares the forms of one station: `voters.dpt`, `used.dpt` and `used.dpk` "
        "must agree; `used.dptb` may only fall from the presidential form to DPR, "
        "DPD and DPRD provinsi, and to DPRD kabupaten/kota"
    ),
    "differs_from_copies": "compares every field with every copy that is known",
}


def rules_page(rules: tuple[Rule, ...]) -> str:
    """Return the reference page of these rules in Markdown."""
    lines = [INTRODUCTION]
    for rule in rules:
        lines += _section(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(rule: Rule) -> Iterator[str]:
    says = rule.sentences
    yield f"## {rule.code} {rule.title_en}\n"
    yield f"*{rule.title_id}.* {SEVERITY[rule.severity]}; in force {_dates(rule)}.\n"
    yield from (f"- {_check(check)}" for check in rule.checks)
    if rule.function:
        yield f"- {BEYOND[rule.function]}"
    yield f"\nLaw: {rule.law} ({CONFIDENCE[rule.confidence]}).\n"
    yield "| | Indonesian | English |\n|---|---|---|"
    yield f"| poll worker | {says.worker_id} | {says.worker_en} |"
    yield f"| officer | {says.officer_id} | {says.officer_en} |\n"


def _dates(dated: Rule | Check) -> str:
    words = [
        f"{word} {date}"
        for word, date in (("from", dated.valid_from), ("until", dated.valid_until))
        if date
    ]
    return " ".join(words)


def _check(check: Check) -> str:
    text = f"`{claim_text(check.claim)}`"
    if check.when is not None:
        text += f" where `{claim_text(check.when)}`"
    for name, values in check.each:
        text += f"; {{{name}}}: {_values(values, check.counted)}"
    if len(check.kinds) < len(ContestKind):
        text += f"; {', '.join(check.kinds)}"
    dates = _dates(check)
    return f"{text}; {dates}" if dates else text


def _values(values: tuple[str, ...], counted: str) -> str:
    names = {"*": "every number there", "**": "every field of the form"}
    marked = (f"{v} (counted)" if v == counted else names.get(v, v) for v in values)
    return ", ".join(marked)


def claim_text(claim: Claim) -> str:
    """Return a claim as the register writes it.

    Examples
    --------
    >>> from omah.formats.rules_toml import parse_claim
    >>> claim_text(parse_claim("a = b + 2.5% b"))
    'a = b + 2.5% b'
    """
    return f"{_side(claim.left)} {claim.operator} {_side(claim.right)}"


def _side(terms: tuple[Term, ...]) -> str:
    return " + ".join(_term(term) for term in terms)


def _term(term: Term) -> str:
    if not term.field:
        return str(term.factor)
    if term.factor == term.divisor:
        return term.field
    whole, tenths = divmod(1000 * term.factor // term.divisor, 10)
    return f"{whole}{f'.{tenths}' if tenths else ''}% {term.field}"
