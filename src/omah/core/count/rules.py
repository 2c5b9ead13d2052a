"""Rules as data: linear claims about the figures of one sheet, and findings.

A rule never repairs a figure. It says which figures don't fit, which numbers
were compared, and leaves the paper as it is. The register of rules is TOML
(``omah.formats.rules_toml``); rules that look beyond one sheet stand in
``omah.core.count.rule_station``.

Patterns over field ids keep the register short. ``{g}`` stands for one value
at a time (one *instance* each), ``*`` for the sum over every whole number in
that place: ``votes.* = valid``.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from omah.core.count.contests import ContestKind
from omah.core.count.figures import Figures
from omah.core.count.rule_station import Context, mismatches

ANY_NUMBER = "*"
ANY_FIELD = "**"


class Severity(StrEnum):
    """How much a finding weighs; only an error blocks."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Operator(StrEnum):
    """How the two sides of a claim compare when it holds."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="
    BELOW = "<"
    ABOVE = ">"

    def holds(self, left: int, right: int) -> bool:
        """Return whether the two numbers compare as the operator says."""
        order = (left > right) - (left < right)
        return order in _ORDERS[self]


_ORDERS = {
    Operator.EQUAL: {0},
    Operator.AT_MOST: {-1, 0},
    Operator.AT_LEAST: {0, 1},
    Operator.BELOW: {-1},
    Operator.ABOVE: {1},
}


@dataclass(frozen=True, slots=True)
class Term:
    """A share of a field, rounded up: ``ceil(factor * field / divisor)``.

    Without a field it is the constant ``factor``. Shares are rounded up because
    the law rounds the ballot reserve up to whole ballots.
    """

    field: str = ""
    factor: int = 1
    divisor: int = 1

    def value(self, figures: Figures) -> int | None:
        """Return the term's number; ``None`` where the field is unknown."""
        number = figures.get(self.field) if self.field else 1
        if number is None:
            return None
        return -(-self.factor * number // self.divisor)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the law says of two sums: ``left operator right``."""

    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]

    def terms(self) -> tuple[Term, ...]:
        """Return the terms of both sides, left first."""
        return self.left + self.right

    def fields(self) -> tuple[str, ...]:
        """Return the field ids once each, left side first."""
        return tuple(dict.fromkeys(t.field for t in self.terms() if t.field))

    def sides(self, figures: Figures) -> tuple[int, int] | None:
        """Return both sums; ``None`` where any input is unknown."""
        values = [term.value(figures) for term in self.terms()]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        return sum(known[: len(self.left)]), sum(known[len(self.left) :])

    def holds(self, figures: Figures) -> bool | None:
        """Return whether the claim is true; ``None`` where it can't be told."""
        sides = self.sides(figures)
        return None if sides is None else self.operator.holds(*sides)


@dataclass(frozen=True, slots=True)
class Check:
    """A claim with patterns, and where it applies.

    Attributes
    ----------
    kinds
        Contest kinds it applies to.
    each
        Variable to its values; ``*`` is every whole number and ``**`` every
        field that the form has.
    when
        Checked only where this holds too (``None``: always).
    counted
        The value of the first variable whose instances make a table's counts
        per sheet; empty for all. The law's totals (column JML) count, and the
        columns L and P are reported beside them.
    valid_from, valid_until
        First and last voting day, ISO 8601; empty where the rule's own hold.
    """

    claim: Claim
    kinds: tuple[ContestKind, ...]
    each: tuple[tuple[str, tuple[str, ...]], ...] = ()
    when: Claim | None = None
    counted: str = ""
    valid_from: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What to say: to the poll worker what to look at, to the officer what to do.

    ``{left}`` and ``{right}`` stand for the two numbers compared.
    """

    worker_id: str
    worker_en: str
    officer_id: str
    officer_en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the register; its code is never used again for another rule.

    A rule with a ``function`` looks beyond the sheet and has no checks.
    """

    code: str
    severity: Severity
    title_id: str
    title_en: str
    law: str
    confidence: str
    sentences: Sentences
    valid_from: str = ""
    valid_until: str = ""
    checks: tuple[Check, ...] = ()
    function: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that does not hold: which fields, and the two numbers compared."""

    code: str
    severity: Severity
    fields: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """A check on concrete fields, ready to be evaluated or translated."""

    code: str
    severity: Severity
    claim: Claim
    when: Claim | None
    counted: bool

    def fields(self) -> frozenset[str]:
        """Return every field that must be known to check it."""
        guard = self.when.fields() if self.when else ()
        return frozenset((*self.claim.fields(), *guard))

    def finding(self, figures: Figures) -> Finding | None:
        """Return the finding; ``None`` where it holds or can't be checked."""
        if self.when is not None and not self.when.holds(figures):
            return None
        sides = self.claim.sides(figures)
        if sides is None or self.claim.operator.holds(*sides):
            return None
        return Finding(self.code, self.severity, self.claim.fields(), sides)


def check_sheet(
    rules: tuple[Rule, ...], figures: Figures, context: Context | None = None
) -> tuple[Finding, ...]:
    """Return what does not fit on one sheet, in the order of the register.

    Parameters
    ----------
    rules
        The rules of one kind of contest on its date (``load_rules``).
    figures
        Every field of the form; unknown ones are ``None`` and make the rules
        that need them say nothing.
    context
        Other sheets of the station, copies of this one, the voter roll.

    Examples
    --------
    >>> from omah.formats.rules_toml import load_rules
    >>> rules = load_rules("2024-02-14", ContestKind.PRESIDENT)
    >>> figures = {"valid": 230, "invalid": 7, "total": 238}
    >>> [(f.code, f.numbers) for f in check_sheet(rules, figures)]
    [('R4', (238, 237))]
    """
    seen = {**figures, **(context.roll_fields() if context else {})}
    found = find(expand(rules, tuple(seen)), seen)
    return found + _beyond_the_sheet(rules, figures, context)


def find(instances: tuple[Instance, ...], figures: Figures) -> tuple[Finding, ...]:
    """Return the findings of rules already expanded for these fields."""
    found = (instance.finding(figures) for instance in instances)
    return tuple(finding for finding in found if finding is not None)


def _beyond_the_sheet(
    rules: tuple[Rule, ...], figures: Figures, context: Context | None
) -> tuple[Finding, ...]:
    if context is None:
        return ()
    return tuple(
        Finding(rule.code, rule.severity, differing.fields, differing.numbers)
        for rule in rules
        if rule.function
        for differing in mismatches(rule.function, figures, context)
    )


def for_contest(rules: tuple[Rule, ...], kind: ContestKind) -> tuple[Rule, ...]:
    """Return the rules with only the checks that apply to one contest kind."""
    kept = []
    for rule in rules:
        checks = tuple(check for check in rule.checks if kind in check.kinds)
        if checks or rule.function:
            kept.append(replace(rule, checks=checks))
    return tuple(kept)


def expand(rules: tuple[Rule, ...], fields: tuple[str, ...]) -> tuple[Instance, ...]:
    """Return every instance of the rules over the fields that a form has.

    Examples
    --------
    >>> from omah.formats.rules_toml import load_rules
    >>> rules = load_rules("2024-02-14", ContestKind.PRESIDENT)
    >>> instances = expand(rules, ("votes.1", "votes.2", "valid"))
    >>> [i.claim.fields() for i in instances if i.code == "R7"]
    [('votes.1', 'votes.2', 'valid')]
    """
    return tuple(
        Instance(rule.code, rule.severity, claim, when, counted)
        for rule in rules
        for check in rule.checks
        for claim, when, counted in _instances(check, fields)
    )


def _instances(
    check: Check, fields: tuple[str, ...]
) -> Iterator[tuple[Claim, Claim | None, bool]]:
    present = frozenset(fields)
    if not all(_stands_somewhere(term.field, fields) for term in check.claim.terms()):
        return
    for values in _bindings(check, fields):
        claim = _bind_claim(check.claim, values, fields)
        when = _bind_claim(check.when, values, fields) if check.when else None
        bound = (claim,) if when is None else (claim, when)
        if all(present.issuperset(c.fields()) and c.left and c.right for c in bound):
            first = next(iter(values.values()), "")
            yield claim, when, check.counted in ("", first)


def _bindings(check: Check, fields: tuple[str, ...]) -> Iterator[dict[str, str]]:
    names = [name for name, _ in check.each]
    choices = [_choices(check, name, values, fields) for name, values in check.each]
    for chosen in itertools.product(*choices):
        yield dict(zip(names, chosen, strict=True))


def _choices(
    check: Check, name: str, values: tuple[str, ...], fields: tuple[str, ...]
) -> tuple[str, ...]:
    if values == (ANY_FIELD,):
        return fields
    if values != (ANY_NUMBER,):
        return values
    hole = "{" + name + "}"
    pattern = next(t.field for t in check.claim.terms() if hole in t.field)
    found = (re.fullmatch(_regex(pattern, hole), field) for field in fields)
    return tuple(dict.fromkeys(match[1] for match in found if match))


def _regex(pattern: str, hole: str) -> str:
    return "([0-9]+)".join(re.escape(part) for part in pattern.split(hole))


def _bind_claim(
    claim: Claim, values: Mapping[str, str], fields: tuple[str, ...]
) -> Claim:
    return Claim(
        _bind_side(claim.left, values, fields),
        claim.operator,
        _bind_side(claim.right, values, fields),
    )


def _bind_side(
    side: tuple[Term, ...], values: Mapping[str, str], fields: tuple[str, ...]
) -> tuple[Term, ...]:
    bound: list[Term] = []
    for term in side:
        name = term.field
        for variable, value in values.items():
            name = name.replace("{" + variable + "}", value)
        bound += [Term(f, term.factor, term.divisor) for f in _starred(name, fields)]
    return tuple(bound)


def _stands_somewhere(name: str, fields: tuple[str, ...]) -> bool:
    """Whether a sum over ``*`` has anything to add up, whatever else is bound.

    One party may have no candidates; a table in which no party has any does not
    say what they received, so nothing can be compared with it.
    """
    if ANY_NUMBER not in name:
        return True
    parts = re.split(r"\{[a-z]+\}|\*", name)
    regex = re.compile("[0-9]+".join(map(re.escape, parts)))
    return any(map(regex.fullmatch, fields))


def _starred(name: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    if ANY_NUMBER not in name:
        return (name,)
    regex = re.compile(_regex(name, ANY_NUMBER))
    return tuple(field for field in fields if regex.fullmatch(field))
