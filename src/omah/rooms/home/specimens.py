"""The design system, alive: each component is a template, shown beside its source."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.template.loader import get_template, render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from omah.rooms import home

FOLDER = Path(home.__file__).parent / "templates" / "home" / "gaya"
NAMES = {
    "warna": _("Warna"),
    "huruf": _("Huruf"),
    "tombol": _("Tombol"),
    "sambutan": _("Sambutan"),
    "cari": _("Kotak cari"),
    "ubin": _("Pintu bergambar"),
    "tugas": _("Tugas"),
    "tanda": _("Tanda"),
    "pesan": _("Pesan"),
    "isian": _("Isian"),
    "kartu": _("Kartu"),
    "berdua": _("Kartu berdampingan"),
    "daftar": _("Daftar"),
    "angka": _("Angka dan kemajuan"),
    "fakta": _("Fakta"),
    "obrolan": _("Percakapan"),
    "bantuan": _("Bantuan di samping"),
    "kosong": _("Keadaan kosong"),
    "saring": _("Saringan"),
    "tabel": _("Tabel"),
    "ringkas": _("Bahasa sederhana"),
}
_ID = re.compile(r'\b(id|for)="')


@dataclass(frozen=True)
class Specimen:
    """A component: what it is called, how it looks, how it is written."""

    name: str
    title: str | Promise

    @cached_property
    def shown(self) -> str:
        return render_to_string(f"home/gaya/{self.name}.html")

    @property
    def shown_again(self) -> SafeString:
        """The same once more on the page: its ids are other ones."""
        return mark_safe(_ID.sub(r'\1="gelap-', self.shown))  # noqa: S308  # ours

    @property
    def source(self) -> str:
        return (FOLDER / f"{self.name}.html").read_text("utf-8").strip()


def specimens() -> list[Specimen]:
    return [Specimen(name, title) for name, title in NAMES.items()]


def icon_names() -> list[str]:
    """Return every picture that ``icon`` can draw."""
    origin = get_template("icons/search.svg").origin  # type: ignore[attr-defined]  # Django's
    drawn = Path(str(origin.name)).parent.glob("*.svg")
    return sorted(path.stem for path in drawn)
