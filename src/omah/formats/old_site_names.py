"""Names that one article spells in different ways."""

import re
from collections.abc import Iterable
from itertools import combinations

from omah.core.news.dates import MONTHS, WEEKDAYS

MIN_LETTERS = 4
"""Shorter words differ by a letter too often to mean the same name."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?")
_CAPITALISED = re.compile(r"\b(?P<name>[A-Z][a-z'’]+)\b(?=(?:\s+(?P<next>[A-Z]\w*))?)")
_NAME_WORD = r"(?:[A-Z](?:\.[A-Z])+|[A-Z][\w'’]*)"
_NO_NAMES = frozenset((*WEEKDAYS, *MONTHS, "ketua", "kedua", "pemilu", "kota", "jawa"))
_TITLES = frozenset({
    "anggota", "bupati", "direktur", "gubernur", "kabid", "kasubbag", "kepala", "ketua",
    "komisioner", "plh", "plt", "sekretaris", "wakil", "wali",
})  # fmt: skip
_SHARED_NAMES = frozenset({
    "abdul", "abdullah", "achmad", "agus", "ahmad", "budi", "dewi", "muhammad", "siti",
})  # fmt: skip
"""First names so common that two people in one article may bear them."""
_SHORT_FORM = re.compile(r"\b(?=([A-Z][a-z]{1,4})(\.?) ([A-Z][a-z]+))")


def spellings_that_differ(text: str) -> list[tuple[str, ...]]:
    """Return groups of spellings, one letter or one full stop apart, of one name.

    Only words that the text never writes small count: an ordinary word at the head
    of a sentence is small elsewhere.

    Examples
    --------
    >>> spellings_that_differ("Hadir Arifa Contoh. Lalu Ariffa Contoh, jelas Arifa.")
    [('Arifa', 'Ariffa')]
    """
    return _by_letter(text) + _by_stop(text)


def ends_that_differ(text: str, speakers: Iterable[str]) -> list[tuple[str, ...]]:
    """Return full names of speakers that stand elsewhere with another family name.

    Only who is quoted is surely a person; of offices, the same first word and other
    words behind it say nothing.

    Examples
    --------
    >>> ends_that_differ("Wirya Dwi P.A hadir. Ujar Wirya Palsu", ["Wirya Palsu"])
    [('Wirya Dwi P.A', 'Wirya Palsu')]
    """
    found: dict[tuple[str, ...], None] = {}
    for speaker in speakers:
        name = speaker.rsplit(", ", 1)[-1]
        first, *rest = name.split()
        if (
            not rest
            or first.lower() in _TITLES | _SHARED_NAMES
            or len(first) < MIN_LETTERS
        ):
            continue
        others = re.findall(rf"\b{re.escape(first)}(?:\s+{_NAME_WORD})+", text)
        differing = [o for o in others if not _is_part(o.split(), name.split())]
        found |= dict.fromkeys((" ".join(o.split()), name) for o in differing)
    return list(found)


def _is_part(one: list[str], other: list[str]) -> bool:
    """Whether the shorter name only leaves words of the longer one out."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(word in rest for word in short)


def _by_letter(text: str) -> list[tuple[str, ...]]:
    followers = _followers(text)
    small = {word for word in _words(text) if word.islower()} | _NO_NAMES
    names = [name for name in followers if name.lower() not in small]
    return [
        (first, second)
        for first, second in combinations(names, 2)
        if one_letter_apart(first, second)
        and may_be_one(followers[first], followers[second])
    ]


def _followers(text: str) -> dict[str, set[str]]:
    """Return each capitalised word with the capitalised words right behind it."""
    found: dict[str, set[str]] = {}
    for match in _CAPITALISED.finditer(text):
        if len(match["name"]) >= MIN_LETTERS:
            behind = found.setdefault(match["name"], set())
            behind |= {match["next"]} - {None}
    return found


def may_be_one(first: set[str], second: set[str]) -> bool:
    """Whether what follows two spellings lets them be one name.

    Different family names behind them make two people of two first names.
    """
    return not first or not second or bool(first & second)


def _words(text: str) -> list[str]:
    return [word.rstrip(".") for word in _WORD.findall(text)]


def _by_stop(text: str) -> list[tuple[str, ...]]:
    """Short forms with and without a full stop before the same name."""
    forms: dict[tuple[str, str], set[str]] = {}
    for short, stop, name in _SHORT_FORM.findall(text):
        forms.setdefault((short, name), set()).add(f"{short}{stop} {name}")
    return [tuple(sorted(found)) for found in forms.values() if len(found) > 1]


def one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter more, less or other makes one word the other.

    Examples
    --------
    >>> one_letter_apart("Arief", "Arif"), one_letter_apart("Arief", "Arsip")
    (True, False)
    """
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) > 1 or short == long or short[0] != long[0]:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
