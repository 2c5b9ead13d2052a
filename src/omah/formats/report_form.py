"""The paper form of a report for Bawaslu, for those without a network, as PDF."""

import io
import json
from dataclasses import asdict, dataclass
from importlib.resources import files

import segno
import typst


@dataclass(frozen=True, slots=True)
class PaperField:
    """A question, and how many lines there are to write on."""

    asks: str
    lines: int


@dataclass(frozen=True, slots=True)
class PaperForm:
    """All that stands on the form, in the words of one language.

    Attributes
    ----------
    notes
        Sentences above the questions.
    for_office
        Lines that the officer fills in; below them the filer's own slip.
    """

    lang: str
    title: str
    office: str
    notes: tuple[str, ...]
    fields: tuple[PaperField, ...]
    for_office: tuple[str, ...]
    law: str
    url: str


def render_report_form(form: PaperForm) -> bytes:
    """Return the PDF (PDF/UA-1, A4) of an empty form; same input, same bytes."""
    template = files("omah") / "data" / "typst" / "report_form.typ"
    drawn = io.BytesIO()
    segno.make_qr(form.url, error="m").save(drawn, kind="svg", border=0, xmldecl=False)
    content = asdict(form) | {"qr": drawn.getvalue().decode()}
    pdf = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"form": json.dumps(content)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf
