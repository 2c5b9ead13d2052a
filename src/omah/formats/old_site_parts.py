"""Part an old article's text: byline, dateline, body and quotes, each as printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from omah.core.news.articles import Byline, BylineKind, Dateline, Quote
from omah.core.news.dates import WEEKDAYS

HOST = r"(?:kab|kota)-[a-z0-9-]+\.kpu\.go\.id|[a-z0-9-]+\.kpu\.go\.id"
_SHORT = r"(?:[A-Z][a-z]?|Moch|Moh|Muh|Ach|Abd|Drs|Dra|Nur)\.(?=\s[A-Z])"
_NAME_WORD = rf"(?:{_SHORT}|[A-Z](?:\.[A-Z])+|[A-Z][\w'’]*)"
_BY = re.compile(
    rf"Oleh\s*:?\s+(?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{0,5}}?)"
    rf"(?P<gap>\s{{2,}}|\s+(?={HOST}|(?:{'|'.join(WEEKDAYS)})\b)|\s*$)",
)
_BY_AT_ALL = re.compile(rf"Oleh\s*:?\s+(?P<name>{_NAME_WORD}(?: {_NAME_WORD})?)\s+")
_IN_BRACKETS = re.compile(
    r"(?P<gap>\s*)\(\s*(?P<writer>[A-Za-z]{2,5})\s*(?:/\s*(?P<desk>[A-Za-z]{2,12})\s*)?\)"
    r"\s*\.?\s*$"
)
_BARE = re.compile(r"(?<=[.!?”\"’])\s+(?P<writer>[a-z]{2,4})\s*$")
_PLACE = r"[A-Z][\w']*(?: [A-Z][\w']*){0,3}"
_DATELINES = (
    re.compile(
        rf"(?:(?P<place>{_PLACE})(?:\s*,\s*|\s*\(\s*))?(?P<host>{HOST})\)?"
        r"(?:\s*[–—-]\s*|\s+)"
    ),
    re.compile(rf"(?P<place>{_PLACE})\s*[–—-]\s*(?=\S)(?P<host>)"),
    re.compile(r"KPU (?P<place>(?:Kota |Kabupaten )?[A-Z]\w+),\s+(?=[A-Z])(?P<host>)"),
)
_QUOTE = re.compile(
    r"“(?P<words>(?:[^“”]|“[^“”]*”){12,}?)”|(?<![^\s(,])\"(?P<straight>[^“”\"]{11,}?[^\s\"])\""
)
_NAMES_A_TITLE = re.compile(r"\b(?:ber)?(?:topik|tema|judul|tajuk)\s*$", re.IGNORECASE)
_MORE = rf"(?: {_NAME_WORD}){{0,5}}"
_SAID = re.compile(
    r"[\s,]*(?i:ujar|kata|ucap|tutur|jelas|tegas|ungkap|urai|terang|imbuh|pesan|beber"
    r"|tambah|papar|pungkas|demikian)"
    r"(?:nya\b|\s+"
    rf"(?P<speaker>(?:(?:Ketua|Sekretaris|Anggota){_MORE}, )?{_NAME_WORD}{_MORE}))"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """An article's text in parts; ``paragraphs`` is the body alone."""

    byline: Byline
    dateline: Dateline
    paragraphs: tuple[str, ...]
    byline_is_bare: bool = False
    byline_runs_in: bool = False


def part_text(lines: Sequence[str]) -> Parts:
    """Return the parts of an article's lines; none of their words is lost.

    Examples
    --------
    >>> part_text(["Oleh Sari Contoh   Kota Contoh – KPU rapat."]).byline.writer
    'Sari Contoh'
    >>> part_text(["kab-contoh.kpu.go.id – KPU rapat. ( ab/Humas)"]).byline.desk
    'Humas'
    """
    body = list(lines)
    if not body:
        return Parts(Byline(), Dateline(), ())
    byline, runs_in, body[0] = _leading_byline(body[0])
    is_bare = False
    if byline.kind is BylineKind.NONE:
        byline, is_bare, runs_in, body[-1] = _closing_byline(body[-1])
    dateline, body[0] = _dateline(body[0])
    paragraphs = tuple(line for line in body if line)
    return Parts(byline, dateline, paragraphs, is_bare, runs_in)


def _leading_byline(line: str) -> tuple[Byline, bool, str]:
    """Return a byline that opens the line, whether it runs in, and the rest."""
    clear = _BY.match(line)
    found = clear or _BY_AT_ALL.match(line)
    if found is None:
        return Byline(), False, line
    runs_in = clear is None or (len(clear["gap"]) == 1 and clear.end() < len(line))
    byline = Byline(found[0].strip(), BylineKind.NAME, found["name"])
    return byline, runs_in, line[found.end() :].lstrip()


def _closing_byline(line: str) -> tuple[Byline, bool, bool, str]:
    """Return a byline that ends the line, bare or not, run in or not, and the rest."""
    found = _IN_BRACKETS.search(line)
    if found and not _is_acronym(found["writer"], line[: found.start()]):
        runs_in = not found["gap"]
    else:
        found, runs_in = _BARE.search(line), False
    if found is None:
        return Byline(), False, False, line
    desk = found.groupdict().get("desk") or ""
    byline = Byline(found[0].strip(), BylineKind.INITIALS, found["writer"], desk)
    is_bare = found.re is _BARE
    return byline, is_bare, runs_in, line[: found.start()].rstrip()


def _is_acronym(letters: str, before: str) -> bool:
    """Whether bracketed capitals abbreviate the words before them.

    Examples
    --------
    >>> _is_acronym("PSM", "membahas pelayanan satu meja")
    True
    """
    if not letters.isupper():
        return False
    initials = "".join(word[0] for word in before.split()[-len(letters) :])
    return initials.upper() == letters


def _dateline(line: str) -> tuple[Dateline, str]:
    for pattern in _DATELINES:
        found = pattern.match(line)
        if found:
            dateline = Dateline(
                found[0].strip(), (found["place"] or "").strip(), found["host"]
            )
            return dateline, line[found.end() :]
    return Dateline(), line


def quotes_of(paragraphs: Sequence[str]) -> tuple[Quote, ...]:
    """Return the quoted sentences, with the speaker where one follows.

    Titles and single terms stand between the same marks; a quote has a speaker, or
    ends as a sentence does.

    Examples
    --------
    >>> quotes_of(["“Kami siap melayani,” ujar Budi Contoh."])
    (Quote(words='Kami siap melayani,', speaker='Budi Contoh'),)
    """
    quotes = []
    for paragraph in paragraphs:
        for found in _QUOTE.finditer(paragraph):
            said = _SAID.match(paragraph, found.end())
            words = (found["words"] or found["straight"]).strip()
            is_title = _NAMES_A_TITLE.search(paragraph, 0, found.start())
            if said or (words.endswith((".", ",", "?", "!")) and not is_title):
                speaker = said["speaker"] if said else None
                quotes.append(Quote(words, speaker or ""))
    return tuple(quotes)
