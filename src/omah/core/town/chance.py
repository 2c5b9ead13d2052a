"""Repeatable chance: numbers drawn from a seed and a label, never from a state.

The same seed and label give the same number on every machine and in every
version, whatever else is drawn before or after. Only for practice material:
anyone can compute these numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

DICE = 12  # the sum of a dozen dice is close to a normal curve
DICE_SIDES = 1000


@dataclass(frozen=True, slots=True)
class Chance:
    """A named source of chance; ``of`` names a source within it.

    Examples
    --------
    >>> station = Chance("7").of("9871011001001")
    >>> station.below(300, "voters") == station.below(300, "voters")
    True
    """

    name: str

    def of(self, *labels: object) -> "Chance":
        """Return the source of chance named by these labels within this one."""
        return Chance("/".join([self.name, *map(str, labels)]))

    def below(self, bound: int, label: object) -> int:
        """Return a whole number from 0 to ``bound`` - 1, each as likely."""
        digest = sha256(f"{self.name}/{label}".encode()).digest()
        return int.from_bytes(digest) % bound

    def between(self, least: int, most: int, label: object) -> int:
        """Return a whole number from ``least`` to ``most``, each as likely."""
        return least + self.below(most - least + 1, label)

    def hits(self, per_10_000: int, label: object) -> bool:
        """Return whether something happens that does so per ten thousand."""
        return self.below(10_000, label) < per_10_000

    def pick(self, options: Sequence[T], label: object) -> T:
        """Return one of the options, each as likely."""
        return options[self.below(len(options), label)]

    def around(self, mean: int, deviation: int, label: object) -> int:
        """Return a number near ``mean``; two in three within ``deviation``."""
        dice = self.of(label)
        total = sum(dice.between(-DICE_SIDES, DICE_SIDES, n) for n in range(DICE))
        # A die on [-s, s] has variance s²/3, so a dozen have deviation 2 s.
        return mean + total * deviation // (2 * DICE_SIDES)

    def some(self, count: int, options: Sequence[T], label: object) -> tuple[T, ...]:
        """Return ``count`` different options, in the order they stand in."""
        drawn = sorted(
            range(len(options)), key=lambda n: self.below(1 << 64, (label, n))
        )
        return tuple(options[n] for n in sorted(drawn[:count]))
