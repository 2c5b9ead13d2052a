"""Which field ids the rules know: a misspelt one would be read and never checked."""

import re
from collections.abc import Iterator, Mapping

from omah.core.count.rules import ANY_NUMBER, Check, Rule

_NUMBER = "[0-9]+"
_PART = re.compile(r"\{(?P<variable>[a-z]+)\}|\*|[^{*]+")


def unknown_fields(rules: tuple[Rule, ...], fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields that no rule names, in the order given.

    Parameters
    ----------
    rules
        The rules of one kind of contest on its date (``load_rules``).
    fields
        The field ids of a form.

    Notes
    -----
    That every figure must fit its boxes (R11) is a claim about any field, so it
    makes none known.

    Examples
    --------
    >>> from omah.core.count.contests import ContestKind
    >>> from omah.formats.rules_toml import load_rules
    >>> rules = load_rules("2024-02-14", ContestKind.PRESIDENT)
    >>> unknown_fields(rules, ("voters.dpt.l", "voters.dtp.p", "votes.7", "sah"))
    ('voters.dtp.p', 'sah')
    """
    known = [p for rule in rules for check in rule.checks for p in _patterns(check)]
    return tuple(f for f in fields if not any(p.fullmatch(f) for p in known))


def _patterns(check: Check) -> Iterator[re.Pattern[str]]:
    each = dict(check.each)
    for claim in (check.claim, check.when):
        for field in claim.fields() if claim else ():
            parts = (_regex(part, each) for part in _PART.finditer(field))
            yield re.compile("".join(parts))


def _regex(part: re.Match[str], each: Mapping[str, tuple[str, ...]]) -> str:
    if part[0] == ANY_NUMBER:
        return _NUMBER
    if part["variable"] is None:
        return re.escape(part[0])
    values = each[part["variable"]]
    if values == (ANY_NUMBER,):
        return _NUMBER
    return f"(?:{'|'.join(map(re.escape, values))})"
