"""Words of a search: folded, compared, and cut out of a text to show why it fits."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MOST_WORDS = 8
LONGEST_WORD = 40
SHORTEST_GUESS = 4
"""Shorter words are too near to too many others to be guessed at."""
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return a text in small letters without accents.

    Examples
    --------
    >>> fold("Café PEMILU")
    'cafe pemilu'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """Return the words of a text: letters and digits only, folded, in order.

    Examples
    --------
    >>> words_of('"Hasil" TPS-001: (pindah_memilih)*')
    ['hasil', 'tps', '001', 'pindah', 'memilih']
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def asked_words(question: str) -> list[str]:
    """Return the first few different words of a question."""
    return list(dict.fromkeys(words_of(question)))[:MOST_WORDS]


def grams(word: str) -> frozenset[str]:
    """Return the groups of three letters of a word, its ends marked.

    Examples
    --------
    >>> sorted(grams("tps"))
    ['$tp', 'ps$', 'tps']
    """
    framed = f"${word}$"
    return frozenset(framed[n : n + 3] for n in range(len(framed) - 2))


def edits(a: str, b: str) -> int:
    """Return how many letters to change, add, drop or swap to turn a into b.

    Examples
    --------
    >>> edits("jombang", "jobmang"), edits("pemilu", "pemlu"), edits("a", "b")
    (1, 1, 1)
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was most likely meant, or none.

    One wrong letter is forgiven in a word of four to seven letters, two in a longer
    one; of equally near words the first by alphabet.

    Examples
    --------
    >>> nearest("jombng", ["jombang", "jember"])
    'jombang'
    >>> nearest("xyz", ["abc"]) is None
    True
    """
    if len(word) < SHORTEST_GUESS:
        return None
    allowed = 1 if len(word) < 2 * SHORTEST_GUESS else 2
    found = min(((edits(word, other), other) for other in known), default=None)
    return found[1] if found and found[0] <= allowed else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of shown text; marked where a word of the question stands."""

    text: str
    is_marked: bool


def cut(text: str, *, fits: Callable[[str], bool], length: int) -> list[Piece]:
    """Return about ``length`` letters of a text around its first fitting word.

    Parameters
    ----------
    text
        Plain text.
    fits
        Whether a folded word answers the question.
    length
        Letters to show; a word is never cut in two, except one longer than that.

    Examples
    --------
    >>> [piece.text for piece in cut("Rapat pleno di Balai", fits="pleno".__eq__,
    ...     length=100)]
    ['Rapat ', 'pleno', ' di Balai']
    """
    shown = _window(text, fits, length)
    return list(_pieces(shown, fits))


def _window(text: str, fits: Callable[[str], bool], length: int) -> str:
    """Return the stretch of text around the first fitting word."""
    if len(text) <= length:
        return text
    first = next((m.start() for m in _WORD.finditer(text) if fits(fold(m[0]))), 0)
    begins = max(0, min(first - length // 4, len(text) - length))
    stretch = text[begins : begins + length]
    head = stretch if begins == 0 else "… " + stretch.partition(" ")[2]
    if begins + length >= len(text):
        return head
    return (head.rpartition(" ")[0] or head) + " …"


def _pieces(text: str, fits: Callable[[str], bool]) -> Iterator[Piece]:
    told = 0
    for found in _WORD.finditer(text):
        if fits(fold(found[0])):
            if found.start() > told:
                yield Piece(text[told : found.start()], is_marked=False)
            yield Piece(found[0], is_marked=True)
            told = found.end()
    if told < len(text):
        yield Piece(text[told:], is_marked=False)
