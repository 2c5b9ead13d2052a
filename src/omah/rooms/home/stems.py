"""Indonesian stems: memilih, pemilih and pemilihan are one word to a search."""

from collections.abc import Iterable
from functools import lru_cache
from threading import Lock

import snowballstemmer

_stemmer = snowballstemmer.stemmer("indonesian")
_one_at_a_time = Lock()  # a stemmer keeps its word in itself


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word; numbers and codes stay as they are."""
    if not word.isalpha():
        return word
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


def stems_of(words: Iterable[str]) -> str:
    return " ".join(map(stem, words))
