"""The pages of cases and voters in a real browser: accessible, narrow, light."""

import gzip

import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given
from tests.rooms.test_browser import FIRST_LOAD_BYTES, RULES, axe_script, open_page

from omah.core.people.roles import Role
from omah.rooms.cases import demo
from omah.rooms.cases.models import Case
from omah.rooms.cases.views_follow import KNOWN
from omah.rooms.voters import demo as voters_demo

__all__ = ["open_page"]  # a fixture, used by its name
pytestmark = [pytest.mark.chromium, pytest.mark.django_db]
OFFICE, VILLAGE = "9801", "9801011001"


@pytest.fixture
def town(settings, tmp_path):
    """An office at work, its province, a village, and a citizen with two cases."""
    settings.DATA = tmp_path
    given.post(Role.KPU_PROVINSI, "98")
    office = given.post(Role.KPU_KABKOTA, OFFICE)
    pps = given.post(Role.PPS, VILLAGE)
    today = timezone.localdate()
    demo.furnish(["98", OFFICE], today)
    voters_demo.furnish(["98", OFFICE], today)
    citizen = Client(headers={"accept-language": "id"})
    session = citizen.session
    session[KNOWN] = [str(pk) for pk in Case.objects.values_list("pk", flat=True)]
    session.save()
    named = {
        name: Case.objects.get(subject__icontains=word)
        for name, word in (("budget", "anggaran"), ("hoax", "berantai"))
    }
    return {
        "office": given.signed_in(office),
        "pps": given.signed_in(pps),
        "citizen": citizen,
        **{name: case.pk for name, case in named.items()},
    }


YEAR = timezone.localdate().year
PAGES = [
    ("citizen", "/layanan/"),
    ("citizen", f"/layanan/{OFFICE}/"),
    ("citizen", f"/layanan/{OFFICE}/minta-informasi/"),
    ("citizen", f"/layanan/{OFFICE}/lapor/"),
    ("citizen", "/layanan/lacak/"),
    ("citizen", "/layanan/periksa/"),
    ("citizen", "/layanan/milik/{budget}/"),
    ("citizen", "/layanan/milik/{hoax}/bukti/"),
    ("citizen", f"/layanan/{OFFICE}/standar/information/"),
    ("citizen", f"/layanan/{OFFICE}/nilai/information/"),
    ("citizen", f"/layanan/{OFFICE}/informasi/"),
    ("citizen", f"/layanan/{OFFICE}/laporan/{YEAR}/"),
    ("office", f"/layanan/{OFFICE}/meja/"),
    ("office", f"/layanan/{OFFICE}/meja/{{hoax}}/"),
    ("office", f"/layanan/{OFFICE}/meja/register/{YEAR}/"),
    ("office", f"/layanan/{OFFICE}/meja/kesiapan/"),
    ("office", f"/layanan/{OFFICE}/meja/standar/transfer/"),
    ("office", f"/layanan/{OFFICE}/meja/libur/"),
    ("citizen", "/pindah-memilih/"),
    ("citizen", f"/pindah-memilih/{VILLAGE}/"),
    ("citizen", "/pindah-memilih/surat-suara/"),
    ("citizen", "/pindah-memilih/surat-suara/?dari=351708&ke=357801"),
    ("citizen", "/pindah-memilih/surat-suara/?cari_dari=kota&dari=122203"),
    ("citizen", "/layanan/aturan/"),
    ("citizen", "/tps-akses/"),
    ("citizen", f"/tps-akses/{VILLAGE}/"),
    ("pps", f"/tps-akses/{VILLAGE}001/ukur/"),
]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_is_accessible_narrow_and_light(town, open_page, who, path):
    page = open_page(town[who], path.format(**town))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe_script())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(f"axe.run({{runOnly: {RULES}}})")
        assert [
            (violation["id"], violation["nodes"][0]["html"][:300])
            for violation in found["violations"]
        ] == [], scheme
    for width in (320, 360, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sum(len(gzip.compress(part)) for part in page.sent) < FIRST_LOAD_BYTES


def test_a_report_is_filed_without_script(town, open_page):
    page = open_page(Client(), f"/layanan/{OFFICE}/lapor/", java_script_enabled=False)
    page.get_by_label("Pokoknya").fill("Spanduk dirusak")
    page.get_by_label("Ceritakan lebih lengkap").fill("Tadi malam di simpang tiga.")
    page.get_by_role("button", name="Kirim dan terima bukti").click()
    page.get_by_role("heading", name="Tanda terima").wait_for()
    assert Case.objects.filter(subject="Spanduk dirusak").count() == 1


def test_what_was_typed_offline_is_kept_until_it_arrives(town, open_page):
    page = open_page(Client(), f"/layanan/{OFFICE}/lapor/")
    page.get_by_label("Pokoknya").fill("Spanduk dirusak")
    page.get_by_label("Ceritakan lebih lengkap").fill("Tadi malam.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim dan terima bukti").click()
    page.get_by_text("Belum terkirim").wait_for()
    page.context.set_offline(False)
    page.reload()
    assert page.get_by_label("Pokoknya").input_value() == "Spanduk dirusak"
    page.get_by_role("button", name="Kirim dan terima bukti").click()
    page.get_by_role("heading", name="Tanda terima").wait_for()
    page.wait_for_function("localStorage.length === 0")
    assert Case.objects.filter(subject="Spanduk dirusak").count() == 1
