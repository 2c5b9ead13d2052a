"""Papers of an activity: every recorded word is on them, the same bytes each time."""

import io

import pypdfium2
from PIL import Image
from tests.core.activities.given import FULL

from omah.core.activities.report import report_of
from omah.formats.activity_papers import (
    AttendanceList,
    Came,
    Certificate,
    Picture,
    render_attendance,
    render_certificate,
    render_report,
)

CERTIFICATE = Certificate(
    number="K-12AB", name="Sari Melati", body="PPK Waru", part="peserta",
    kind="webinar", title="Layanan untuk Semua", office="KPU Kota Tirtawening",
    held="Rabu, 13 Januari 2027", address="https://rumah.contoh/kegiatan/s/K-12AB/",
)  # fmt: skip


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "#86461a").save(out, "JPEG")
    return out.getvalue()


def test_a_report_holds_every_part_the_tasks_and_the_pictures():
    picture = Picture(jpeg(), "Ruang rapat", "Rapat pagi")
    text = words_of(
        render_report(report_of(FULL), signed_at="Tirtawening", pictures=[picture])
    )
    for words in ("1. Dasar", "Cetak pengumuman", "20 Januari 2027", "Rapat pagi"):
        assert words in text


def test_typed_markup_is_printed_and_not_obeyed():
    hostile = Certificate(**{
        name: getattr(CERTIFICATE, name) for name in Certificate.__slots__
    } | {"title": '#panic("x") *tebal* $x$ \\'})  # fmt: skip
    assert '#panic("x") *tebal*' in words_of(render_certificate(hostile))


def test_a_blank_list_has_rows_and_a_filled_one_has_names():
    blank = AttendanceList("Rapat", "KPU Kota", "Rabu", "", ())
    filled = AttendanceList("Rapat", "KPU Kota", "Rabu", "", (Came("Rara", "PPK"),))
    assert "25" in words_of(render_attendance(blank))
    assert "Rara" in words_of(render_attendance(filled))


def test_the_same_certificate_is_the_same_bytes():
    first = render_certificate(CERTIFICATE)
    assert first == render_certificate(CERTIFICATE)
    assert "Sari Melati" in words_of(first)
