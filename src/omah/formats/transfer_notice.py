"""The printed notice of voting elsewhere, one for each PPS, as PDF."""

import io
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.resources import files

import segno
import typst


class Sheet(StrEnum):
    """How a notice is printed."""

    A4 = "a4"
    A3 = "a3"
    LARGE = "besar"  # A3 in large print, on as many pages as it takes
    EASY = "mudah"  # A4 in short, plain sentences


@dataclass(frozen=True, slots=True)
class NoticeReason:
    """A reason, and the papers it asks for."""

    says: str
    papers: str


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """A last day and the reasons that hold until then."""

    until: str
    last_day: str
    reasons: tuple[NoticeReason, ...]


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day of the week at the counter: when it is open, and who is there."""

    day: str
    hours: str
    on_duty: str


@dataclass(frozen=True, slots=True)
class Notice:
    """All that stands on a notice, in the words of one language.

    Attributes
    ----------
    words
        Headings and fixed sentences by name; the template has none of its own.
    """

    lang: str
    place: str
    address: str
    election: str
    voting_day: str
    steps: tuple[str, ...]
    papers: tuple[str, ...]
    groups: tuple[NoticeGroup, ...]
    ballots: tuple[tuple[str, str], ...]
    days: tuple[NoticeDay, ...]
    url: str
    law: str
    words: dict[str, str]


def render_notice(notice: Notice, sheet: Sheet = Sheet.A4) -> bytes:
    """Return the PDF (PDF/UA-1) of a notice; same input, same bytes.

    Parameters
    ----------
    sheet
        A4 and A3 are one page; large print and easy reading take what they need.
    """
    template = files("omah") / "data" / "typst" / "transfer_notice.typ"
    content = asdict(notice) | {"sheet": sheet.value, "qr": _qr(notice.url)}
    pdf = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"notice": json.dumps(content)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf


def _qr(url: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(url, error="m").save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
