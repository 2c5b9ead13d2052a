"""What was said in an episode and when: cues, passages to read, a search."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

PASSAGE_MS = 45_000
"""A passage is about as long as a breath of reading; then a new mark stands."""
MS_A_WORD = 400
"""150 words a minute, as people talk; only for a typed text's last line."""
_TYPED = re.compile(
    r"\[?(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>[0-5]\d)\]?\s+"
    r"(?:(?P<speaker>[^:\n]{1,60}):\s+)?(?P<words>\S.*)"
)


class TranscriptError(ValueError):
    """A transcript that can't be read: the line, and what is wrong with it."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line, self.what = line, what


@dataclass(frozen=True, slots=True)
class Cue:
    """Words said between two moments, in milliseconds from the start."""

    begins_ms: int
    ends_ms: int
    words: str
    speaker: str = ""

    @property
    def second(self) -> int:
        """The whole second at which it begins, where a player may be sent."""
        return self.begins_ms // 1000

    @property
    def mark(self) -> str:
        """The moment as people read it.

        Examples
        --------
        >>> Cue(75_000, 80_000, "Halo").mark, Cue(3_675_000, 3_676_000, "").mark
        ('1:15', '1:01:15')
        """
        minutes, seconds = divmod(self.second, 60)
        hours, minutes = divmod(minutes, 60)
        return (
            f"{hours}:{minutes:02}:{seconds:02}"
            if hours
            else (f"{minutes}:{seconds:02}")
        )


def in_order(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Return cues by their beginning."""
    return tuple(sorted(cues, key=lambda cue: (cue.begins_ms, cue.ends_ms)))


def passages(cues: Sequence[Cue]) -> list[Cue]:
    """Return cues joined to passages of one speaker, for reading.

    Examples
    --------
    >>> said = [Cue(0, 900, "Selamat", "Sari"), Cue(900, 2000, "pagi.", "Sari")]
    >>> passages(said)
    [Cue(begins_ms=0, ends_ms=2000, words='Selamat pagi.', speaker='Sari')]
    """
    joined: list[Cue] = []
    for cue in cues:
        last = joined[-1] if joined else None
        if (
            last
            and last.speaker == cue.speaker
            and cue.begins_ms - last.begins_ms < PASSAGE_MS
        ):
            words = f"{last.words} {cue.words}"
            joined[-1] = replace(last, ends_ms=cue.ends_ms, words=words)
        else:
            joined.append(cue)
    return joined


def saying(cues: Iterable[Cue], query: str) -> list[Cue]:
    """Return the cues in which every word of a query is said, whatever its case."""
    wanted = query.casefold().split()
    return [
        cue
        for cue in cues
        if wanted and all(word in cue.words.casefold() for word in wanted)
    ]


def plain_words(cues: Iterable[Cue]) -> str:
    """Return all that was said, one passage a line, for a search."""
    return "\n".join(cue.words for cue in passages(tuple(cues)))


def read_typed(text: str) -> tuple[Cue, ...]:
    r"""Return the cues of a typed transcript.

    Each line begins with its moment and may name who speaks; a line without a moment
    goes on with what was said before. A cue ends where the next begins.

    Raises
    ------
    TranscriptError
        If the first line has no moment, or a moment lies before the one above it.

    Examples
    --------
    >>> read_typed("0:00 Sari: Halo.\n0:05 Budi: Selamat pagi.")[1].speaker
    'Budi'
    """
    return tuple(_ended(list(_typed_cues(text))))


def _typed_cues(text: str) -> Iterator[Cue]:
    waiting: Cue | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        found = _TYPED.fullmatch(line.strip())
        if found is None:
            if waiting is None:
                raise TranscriptError(number, "the first line has no moment")
            waiting = replace(waiting, words=f"{waiting.words} {line.strip()}")
            continue
        cue = _typed_cue(found)
        if waiting is not None:
            if cue.begins_ms < waiting.begins_ms:
                raise TranscriptError(number, "its moment lies before the line above")
            yield waiting
        waiting = cue
    if waiting is not None:
        yield waiting


def _typed_cue(found: re.Match[str]) -> Cue:
    hours, minutes = int(found["h"] or 0), int(found["m"])
    begins = ((hours * 60 + minutes) * 60 + int(found["s"])) * 1000
    return Cue(begins, begins, found["words"], (found["speaker"] or "").strip())


def _ended(cues: Sequence[Cue]) -> Iterator[Cue]:
    for cue, after in zip(cues, (*cues[1:], None), strict=True):
        spoken = cue.begins_ms + MS_A_WORD * len(cue.words.split())
        ends = max(after.begins_ms, cue.begins_ms + 1) if after else spoken
        yield replace(cue, ends_ms=ends)
