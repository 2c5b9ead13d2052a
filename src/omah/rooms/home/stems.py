"""Indonesian stems: memilih, pemilih and pemilihan are one word to a search."""

from collections.abc import Iterable
from functools import cache, lru_cache
from threading import Lock
from typing import Any

_one_at_a_time = Lock()  # a stemmer keeps its word in itself


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word; numbers and codes stay as they are."""
    if not word.isalpha():
        return word
    with _one_at_a_time:
        return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:  # noqa: ANN401  the library has no types
    import snowballstemmer  # thirty languages: few processes search or index

    return snowballstemmer.stemmer("indonesian")


def stems_of(words: Iterable[str]) -> str:
    return " ".join(map(stem, words))
