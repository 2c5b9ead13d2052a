"""The register of rules: TOML to ``omah.core.count.rules`` values, strictly checked."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from omah.core.count.contests import ContestKind
from omah.core.count.rule_station import FUNCTIONS
from omah.core.count.rules import (
    Check,
    Claim,
    Operator,
    Rule,
    Sentences,
    Severity,
    Term,
    for_contest,
)
from omah.formats.form_toml import form_ids, load_form

CONFIDENCE = ("seen", "remembered", "derived", "proposed")
_CLAIM = re.compile(r"(?P<left>.+?)\s*(?P<op><=|>=|=|<|>)\s*(?P<right>.+)")
_TERM = re.compile(r"(?:(?P<share>\d+(?:\.\d+)?)%\s+)?(?P<field>[a-z{][a-z0-9_{}.*]*)")
_RULE_KEYS = {"severity", "title", "law", "confidence", "worker", "officer"}
_RULE_KEYS_MAY = {"from", "until", "check", "function"}
_CHECK_KEYS_MAY = {"says", "each", "counts", "when", "kinds", "from", "until"}


class RegisterError(ValueError):
    """The register is wrong; the message names the rule and what to mend."""


def load_rules(on: str, kind: ContestKind | None = None) -> tuple[Rule, ...]:
    """Return the rules in force on a voting day, in the order of the register.

    Parameters
    ----------
    on
        Voting day, ISO 8601.
    kind
        Keep only the checks that apply to this contest; pass it whenever a
        sheet is checked, for limits and reserves differ by contest.

    Raises
    ------
    RegisterError
        If the packaged register is wrong.

    Examples
    --------
    >>> rules = load_rules("2024-02-14", ContestKind.PRESIDENT)
    >>> [rule.code for rule in rules][:3]
    ['R1', 'R2', 'R3']
    """
    return _load(date.fromisoformat(on).isoformat(), kind)


def register_text() -> str:
    """Return the packaged register as TOML."""
    return files("omah").joinpath("data/rules/register.toml").read_text("utf-8")


def rules_of_form(form_id: str) -> tuple[Rule, ...]:
    """Return the rules for sheets of a form, by its contest and voting day.

    Raises
    ------
    KeyError
        If the form is neither described nor listed.

    Examples
    --------
    >>> any(rule.code == "R8" for rule in rules_of_form("c-hasil-ppwp-2024"))
    False
    """
    return load_rules(*_day_and_kind(form_id))


def kind_of_form(form_id: str) -> ContestKind:
    """Return the kind of contest that a form is for; KeyError if there is none."""
    return _day_and_kind(form_id)[1]


def ruled_forms() -> tuple[str, ...]:
    """Return the ids of the forms whose sheets can be checked."""
    return (*form_ids(), *_undescribed())


@cache
def _day_and_kind(form_id: str) -> tuple[str, ContestKind]:
    """Return a day on which the form is used, and its kind of contest."""
    if form_id in form_ids():
        form = load_form(form_id)
        return form.valid_from, ContestKind(form.contest_kind)
    entry = _undescribed()[form_id]
    return entry["date"], ContestKind(entry["kind"])


@cache
def _undescribed() -> dict[str, dict[str, str]]:
    text = files("omah").joinpath("data/rules/forms.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _load(on: str, kind: ContestKind | None) -> tuple[Rule, ...]:
    rules = parse_rules(register_text(), on)
    return rules if kind is None else for_contest(rules, kind)


def parse_rules(text: str, on: str | None = None) -> tuple[Rule, ...]:
    """Return the rules of a register's text; all of them without a date.

    Raises
    ------
    RegisterError
        If a key is unknown or missing, or a claim can't be understood.
    """
    rules = (_rule(code, entry, on) for code, entry in tomllib.loads(text).items())
    return tuple(rule for rule in rules if rule is not None)


def parse_claim(text: str) -> Claim:
    """Return the claim that a text such as ``votes.* = valid`` states.

    Raises
    ------
    RegisterError
        If it is not two sums with one comparison between them.

    Examples
    --------
    >>> parse_claim("ballots.received <= 2.5% voters.dpt.j").right
    (Term(field='voters.dpt.j', factor=1, divisor=40),)
    """
    match = _CLAIM.fullmatch(text)
    if match is None:
        raise RegisterError(f"not a comparison: {text!r}")
    return Claim(_side(match["left"]), Operator(match["op"]), _side(match["right"]))


def _side(text: str) -> tuple[Term, ...]:
    return tuple(_term(part.strip()) for part in text.split("+"))


def _term(text: str) -> Term:
    if text.isascii() and text.isdigit():
        return Term(factor=int(text))
    match = _TERM.fullmatch(text)
    if match is None:
        raise RegisterError(f"not a number, a field or a share of one: {text!r}")
    share = Fraction(match["share"]) / 100 if match["share"] else Fraction(1)
    return Term(match["field"], share.numerator, share.denominator)


def _rule(code: str, entry: dict[str, Any], on: str | None) -> Rule | None:
    _expect_keys(code, entry, must=_RULE_KEYS, may=_RULE_KEYS_MAY)
    if not _in_force(entry, on):
        return None
    function = entry.get("function", "")
    if bool(function) == ("check" in entry) or function not in {"", *FUNCTIONS}:
        raise RegisterError(f"{code}: needs checks or one known function")
    if entry["confidence"] not in CONFIDENCE:
        raise RegisterError(f"{code}: confidence is one of {', '.join(CONFIDENCE)}")
    checks = [c for c in entry.get("check", []) if _in_force(c, on)]
    return Rule(
        code=code,
        severity=Severity(entry["severity"]),
        title_id=entry["title"]["id"],
        title_en=entry["title"]["en"],
        law=entry["law"],
        confidence=entry["confidence"],
        valid_from=entry.get("from", ""),
        valid_until=entry.get("until", ""),
        sentences=_sentences(entry),
        checks=tuple(_check(code, check) for check in checks),
        function=function,
    )


def _sentences(entry: dict[str, Any]) -> Sentences:
    worker, officer = entry["worker"], entry["officer"]
    return Sentences(worker["id"], worker["en"], officer["id"], officer["en"])


def _check(code: str, entry: dict[str, Any]) -> Check:
    _expect_keys(code, entry, must={"says"}, may=_CHECK_KEYS_MAY)
    each = tuple(
        (name, tuple(values)) for name, values in entry.get("each", {}).items()
    )
    counted = entry.get("counts", "")
    if counted and not (each and counted in each[0][1]):
        raise RegisterError(f"{code}: counts names no value of its first each")
    return Check(
        claim=parse_claim(entry["says"]),
        kinds=tuple(ContestKind(k) for k in entry.get("kinds", list(ContestKind))),
        each=each,
        when=parse_claim(entry["when"]) if "when" in entry else None,
        counted=counted,
        valid_from=entry.get("from", ""),
        valid_until=entry.get("until", ""),
    )


def _in_force(entry: Mapping[str, Any], on: str | None) -> bool:
    if on is None:
        return True
    return bool(entry.get("from", "") <= on <= entry.get("until", "9999-12-31"))


def _expect_keys(
    code: str, entry: Mapping[str, Any], *, must: set[str], may: set[str]
) -> None:
    if missing := must - entry.keys():
        raise RegisterError(f"{code}: {', '.join(sorted(missing))} missing")
    if unknown := entry.keys() - must - may:
        raise RegisterError(f"{code}: {', '.join(sorted(unknown))} unknown")
