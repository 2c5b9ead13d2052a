"""The printable attendance list of a body ("daftar hadir"), as PDF."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files

import typst

BLANK_ROWS = 3
"""For those who came without a telephone and sign by hand."""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person's turn on one day; what is not known is empty, to be written in.

    Attributes
    ----------
    day, planned, came, left
        As they are printed, in the body's own time; a star after a time says that
        only the telephone's clock vouches for it.
    """

    day: str
    name: str
    role: str
    planned: str
    came: str
    left: str


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """All that stands on the attendance list of a body."""

    place: str
    address: str
    code: str
    days: str
    zone: str
    rows: tuple[AttendanceRow, ...]


def render_attendance_sheet(sheet: AttendanceSheet) -> bytes:
    """Return the PDF (PDF/UA-1, A4) of an attendance list; same input, same bytes.

    The list is evidence only when it is signed: every row has room for a signature
    and the last page for that of the chair.
    """
    template = files("omah") / "data" / "typst" / "attendance_sheet.typ"
    content = asdict(sheet) | {
        "blank_rows": BLANK_ROWS,
        "has_star": any("*" in row.came + row.left for row in sheet.rows),
    }
    pdf = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"sheet": json.dumps(content)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf
