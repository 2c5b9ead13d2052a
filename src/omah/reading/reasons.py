"""Why a photograph is not read: a closed list, each with its own advice."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a page is rejected, or must be looked at by a person."""

    EMPTY_FILE = "empty-file"
    NOT_READABLE = "not-readable"
    NOT_AN_IMAGE = "not-an-image"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    FOREIGN_CONTENT = "foreign-content"
    NOT_A_FORM = "not-a-form"
    WRONG_PAGE = "wrong-page"
    CORNERS_MISSING = "corners-missing"
    CODE_UNREAD = "code-unread"
    SEVERAL_PAGES = "several-pages"
    PARTLY_HIDDEN = "partly-hidden"
    TOO_BLURRED = "too-blurred"
    TOO_DARK = "too-dark"
    TOO_SMALL = "too-small"
    BLANK = "blank"
    DOUBTFUL = "doubtful"


class PageRefusedError(Exception):
    """No page is read in the picture; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about it, in one sentence for the person with the phone."""

    id: str
    en: str


ADVICE: dict[Reason, Advice] = {
    Reason.EMPTY_FILE: Advice(
        "Berkas kosong; kirim ulang fotonya.",
        "The file is empty; send the photograph again.",
    ),
    Reason.NOT_READABLE: Advice(
        "Berkas tidak dapat dibuka; periksa izin dan tempatnya, lalu ulangi.",
        "The file can't be opened; check its permissions and place, then try again.",
    ),
    Reason.NOT_AN_IMAGE: Advice(
        "Berkas ini bukan foto JPEG atau PNG; kirim foto formulirnya.",
        "This file is not a JPEG or PNG photograph; send a photograph of the form.",
    ),
    Reason.TRUNCATED: Advice(
        "Foto terpotong saat dikirim; kirim ulang dari ponsel.",
        "The photograph was cut off on its way; send it again from the phone.",
    ),
    Reason.TOO_LARGE: Advice(
        "Foto terlalu besar; potret ulang dengan resolusi biasa.",
        "The photograph is too large; take it again at normal resolution.",
    ),
    Reason.FOREIGN_CONTENT: Advice(
        "Berkas memuat isi lain selain foto; kirim foto aslinya.",
        "The file carries something besides a photograph; send the original.",
    ),
    Reason.NOT_A_FORM: Advice(
        "Formulir tidak ditemukan; potret seluruh halaman dari depan.",
        "No form was found; photograph the whole page from the front.",
    ),
    Reason.WRONG_PAGE: Advice(
        "Halaman ini bukan bagian dari formulir yang diminta; periksa lembarnya.",
        "This page is not part of the form asked for; check the sheet.",
    ),
    Reason.CORNERS_MISSING: Advice(
        "Sudut halaman tidak terlihat; mundur sedikit hingga keempat sudut masuk.",
        "Corners are not in view; step back until all four are in the picture.",
    ),
    Reason.CODE_UNREAD: Advice(
        "Kode halaman tidak terbaca, padahal halaman lain serupa; potret lebih dekat.",
        "The page's code can't be read and other pages look alike; come closer.",
    ),
    Reason.SEVERAL_PAGES: Advice(
        "Ada beberapa halaman dalam satu foto; potret satu halaman setiap kali.",
        "Several pages are in one picture; photograph one page at a time.",
    ),
    Reason.TOO_BLURRED: Advice(
        "Foto kabur; tahan ponsel, tunggu fokus, lalu potret ulang.",
        "The photograph is blurred; hold still, wait for focus, take it again.",
    ),
    Reason.PARTLY_HIDDEN: Advice(
        "Sebagian halaman tertutup atau terlipat, atau formulirnya lain; ratakan"
        " kertas dan potret seluruhnya.",
        "Part of the page is covered or folded, or it is another form; lay the paper"
        " flat and photograph all of it.",
    ),
    Reason.TOO_DARK: Advice(
        "Foto terlalu gelap; nyalakan lampu atau pindah ke tempat terang.",
        "The photograph is too dark; turn on a light or move to where it is bright.",
    ),
    Reason.TOO_SMALL: Advice(
        "Kotak angka terlalu kecil; potret lebih dekat atau kirim berkas aslinya.",
        "The digit boxes are too small; come closer, or send the original file.",
    ),
    Reason.BLANK: Advice(
        "Angka pada halaman ini tidak tampak; periksa kertasnya dan potret ulang.",
        "No figures can be seen on this page; check the paper, photograph it again.",
    ),
    Reason.DOUBTFUL: Advice(
        "Sebagian angka kurang jelas; petugas perlu memeriksanya.",
        "Some figures are not clear enough; a person needs to look.",
    ),
}
