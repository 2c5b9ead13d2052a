"""Invented figures of one polling station, and how a person writes them down."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from omah.core.count.figures import Mark
from omah.core.count.forms import Form

HABITS = ((Mark.X, 0.62), (Mark.BLANK, 0.2), (Mark.D0, 0.1), (Mark.DASH, 0.08))
"""What stands in an unused leading box, and how often; our estimate."""
ALL_MARKED = 0.6  # of people who write X or a dash, this share writes zero as XXX


@dataclass(frozen=True, slots=True)
class Habit:
    """How a person fills unused leading boxes, and writes zero."""

    leading: Mark
    marks_zero: bool


def new_habit(rng: Generator) -> Habit:
    """Return a new person's habit."""
    shares = [share for _, share in HABITS]
    leading, _ = HABITS[rng.choice(len(HABITS), p=shares)]
    crosses_out = leading in {Mark.X, Mark.DASH}
    return Habit(leading, marks_zero=crosses_out and bool(rng.random() < ALL_MARKED))


def number_marks(value: int | None, boxes: int, habit: Habit) -> tuple[Mark, ...]:
    """Return what a person writes into the boxes; unknown stays blank.

    Raises
    ------
    ValueError
        If the number does not fit.

    Examples
    --------
    >>> "".join(number_marks(20, 3, Habit(Mark.X, marks_zero=True)))
    'X20'
    >>> "".join(number_marks(0, 3, Habit(Mark.X, marks_zero=True)))
    'XXX'
    """
    if value is None:
        return (Mark.BLANK,) * boxes
    if value == 0 and habit.marks_zero:
        return (habit.leading,) * boxes
    digits = tuple(map(Mark, str(value)))
    if value < 0 or len(digits) > boxes:
        raise ValueError(f"{value} does not fit into {boxes} boxes")
    return (habit.leading,) * (boxes - len(digits)) + digits


RESERVE_PER_MILLE = {"kepala-daerah": 25}
"""Ballots beyond the voter list, where they are not the 20 of general elections."""


def invent_figures(form: Form, rng: Generator) -> dict[str, int]:
    """Return invented figures for every field of a form; all rules hold.

    Parameters
    ----------
    form
        A form of a contest between pairs, candidates or parties.
    """
    voters = _split(int(rng.integers(140, 290)), rng)
    used = _part(voters, rng.uniform(0.68, 0.9), rng)
    extra, special = _split(rng.poisson(2.0), rng), _split(rng.poisson(2.5), rng)
    used_total = tuple(map(sum, zip(used, extra, special, strict=True)))
    disabled = _part(used_total, rng.uniform(0, 0.02), rng)
    registered = tuple(
        map(sum, zip(disabled, _split(rng.poisson(1), rng), strict=True))
    )
    rows = {
        "voters.dpt": voters,
        "voters.dptb": extra,
        "voters.dpk": special,
        "voters.total": tuple(map(sum, zip(voters, extra, special, strict=True))),
        "used.dpt": used,
        "used.dptb": extra,
        "used.dpk": special,
        "used.total": used_total,
        "disabled": disabled,
        "disabled.registered": registered,
    }
    figures = {
        f"{row}.{column}": int(count)
        for row, (men, women) in rows.items()
        for column, count in (("l", men), ("p", women), ("j", men + women))
    }
    reserve = RESERVE_PER_MILLE.get(form.contest_kind, 20)
    figures |= _ballots(sum(voters), sum(used_total), reserve, rng)
    figures |= _votes(form, sum(used_total), rng)
    return {field: figures[field] for field in form.fields()}


def _split(total: int, rng: Generator) -> tuple[int, int]:
    """Split voters into men and women."""
    men = int(rng.binomial(total, 0.49))
    return men, int(total) - men


def _part(whole: Sequence[int], share: float, rng: Generator) -> tuple[int, int]:
    men, women = (int(rng.binomial(count, share)) for count in whole)
    return men, women


def _ballots(voters: int, used: int, reserve: int, rng: Generator) -> dict[str, int]:
    """Rule R13: ballots for the voter list and a reserve, per mille, rounded up."""
    received = voters + -(-voters * reserve // 1_000)
    returned = min(int(rng.poisson(0.4)), max(0, received - used))
    return {
        "ballots.received": max(received, used),
        "ballots.used": used,
        "ballots.returned": returned,
        "ballots.unused": max(0, received - used - returned),
    }


def _votes(form: Form, total: int, rng: Generator) -> dict[str, int]:
    asked = [field for field in form.fields() if field.startswith("votes.")]
    choices = [field for field in asked if not field.endswith(".total")]
    evenness = 4.0 if choices == asked else 0.3  # among parties most get few votes
    invalid = int(rng.binomial(total, rng.uniform(0.005, 0.04)))
    shares = rng.dirichlet(np.full(len(choices), evenness))
    votes = rng.multinomial(total - invalid, shares).tolist()
    figures = dict(zip(choices, votes, strict=True))
    for field in set(asked).difference(choices):
        party = field.removesuffix("total")
        figures[field] = sum(v for f, v in figures.items() if f.startswith(party))
    return figures | {"valid": total - invalid, "invalid": invalid, "total": total}
