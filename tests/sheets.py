"""Sheets for the tests of rules: the consistent example, and random ones."""

from random import Random

from omah.core.count.contests import ContestKind
from omah.core.count.rules import Rule
from omah.formats.rules_toml import load_rules

PRESIDENT_2024: tuple[Rule, ...] = load_rules("2024-02-14", ContestKind.PRESIDENT)
DPR_2024: tuple[Rule, ...] = load_rules("2024-02-14", ContestKind.DPR)

BLOCKS = {
    "voters.dpt": (140, 147, 287),
    "used.dpt": (110, 121, 231),
    "used.dptb": (2, 1, 3),
    "used.dpk": (1, 2, 3),
    "used.total": (113, 124, 237),
    "disabled": (1, 2, 3),
}
ADMINISTRATION = {
    f"{row}.{sex}": number
    for row, numbers in BLOCKS.items()
    for sex, number in zip("lpj", numbers, strict=True)
}
BALLOTS = {
    "ballots.received": 293,
    "ballots.used": 237,
    "ballots.returned": 2,
    "ballots.unused": 54,
}
RESULT = {"valid": 230, "invalid": 7, "total": 237}
SHEET = {
    **ADMINISTRATION,
    **BALLOTS,
    "votes.1": 60,
    "votes.2": 140,
    "votes.3": 30,
    **RESULT,
}
DPR_SHEET = {
    **ADMINISTRATION,
    **BALLOTS,
    "votes.1.party": 20,
    "votes.1.1": 70,
    "votes.1.2": 10,
    "votes.1.total": 100,
    "votes.17.party": 30,
    "votes.17.1": 100,
    "votes.17.total": 130,
    **RESULT,
}


def random_sheets(seed, count, sheet=SHEET):
    """Sheets near and far from consistent, some figures unknown.

    Drawn from a seed: choosing every figure by itself costs hypothesis minutes.
    """
    chance = Random(seed)  # noqa: S311  not for secrets
    return [
        {name: _random_figure(chance, number) for name, number in sheet.items()}
        for _ in range(count)
    ]


def _random_figure(chance, number):
    match chance.choices(["same", "near", "far", "unknown"], [12, 4, 2, 1])[0]:
        case "same":
            return number
        case "near":
            return number + chance.choice([-2, -1, 1, 2])
        case "far":
            return chance.choice([-51, -1, 0, 300, 301, 999, 1000, 3_000_000])
        case _:
            return None
