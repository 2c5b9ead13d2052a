"""Transcripts as WebVTT (W3C), from strangers' files too: every fault is named."""

import html
import re
from collections.abc import Iterable, Iterator

from omah.core.news.transcripts import Cue, TranscriptError, in_order

MAX_OCTETS = 2_000_000
MAX_CUES = 20_000
MAX_WORDS = 2_000
_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]+)>")
_TAG = re.compile(r"<[^>]*>?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e]")
_NOT_SPOKEN = ("NOTE", "STYLE", "REGION")


def read_webvtt(content: bytes) -> tuple[Cue, ...]:
    r"""Return what a WebVTT file says, in order of time.

    Markup is dropped, the voice of ``<v Name>`` is kept as the speaker; control and
    direction signs never come through. Notes, styles and regions are left out.

    Parameters
    ----------
    content
        At most 2 MB of UTF-8.

    Raises
    ------
    TranscriptError
        With the line, if this is no WebVTT, or a time runs backwards.

    Examples
    --------
    >>> read_webvtt(b"WEBVTT\n\n00:01.000 --> 00:02.500\n<v Sari>Halo &amp; hai")
    (Cue(begins_ms=1000, ends_ms=2500, words='Halo & hai', speaker='Sari'),)
    """
    if len(content) > MAX_OCTETS:
        raise TranscriptError(1, "the file is larger than 2 MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise TranscriptError(line, "the file is not UTF-8") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise TranscriptError(1, "the file does not begin with WEBVTT")
    cues = in_order(_cues(lines))
    if not cues:
        raise TranscriptError(len(lines), "nothing is said in this file")
    if len(cues) > MAX_CUES:
        raise TranscriptError(len(lines), f"more than {MAX_CUES} cues")
    return cues


def _cues(lines: list[str]) -> Iterator[Cue]:
    for number, block in _blocks(lines):
        if block[0].startswith(_NOT_SPOKEN):
            continue
        at = next((i for i, line in enumerate(block[:2]) if "-->" in line), None)
        if at is None:
            raise TranscriptError(number, "a block has no times")
        begins, ends = _times(block[at], number + at)
        said = "\n".join(block[at + 1 :])
        voice = _VOICE.search(said)
        words = _plain(said)
        if len(words) > MAX_WORDS:
            raise TranscriptError(number, f"more than {MAX_WORDS} letters at once")
        if words:
            yield Cue(begins, ends, words, _plain(voice[1]) if voice else "")


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each block between blank lines with its line number; not the header."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
            continue
        first = number - len(block)
        if block and first > 1:
            yield first, block
        block = []


def _times(line: str, number: int) -> tuple[int, int]:
    found = _TIMING.fullmatch(line)
    if found is None:
        raise TranscriptError(number, f"no times can be read in “{line[:60]}”")
    parts = [int(part or 0) for part in found.groups()]
    begins, ends = _ms(parts[:4]), _ms(parts[4:])
    if ends <= begins:
        raise TranscriptError(number, "a cue ends before it begins")
    return begins, ends


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, thousandths = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _plain(said: str) -> str:
    """Return words without markup; what only looks like markup goes too."""
    bare = html.unescape(_TAG.sub("", said))
    return " ".join(_CONTROL.sub("", bare).split())


def write_webvtt(cues: Iterable[Cue]) -> str:
    """Return cues as a file that ``read_webvtt`` reads back to the same."""
    blocks = ["WEBVTT"]
    for cue in cues:
        voice = f"<v {_safe(cue.speaker)}>" if cue.speaker else ""
        times = f"{_clock(cue.begins_ms)} --> {_clock(cue.ends_ms)}"
        blocks.append(f"{times}\n{voice}{_safe(cue.words)}")
    return "\n\n".join(blocks) + "\n"


def _safe(words: str) -> str:
    return html.escape(words, quote=False)


def _clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
