"""Rules as SQL: the table's twin of ``omah.core.rules``, from the same register.

A claim becomes one expression of three values: true (holds), false (broken)
and NULL (can't be checked), because SQL's arithmetic lets NULL through.
"""

from collections.abc import Iterable

from omah.core.rules import Claim, Instance, Term
from omah.engine.sheet_table import quoted


def verdict_sql(instance: Instance, columns: Iterable[str]) -> str:
    """SQL for what one instance says of a row that has these columns."""
    present = frozenset(columns)
    says = _claim_sql(instance.claim, present)
    if instance.when is None:
        return f"({says})"
    return f"(case when {_claim_sql(instance.when, present)} then {says} end)"


def any_known_sql(verdicts: Iterable[str]) -> str:
    return _any(f"{verdict} is not null" for verdict in verdicts)


def any_broken_sql(verdicts: Iterable[str]) -> str:
    return _any(f"not {verdict}" for verdict in verdicts)


def _any(conditions: Iterable[str]) -> str:
    return " or ".join(conditions) or "false"


def _claim_sql(claim: Claim, present: frozenset[str]) -> str:
    left = " + ".join(_term_sql(term, present) for term in claim.left)
    right = " + ".join(_term_sql(term, present) for term in claim.right)
    return f"{left} {claim.operator} {right}"


def _term_sql(term: Term, present: frozenset[str]) -> str:
    if not term.field:
        return str(-(-term.factor // term.divisor))
    if term.field not in present:
        return "null::bigint"
    number = quoted(term.field)
    if term.factor != 1:
        number = f"{term.factor} * {number}"
    if term.divisor == 1:
        return number
    # DuckDB's // cuts toward zero, so only what is above zero needs a push up.
    push = f"case when {number} > 0 then {term.divisor - 1} else 0 end"
    return f"(({number} + {push}) // {term.divisor})"
