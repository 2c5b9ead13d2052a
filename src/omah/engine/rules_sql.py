"""Rules as SQL: the table's twin of ``omah.core.count.rules``, from the same register.

A claim becomes one expression of three values: true (holds), false (broken)
and NULL (can't be checked), because SQL's arithmetic lets NULL through.
"""

from collections.abc import Iterable

from omah.core.count.rules import Claim, Instance, Term
from omah.engine.sheet_table import quoted

UNKNOWN = "null::boolean"


def verdict_sql(instance: Instance, columns: Iterable[str]) -> str:
    """SQL for what one instance says of a row that has these columns."""
    present = frozenset(columns)
    if not present.issuperset(instance.fields()):
        return UNKNOWN
    says = _claim_sql(instance.claim)
    if instance.when is None:
        return f"({says})"
    return f"(case when {_claim_sql(instance.when)} then {says} end)"


def any_known_sql(verdicts: Iterable[str]) -> str:
    return _any(f"{verdict} is not null" for verdict in verdicts if verdict != UNKNOWN)


def any_broken_sql(verdicts: Iterable[str]) -> str:
    return _any(f"not {verdict}" for verdict in verdicts if verdict != UNKNOWN)


def _any(conditions: Iterable[str]) -> str:
    return " or ".join(conditions) or "false"


def _claim_sql(claim: Claim) -> str:
    left = " + ".join(map(_term_sql, claim.left))
    right = " + ".join(map(_term_sql, claim.right))
    return f"{left} {claim.operator} {right}"


def _term_sql(term: Term) -> str:
    if not term.field:
        return str(-(-term.factor // term.divisor))
    number = quoted(term.field)
    if term.factor != 1:
        number = f"{term.factor} * {number}"
    if term.divisor == 1:
        return number
    # DuckDB's // cuts toward zero, so only what is above zero needs a push up.
    push = f"case when {number} > 0 then {term.divisor - 1} else 0 end"
    return f"(({number} + {push}) // {term.divisor})"
