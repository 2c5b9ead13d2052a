"""The papers of one office as PDF, before they are sealed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files

import typst

from omah.core.log.canonical_json import Json


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands under the papers: when, how, and the hash of the text."""

    at: str
    second_factor: str
    text_sha256: str
    authority: str


def render_agreement(text: Mapping[str, Json], signed: Signed) -> bytes:
    """Return the PDF (PDF/UA-1, A4) of an office's papers; same input, same bytes."""
    template = files("omah") / "data" / "typst" / "agreement.typ"
    pdf = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"text": json.dumps(text), "signed": json.dumps(asdict(signed))},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf
