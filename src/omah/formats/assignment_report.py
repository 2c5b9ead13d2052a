"""The printable report of an assignment, as PDF."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files

import typst


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One addressee as it is printed; what is not known is empty."""

    code: str
    name: str
    state: str
    day: str
    late: str


@dataclass(frozen=True, slots=True)
class AssignmentReport:
    """All that stands on the report of an assignment.

    Attributes
    ----------
    letters
        The letters that lead here, from the top down.
    percent
        The share accepted, as it is read; computed by the caller from the rows.
    sums
        Question, figure, and how many offices it comes from.
    """

    office: str
    title: str
    asks: str
    letters: tuple[str, ...]
    due: str
    day: str
    handed_in: int
    asked: int
    accepted: int
    percent: str
    missing: tuple[str, ...]
    sums: tuple[tuple[str, str, str], ...]
    rows: tuple[ReportRow, ...]


def render_assignment_report(report: AssignmentReport) -> bytes:
    """Return the PDF (PDF/UA-1, A4) of a report; same input, same bytes."""
    template = files("omah") / "data" / "typst" / "assignment_report.typ"
    pdf = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"report": json.dumps(asdict(report))},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf
