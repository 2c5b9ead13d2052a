"""Papers of an activity as PDF/UA: its report, attendance list and certificates."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files

import segno
import typst

from omah.core.activities.report import Report

BLANK_ROWS = 25
"""A blank list fills one page."""
SPARE_ROWS = 5
"""For those who came without being named beforehand."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph for the report: its bytes (JPEG or PNG), and what it shows."""

    content: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """A row of the list; what is not known is empty, to be written in."""

    name: str = ""
    body: str = ""
    came: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """All that stands on the attendance list of an activity."""

    title: str
    office: str
    held: str
    place: str
    rows: tuple[Came, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """All that stands on a certificate; ``address`` is where it is confirmed."""

    number: str
    name: str
    body: str
    part: str
    kind: str
    title: str
    office: str
    held: str
    address: str


def render_report(
    report: Report, *, signed_at: str, pictures: Sequence[Picture] = ()
) -> bytes:
    """Return the PDF of a report; same input, same bytes."""
    shown = [
        {"content": list(one.content), "alt": one.alt, "caption": one.caption}
        for one in pictures
    ]
    content = asdict(report) | {"pictures": shown, "signed_at": signed_at}
    return typeset("activity_report", content)


def render_attendance(sheet: AttendanceList) -> bytes:
    """Return the PDF of an attendance list, with room for those not named."""
    spare = SPARE_ROWS if sheet.rows else BLANK_ROWS
    rows = [asdict(row) for row in (*sheet.rows, *[Came()] * spare)]
    return typeset("activity_attendance", asdict(sheet) | {"rows": rows})


def render_certificate(certificate: Certificate) -> bytes:
    """Return the PDF of a certificate; its code leads to the confirming page."""
    drawn = io.BytesIO()
    segno.make_qr(certificate.address, error="m").save(drawn, kind="svg", border=2)
    qr = drawn.getvalue().decode()
    return typeset("certificate", asdict(certificate) | {"qr": qr})


def typeset(template: str, content: Mapping[str, object]) -> bytes:
    """Return a template filled with values."""
    source = files("omah") / "data" / "typst" / f"{template}.typ"
    pdf = typst.compile(
        source.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"paper": json.dumps(content)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf
