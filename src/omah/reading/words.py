"""Numbers spelled out freely on a line: which number the written words say.

A network gives for each column of a line the probability of each letter, or of
none. A number explains the line as well as its best way through the columns does:
each letter holds one or more of them, and between letters may lie empty ones.
Numbers share words, so each word is laid over the line once for all that end alike.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from omah.core.news.indonesian_days import spelled
from omah.reading.decide import Likelihood
from omah.reading.witness_cells import LETTERS

SYMBOLS = (*LETTERS[:17], " ")
"""What a column may show: a letter, or none (also between two letters)."""
FLOOR = 1e-4
"""No column is believed beyond this: hands differ from what was trained."""
EMPTY = 0.98
"""Columns that are empty with this probability are passed over: half of them."""
SHARPNESS = 0.5
"""Columns of one letter err together: their evidence counts this much."""
LEAST_SAID = 0.97
"""Words less sure of their best number than this are not heard."""
MOST_UNSAID = 0.35
"""What the best number may leave unexplained (log), per letter of it."""

_ONES = ("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")
_NONE = SYMBOLS.index(" ")

Ways = NDArray[np.float32]
"""By line, by number, by columns used: the best log probability, beyond that of all
columns being empty."""


def lines_say(told: Sequence[NDArray[np.float32]]) -> list[Likelihood | None]:
    """Return how well each number, spelled out, explains each line.

    Parameters
    ----------
    told
        One ``(T, 18) float32`` for each line: log probabilities in the order of
        ``SYMBOLS``.

    Returns
    -------
    list
        ``(1000,)``, summing to 1; ``None`` where nothing is written, or other words,
        or it is not sure which number.
    """
    busy = [seen[seen[:, _NONE] < np.log(EMPTY)] for seen in told]
    longest = max(map(len, busy), default=0)
    if longest == 0:
        return [None] * len(told)
    clear = np.full((len(told), longest, len(SYMBOLS)), np.log(FLOOR), np.float32)
    clear[..., _NONE] = 0
    for line, seen in zip(clear, busy, strict=True):
        np.maximum(seen, np.log(FLOOR), out=line[: len(seen)])
    unheard = (clear.max(axis=2) - clear[..., _NONE]).sum(axis=1)
    both = zip(spell_all(clear), unheard, strict=True)
    return [_heard(scores, float(ink)) for scores, ink in both]


def _heard(scores: Likelihood, ink: float) -> Likelihood | None:
    """Return scores as probabilities; ``ink`` is what the likeliest letters score."""
    value = int(scores.argmax())
    best = float(scores[value])
    if best <= 0 or ink - best > MOST_UNSAID * letters_of(value):
        return None
    odds = np.exp(SHARPNESS * (scores - best))
    said = odds / odds.sum()
    return np.asarray(said) if float(said[value]) >= LEAST_SAID else None


def spell_all(clear: NDArray[np.float32]) -> Likelihood:
    """Return the log probability of each number on each line: ``(L, 1000)``.

    It is counted from that of an empty line.
    """
    gains = gains_of(clear)
    begun = heads(gains)
    onwards = tails(gains_of(clear[:, ::-1]))[..., ::-1]
    joined = (begun[:, :, None] + onwards[:, None]).max(axis=-1)
    scores: Likelihood = joined.reshape(len(clear), -1).astype(np.float64)
    scores[:, 0] = _place("NOL", gains, begun[:, :1])[:, 0, -1]
    return scores


def gains_of(clear: NDArray[np.float32]) -> Ways:
    """Return what symbols gain over emptiness up to each column: ``(L, 18, T + 1)``."""
    gains = np.zeros((len(clear), len(SYMBOLS), clear.shape[1] + 1), np.float32)
    beyond = (clear - clear[..., _NONE, None]).swapaxes(1, 2)
    np.cumsum(beyond, axis=2, out=gains[..., 1:])
    return gains


def heads(gains: Ways) -> Ways:
    """Return the ways to write no hundreds, 100, ... 900: ``(L, 10, T + 1)``."""
    start = np.zeros_like(gains[:, :1])
    digits = np.hstack([_place(word, gains, start) for word in _ONES[1:]])
    hundreds = _place("RATUS", gains, digits)
    return np.hstack([start, _place("SERATUS", gains, start), hundreds])


def tails(backwards: Ways) -> Ways:
    """Return the ways to write nothing, 1, ... 99, from the line's end backwards."""

    def place(word: str, ways: Ways) -> Ways:
        return _place(word[::-1], backwards, ways)

    start = np.zeros_like(backwards[:, :1])
    ones = np.hstack([start, *(place(word, start) for word in _ONES)])
    ten, eleven = place("SEPULUH", start), place("SEBELAS", start)
    after = np.hstack([place("PULUH", ones), place("BELAS", start)])
    tens = [place(word, after) for word in _ONES[1:]]
    teens = [written[:, -1:] for written in tens]
    return np.hstack([ones, ten, eleven, *teens, *(each[:, :-1] for each in tens)])


def letters_of(value: int) -> int:
    """Return how many letters a number has, spelled out.

    Examples
    --------
    >>> letters_of(127)  # seratus dua puluh tujuh
    20
    """
    return len(spelled(value).replace(" ", ""))


def _place(word: str, gains: Ways, ways: Ways) -> Ways:
    """Return the ways after one more word; ``ways``: many of each line.

    A letter that begins at column s and ends before t is worth ``gain[t] - gain[s]``;
    after it any columns may be empty, which is worth nothing.
    """
    for letter in word:
        gain = gains[:, None, SYMBOLS.index(letter)]
        begun = np.maximum.accumulate(ways - gain, axis=-1)
        ways = np.full_like(begun, -np.inf)
        np.add(begun[..., :-1], gain[..., 1:], out=ways[..., 1:])
        np.maximum.accumulate(ways, axis=-1, out=ways)
    return ways
