"""An index with invented things of several kinds."""

from datetime import date

import pytest

from omah.core.office.findable import Findable
from omah.rooms.home import indexing


def results(code: str, names: str) -> Findable:
    title = f"Hasil Bupati: {names.partition(',')[0]}"
    return Findable(f"x:{code}", "results", title, names, f"/hasil/{code}.html", code)


THINGS = [
    results("9971", "KABUPATEN SUKACONTOH"),
    results("997101", "WARUJAYA, KABUPATEN SUKACONTOH"),
    results("9971011001", "KENCANASARI, WARUJAYA, KABUPATEN SUKACONTOH"),
    Findable("x:1", "news", "Pelantikan PPS Warujaya",
             "Ketua melantik <b>anggota</b> PPS di balai desa. " * 9,
             "/berita/1/", "9971", date(2026, 3, 1)),
    Findable("x:2", "service", "Pindah memilih",
             "Pemilih yang bekerja di luar domisili dapat pindah memilih.",
             "/pindah-memilih/"),
    Findable("x:3", "office", "Sekretariat PPS Kencanasari", "Jalan Waru 1.",
             "/piket/9971011001/", "9971011001"),
]  # fmt: skip


@pytest.fixture
def index(monkeypatch, db):
    """Index these things as the room ``field`` gives them."""

    def indexed(*things: Findable) -> indexing.Change:
        monkeypatch.setitem(indexing.FINDABLES, "field", lambda: iter(things))
        return indexing.index_room("field")

    indexed(*THINGS)
    return indexed
