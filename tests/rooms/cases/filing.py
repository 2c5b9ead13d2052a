"""Filing cases in tests, as a citizen's browser does it."""

import re
from uuid import uuid4

from django.test import Client
from tests.rooms import given

from omah.rooms.cases.models import Case

OFFICE = given.KABKOTA
PDF = b"%PDF-1.7 contoh"


def information(**more) -> dict[str, object]:
    return {"id": str(uuid4()), "subject": "Anggaran 2026", "text": "Minta rincian.",
            "name": "Rara Ketapang", "contact": "rara@a.example"} | more  # fmt: skip


def report(**more) -> dict[str, object]:
    return {"id": str(uuid4()), "subject": "Jadwal palsu", "text": "Beredar di pesan.",
            "matter": "hoax", "known_on": "2026-06-01"} | more  # fmt: skip


def filed(page: str = "minta-informasi", office: str = OFFICE, **more):
    """File a case; return it and the browser that filed it."""
    client = Client(headers={"accept-language": "id"})
    words = report(**more) if page == "lapor" else information(**more)
    got = client.post(f"/layanan/{office}/{page}/", words)
    assert got.status_code == 302, re.sub(r"\s+", " ", got.content.decode())[:4000]
    return Case.objects.latest("filed_at"), client


def page_of(case: Case) -> str:
    return f"/layanan/{case.office}/meja/{case.pk}/"
