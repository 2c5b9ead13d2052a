"""The pages of this room in a browser: accessible, narrow, light, without script."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given
from tests.rooms.activities.worlds import at, moved, over, photo, record
from tests.rooms.test_browser import RULES, axe_script
from tests.rooms.test_browser import open_page as open_page

from omah.core.activities.facts import Part
from omah.core.people.roles import Role
from omah.rooms.activities import actions, joining
from omah.rooms.activities.models import Participant

pytestmark = [pytest.mark.chromium, pytest.mark.django_db]
B = given.KABKOTA


@pytest.fixture
def held(settings, tmp_path):
    """A webinar with something in every part of its page."""
    settings.DATA = tmp_path
    jaka = given.post(Role.KPU_KABKOTA, B)
    office = given.signed_in(jaka)
    row = record(office, B, kind="webinar", mode="daring", channel="Zoom")
    joining.open_registration(row)
    secret = joining.register(row, name="Sari Dewi", body="PPK Waru")
    actions.name_person(row, name="Bayu", part=Part.SPEAKER, words="Kita siap.")
    actions.add_task(row, what="Cetak materi", post=jaka)
    actions.add_photo(row, content=photo(), alt="Layar rapat", caption="Pagi")
    joining.note_present(row, [("Rara Contoh", "")])
    over(row)
    return {"office": office, "row": row, "secret": secret}


PAGES = [
    ("office", f"/kegiatan/{B}/"),
    ("office", f"/kegiatan/{B}/catat/"),
    ("office", "{at}"),
    ("office", "{at}ubah/"),
    ("office", f"/kegiatan/{B}/laporan/"),
    ("", "/kegiatan/"),
    ("", "/kegiatan/ikut/{code}/"),
    ("", "/kegiatan/ikut/{code}/{secret}/"),
    ("", "/kegiatan/sertifikat/{number}/"),
    ("", "/kegiatan/sertifikat/SALAH/"),
]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_is_accessible_and_narrow(held, open_page, who, path):
    row = held["row"]
    words = {
        "at": at(row), "code": row.join_code, "secret": held["secret"],
        "number": Participant.objects.latest("pk").number,
    }  # fmt: skip
    client = held["office"] if who else Client(headers={"accept-language": "id"})
    page = open_page(client, path.format(**words))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe_script())
    found = page.evaluate(f"axe.run({{runOnly: {RULES}}})")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
    for width in (320, 360, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_webinar_from_record_to_certificate_without_script(held, open_page):
    office = open_page(
        held["office"], f"/kegiatan/{B}/catat/", java_script_enabled=False
    )
    office.get_by_label("Webinar").check()
    office.get_by_label("Nama kegiatan").fill("Memeriksa hasil TPS")
    office.get_by_label("Daring", exact=True).check()
    office.get_by_label("Saluran daring").fill("Zoom")
    office.get_by_role("button", name="Simpan").click()
    office.get_by_role("heading", name="Memeriksa hasil TPS").wait_for()
    office.get_by_role("button", name="Buka pendaftaran untuk umum").click()
    link = office.get_by_role("link", name="/kegiatan/ikut/")
    link.wait_for()
    row = held["row"].__class__.objects.get(title="Memeriksa hasil TPS")
    moved(row, timezone.now() - timedelta(minutes=5))

    anyone = Client(headers={"accept-language": "id"})
    mine = open_page(
        anyone, f"/kegiatan/ikut/{row.join_code}/", java_script_enabled=False
    )
    mine.get_by_label("Nama lengkap").fill("Danu Rekaan")
    mine.get_by_role("button", name="Daftar").click()
    mine.get_by_label("Kode hadir").fill(row.presence_code)
    mine.get_by_role("button", name="Tandai hadir").click()
    mine.get_by_text("Anda tercatat hadir").wait_for()
    over(row)
    mine.reload()
    mine.get_by_role("link", name="Ambil sertifikat (PDF)").wait_for()
