"""Pages of the offices' old sites, saved as text: titles, texts, share lines, counts.

A page is a heading, then articles: a title on a line of its own and paragraphs, with
empty lines between. After an article may stand the share buttons and a view count.
Every line ends up in an article or among the leftovers; nothing is dropped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from omah.core.news.articles import Article, BylineKind, Leftover, OldPage
from omah.core.news.dates import date_of_event, settle, surroundings_of
from omah.core.news.doubts import Doubt, DoubtKind
from omah.formats.old_site_names import ends_that_differ, spellings_that_differ
from omah.formats.old_site_office import office_of
from omah.formats.old_site_parts import Parts, part_text, quotes_of

MAX_TITLE = 160
_HEADING = re.compile(r"berita terkini", re.IGNORECASE)
_SHARE = re.compile(
    r"bagikan\s*:?|(?:(?:facebook|twitter|x|whats?app?s?|telegram|instagram|email)\s*)+",
    re.IGNORECASE,
)
_VIEWS = re.compile(r"telah dilihat\s+(\d[\d.]*)\s+kali", re.IGNORECASE)
_NO_TITLE = re.compile(r"[.,;:]$|\(\s*[A-Za-z]{2,5}(?:/\w+)?\s*\)$|^[“\"]|[a-z]\.\s")


class OldSiteError(ValueError):
    """The bytes are no page of an old site."""


@dataclass
class _Block:
    """The lines of one article while the page is walked."""

    title: str
    lines: list[str]
    paragraphs: list[str] = field(default_factory=list)
    views: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def read_page(content: bytes, *, latest: date) -> OldPage:
    r"""Return the articles of a saved page, and the lines that belong to none.

    Parameters
    ----------
    content
        UTF-8 text of the page.
    latest
        No article is younger than this day.

    Raises
    ------
    OldSiteError
        If the bytes are not UTF-8, or no article stands in them.

    Examples
    --------
    >>> text = "Apel Pagi\n\nKOTA CONTOH – Rabu (12/01/2022) apel. (sc)"
    >>> page = read_page(text.encode(), latest=date(2026, 1, 1))
    >>> [(a.title, a.date.believed, a.byline.writer) for a in page.articles]
    [('Apel Pagi', '2022-01-12', 'sc')]
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OldSiteError("the page is not UTF-8 text") from None
    blocks, leftovers = _walk(text)
    if not blocks:
        raise OldSiteError("the page holds no article: no title with a text below it")
    office, office_doubts = office_of(block.text for block in blocks)
    around = surroundings_of([block.text for block in blocks], latest)
    articles = []
    for place, block in enumerate(blocks):
        parts = part_text(block.paragraphs)
        articles.append(
            Article(
                title=block.title,
                source="\n".join(block.lines),
                paragraphs=parts.paragraphs,
                byline=parts.byline,
                dateline=parts.dateline,
                date=settle(block.text, place, around),
                quotes=quotes_of(parts.paragraphs),
                views=block.views,
                doubts=(*office_doubts, *_doubts(block, parts)),
            )
        )
    return OldPage(office, tuple(articles), tuple(leftovers))


def _walk(text: str) -> tuple[list[_Block], list[Leftover]]:
    """Give every line that is not empty to an article or to the leftovers."""
    blocks: list[_Block] = []
    leftovers: list[Leftover] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = tidy(raw)
        reason = "" if not line else _reason_left(line, blocks)
        if not line:
            continue
        if reason:
            leftovers.append(Leftover(number, line, reason))
        elif (views := _VIEWS.fullmatch(line)) and blocks:
            blocks[-1].views = int(views[1].replace(".", ""))
            blocks[-1].lines.append(raw)
        elif not blocks or (_is_title(line) and blocks[-1].paragraphs):
            blocks.append(_Block(title=line, lines=[raw]))
        else:
            blocks[-1].paragraphs.append(line)
            blocks[-1].lines.append(raw)
    return blocks, leftovers


def tidy(line: str) -> str:
    """Return a line with no-break spaces made plain and its ends cut.

    Runs of spaces inside stay: on old pages they part the byline from the text.
    """
    return line.replace("\xa0", " ").replace("\r", "").strip()


def _reason_left(line: str, blocks: list[_Block]) -> str:
    if not blocks and _HEADING.fullmatch(line):
        return "heading"
    if _SHARE.fullmatch(line):
        return "share-buttons"
    return ""


def _is_title(line: str) -> bool:
    """Whether a line is short and no sentence; on old pages nothing else tells."""
    if len(line) > MAX_TITLE:
        return False
    if line.endswith((".”", '."')) and not line.startswith(("“", '"')):
        line = line[:-2]
    return not _NO_TITLE.search(line) and line.count(" ") > 0


def _doubts(block: _Block, parts: Parts) -> Iterable[Doubt]:
    yield from _date_doubts(block.text)
    yield from _byline_doubts(parts)
    if not parts.dateline.printed:
        yield Doubt(DoubtKind.DATELINE_MISSING)
    speakers = [quote.speaker for quote in quotes_of(parts.paragraphs) if quote.speaker]
    for spellings in (
        *spellings_that_differ(block.text),
        *ends_that_differ("\n".join(parts.paragraphs), speakers),
    ):
        yield Doubt(DoubtKind.SPELLING_DIFFERS, " / ".join(spellings))
    if block.text.count("“") != block.text.count("”") or block.text.count('"') % 2:
        yield Doubt(DoubtKind.QUOTE_UNCLOSED)
    if not block.paragraphs:
        yield Doubt(DoubtKind.BODY_MISSING)


def _date_doubts(text: str) -> Iterable[Doubt]:
    mention = date_of_event(text)
    if mention is None:
        yield Doubt(DoubtKind.DATE_MISSING)
        return
    if mention.is_impossible:
        yield Doubt(DoubtKind.DATE_IMPOSSIBLE, mention.text)
    if not mention.year:
        yield Doubt(DoubtKind.YEAR_MISSING, mention.text)
    elif mention.year_digits < 4:
        yield Doubt(DoubtKind.YEAR_SHORT, mention.text)


def _byline_doubts(parts: Parts) -> Iterable[Doubt]:
    if parts.byline.kind is BylineKind.NONE:
        yield Doubt(DoubtKind.BYLINE_MISSING)
    if parts.byline_is_bare:
        yield Doubt(DoubtKind.BYLINE_BARE, parts.byline.printed)
    if parts.byline_runs_in:
        yield Doubt(DoubtKind.BYLINE_RUN_IN, parts.byline.printed)
