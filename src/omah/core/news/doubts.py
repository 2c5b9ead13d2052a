"""What a reader of old pages must not decide alone: codes, facts and sentences."""

from dataclasses import dataclass
from enum import StrEnum


class DoubtKind(StrEnum):
    """What is doubtful; the codes are never reused."""

    DATE_IMPOSSIBLE = "date-impossible"
    DATE_MISSING = "date-missing"
    YEAR_MISSING = "year-missing"
    YEAR_SHORT = "year-short"
    BYLINE_MISSING = "byline-missing"
    BYLINE_BARE = "byline-bare"
    BYLINE_RUN_IN = "byline-run-in"
    DATELINE_MISSING = "dateline-missing"
    SPELLING_DIFFERS = "spelling-differs"
    QUOTE_UNCLOSED = "quote-unclosed"
    BODY_MISSING = "body-missing"
    OFFICE_FROM_TEXT = "office-from-text"
    OFFICE_UNKNOWN = "office-unknown"


SENTENCES: dict[DoubtKind, tuple[str, str]] = {
    DoubtKind.DATE_IMPOSSIBLE: (
        "Hari dan tanggal tidak cocok: {about}. Tulisan aslinya disimpan.",
        "Weekday and date contradict each other: {about}. The print is kept.",
    ),
    DoubtKind.DATE_MISSING: (
        "Tidak ada tanggal pada berita ini.",
        "The article names no date.",
    ),
    DoubtKind.YEAR_MISSING: (
        "Tahun tidak tertulis: {about}.",
        "The year is not printed: {about}.",
    ),
    DoubtKind.YEAR_SHORT: (
        "Tahun hanya dua angka: {about}.",
        "The year has two digits only: {about}.",
    ),
    DoubtKind.BYLINE_MISSING: (
        "Penulis tidak disebut.",
        "No writer is named.",
    ),
    DoubtKind.BYLINE_BARE: (
        "Inisial tanpa kurung di akhir berita: {about}. Pastikan itu penulisnya.",
        "Initials without brackets end the text: {about}. Make sure they are a byline.",
    ),
    DoubtKind.BYLINE_RUN_IN: (
        "Nama penulis menyambung dengan isi: {about}. Periksa batasnya.",
        "The byline runs into the text: {about}. Check where it ends.",
    ),
    DoubtKind.DATELINE_MISSING: (
        "Tempat berita tidak tertulis di awal.",
        "No place stands before the text.",
    ),
    DoubtKind.SPELLING_DIFFERS: (
        "Nama ini ditulis berbeda-beda: {about}. Tidak ada yang diubah.",
        "A name is spelt in different ways: {about}. None was changed.",
    ),
    DoubtKind.QUOTE_UNCLOSED: (
        "Tanda kutip tidak berpasangan.",
        "The quotation marks are not in pairs.",
    ),
    DoubtKind.BODY_MISSING: (
        "Judul tanpa isi.",
        "A title without a text.",
    ),
    DoubtKind.OFFICE_FROM_TEXT: (
        "Kantor dikenali dari isi halaman, bukan dari alamatnya: {about}.",
        "The office was known from the text, not from an address: {about}.",
    ),
    DoubtKind.OFFICE_UNKNOWN: (
        "Kantor pemilik halaman ini tidak dikenali.",
        "The office of this page could not be told.",
    ),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person must look at; ``about`` is what was printed."""

    kind: DoubtKind
    about: str = ""

    def sentence(self, language: str = "id") -> str:
        """Return the sentence in ``id`` or ``en``.

        Examples
        --------
        >>> Doubt(DoubtKind.BYLINE_MISSING).sentence()
        'Penulis tidak disebut.'
        """
        indonesian, english = SENTENCES[self.kind]
        pattern = english if language == "en" else indonesian
        return pattern.replace("{about}", self.about)
