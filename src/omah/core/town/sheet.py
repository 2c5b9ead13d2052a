"""What one polling station counted: figures that obey every rule.

Rates follow what was published of 233,123 sheets of 2024 that add up: turnout
82 % of the roll with deviation 9 points, women 2.7 points above men, 3.6
voters each with a move or without an entry, and 1.5 % invalid votes (median).
"""

from dataclasses import dataclass

from omah.core.town.chance import Chance

SEXES = ("l", "p")
TURNOUT_PER_1000 = {"l": 808, "p": 835}
TURNOUT_DEVIATION = 60
TURNOUT_RANGE = (550, 950)
LEAN_DEVIATION = 35  # per thousand, between kelurahan and between stations
PAIR_SHARES = (430, 355, 215)


@dataclass(frozen=True, slots=True)
class Place:
    """What decides a station's figures besides chance."""

    reserve_per_1000: int
    shares: tuple[int, ...]


def lean(chance: Chance, shares: tuple[int, ...] = PAIR_SHARES) -> tuple[int, ...]:
    """Return the shares of the pairs, moved a little for one place."""
    return tuple(
        max(20, chance.around(share, LEAN_DEVIATION, ("lean", n)))
        for n, share in enumerate(shares)
    )


def roll(chance: Chance) -> dict[str, int]:
    """Return the voters on the roll of one station: l, p and j, 200 to 300."""
    total = chance.between(200, 300, "roll")
    men = total * chance.around(490, 12, "men") // 1000
    return {"l": men, "p": total - men, "j": total}


def count(chance: Chance, voters: dict[str, int], place: Place) -> dict[str, int]:
    """Return every figure of the sheet, consistent with every rule."""
    figures = {f"voters.dpt.{sex}": number for sex, number in voters.items()}
    figures |= _users(chance, voters)
    users = figures["used.total.j"]
    figures |= _ballots(chance, voters["j"], users, place.reserve_per_1000)
    figures |= _disabled(chance)
    return figures | _votes(chance, users, place.shares)


def _users(chance: Chance, voters: dict[str, int]) -> dict[str, int]:
    low, high = TURNOUT_RANGE
    mood = chance.around(0, TURNOUT_DEVIATION, "turnout")
    used: dict[str, int] = {}
    for sex in SEXES:
        rate = min(high, max(low, TURNOUT_PER_1000[sex] + mood))
        used[f"used.dpt.{sex}"] = voters[sex] * rate // 1000
        used[f"used.dptb.{sex}"] = _few(chance, f"moved {sex}")
        used[f"used.dpk.{sex}"] = _few(chance, f"unlisted {sex}")
    for row in ("dpt", "dptb", "dpk"):
        used[f"used.{row}.j"] = sum(used[f"used.{row}.{sex}"] for sex in SEXES)
    for sex in (*SEXES, "j"):
        used[f"used.total.{sex}"] = sum(
            used[f"used.{row}.{sex}"] for row in ("dpt", "dptb", "dpk")
        )
    return used


def _few(chance: Chance, label: str) -> int:
    """Return 0 to 4, low numbers more often."""
    return chance.below(chance.between(1, 5, label), (label, "of"))


def _ballots(
    chance: Chance, voters: int, users: int, reserve_per_1000: int
) -> dict[str, int]:
    received = voters - (-voters * reserve_per_1000 // 1000)
    returned = min(received - users, _few(chance, "returned"))
    return {
        "ballots.received": received,
        "ballots.used": users,
        "ballots.returned": returned,
        "ballots.unused": received - users - returned,
    }


def _disabled(chance: Chance) -> dict[str, int]:
    men, women = _few(chance, "disabled l"), _few(chance, "disabled p")
    return {"disabled.l": men, "disabled.p": women, "disabled.j": men + women}


def _votes(chance: Chance, users: int, shares: tuple[int, ...]) -> dict[str, int]:
    invalid = users * max(0, chance.around(17, 12, "invalid")) // 1000
    valid = users - invalid
    here = lean(chance, shares)
    votes = [valid * share // sum(here) for share in here]
    votes[-1] += valid - sum(votes)
    figures = {f"votes.{n}": number for n, number in enumerate(votes, 1)}
    return figures | {"valid": valid, "invalid": invalid, "total": users}
