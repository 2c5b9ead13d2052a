"""An office's standards, readiness, lists, calendar, survey and year, by its pages."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from tests.rooms import given
from tests.rooms.cases.filing import OFFICE, filed, page_of

from omah.core.people.roles import Role
from omah.core.service.clocks import Off
from omah.core.service.services import Component
from omah.core.service.zones import fixed_zone_of
from omah.formats.services_toml import catalogue
from omah.rooms.cases import selectors, selectors_office
from omah.rooms.cases.actions_office import answer_survey, save_standard, set_stages
from omah.rooms.cases.calendar import add_day_off, strike_day_off, take_calendar
from omah.rooms.cases.models import CalendarYear, Case, DayOff, InformationItem
from omah.rooms.cases.templatetags.layanan import Face

pytestmark = pytest.mark.django_db
SERVICES = [service.code for service in catalogue().services]


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def ppid():
    return given.post(Role.KPU_KABKOTA, OFFICE)


def text_of(got) -> str:
    return re.sub(r"\s+", " ", got.content.decode())


def moment(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=fixed_zone_of(OFFICE))


def test_a_holiday_added_late_moves_a_deadline_with_its_reason(ppid):
    """The desk, the filer and the annual register all say so."""
    case, citizen = filed()
    before = selectors.case_at(OFFICE, case.pk).owed.counted.due
    nation = given.post(Role.KPU_RI, "")
    words = {"day": before.isoformat(), "name": "Libur pemungutan suara",
             "kind": "holiday", "source": "Keppres contoh"}  # fmt: skip
    got = given.signed_in(nation).post("/layanan/nasional/meja/libur/", words)
    assert got.status_code == 302, text_of(got)
    after = selectors.case_at(OFFICE, case.pk).owed
    assert after.counted.due > before
    (moved,) = after.moved
    assert (moved.before, moved.after) == (before, after.counted.due)
    for client, address in (
        (given.signed_in(ppid), page_of(case)),
        (citizen, f"/layanan/milik/{case.pk}/"),
    ):
        page = text_of(client.get(address))
        assert "Mengapa batas ini bergeser" in page
        assert "Libur pemungutan suara; Keppres contoh" in page
    desk = text_of(given.signed_in(ppid).get(f"/layanan/{OFFICE}/meja/"))
    assert "batas bergeser" in desk
    year = timezone.localdate().year
    address = f"/layanan/{OFFICE}/meja/register/{year}/"
    assert "Libur pemungutan suara" in text_of(given.signed_in(ppid).get(address))
    table = given.signed_in(ppid).get(address + "?bentuk=csv").content.decode()
    assert "Libur pemungutan suara" in table.splitlines()[1]
    annual = text_of(Client().get(f"/layanan/{OFFICE}/laporan/{year}/"))
    assert re.search(r"bergeser karena hari libur</dt><dd>1<", annual)
    assert "Rara" not in annual + table


def test_an_office_moves_only_its_own_clocks(ppid):
    mine, _ = filed()
    other, _ = filed(office=given.OTHER_KABKOTA)
    due = selectors.case_at(OFFICE, mine.pk).owed.counted.due
    words = {"day": due.isoformat(), "name": "Pilkades", "kind": "holiday",
             "source": "SK Bupati"}  # fmt: skip
    given.signed_in(ppid).post(f"/layanan/{OFFICE}/meja/libur/", words)
    assert selectors.case_at(OFFICE, mine.pk).owed.moved
    assert not selectors.case_at(given.OTHER_KABKOTA, other.pk).owed.moved


def test_a_day_is_struck_out_by_its_own_region_and_stays_visible(ppid):
    day = date(2026, 9, 9)
    added = add_day_off(ppid.held(), day=day, name="Pilkades", kind=Off.HOLIDAY,
                        source="SK")  # fmt: skip
    assert (
        add_day_off(ppid.held(), day=day, name="x", kind=Off.HOLIDAY, source="y")
        is None
    )
    other = given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA).held()
    assert not strike_day_off(other, added.pk)
    assert strike_day_off(ppid.held(), added.pk)
    assert not strike_day_off(ppid.held(), added.pk)
    page = text_of(Client().get(f"/layanan/{OFFICE}/libur/2026/"))
    assert "<s>Pilkades</s>" in page
    assert "Hari Raya Natal" in page


def test_a_new_version_of_the_library_moves_days_with_a_date():
    take_calendar(2026)
    assert take_calendar(2026) == 0
    DayOff.objects.filter(day=date(2026, 12, 25)).delete()
    DayOff.objects.create(day=date(2026, 12, 23), name="Keliru", kind=Off.HOLIDAY,
                          source="holidays 0")  # fmt: skip
    CalendarYear.objects.update(source="holidays 0")
    assert take_calendar(2026) == 2
    assert DayOff.objects.get(day=date(2026, 12, 25)).known_since is not None
    assert DayOff.objects.get(day=date(2026, 12, 23)).struck_at is not None


STARTS, EVE = date(2026, 6, 14), date(2026, 6, 13)
WHOLE = dict.fromkeys(Component, "ada")


def publish_all(ppid, but: str) -> None:
    for code in SERVICES:
        if code != but:
            save_standard(
                ppid.held(), code, WHOLE, publish=True, today=date(2026, 6, 1)
            )


def test_on_13_june_one_missing_standard_shows_not_ready_one_day_left(
    ppid, monkeypatch
):
    publish_all(ppid, but="transfer")
    set_stages(ppid.held(), name="Pemilu 2029", starts=STARTS)
    monkeypatch.setattr(timezone, "now", lambda: moment(EVE))
    page = text_of(given.signed_in(ppid).get(f"/layanan/{OFFICE}/meja/kesiapan/"))
    assert "Belum siap" in page
    assert "5 / 6" in page
    assert "tinggal 1 hari" in page
    gaps = page[page.index("Yang kurang") : page.index("Semua standar")]
    assert "Pindah memilih" in gaps
    assert gaps.count("tag--late") == 7  # its six components, and not published
    words = {c.value: "ada" for c in Component} | {"publish": "1"}
    edit = f"/layanan/{OFFICE}/meja/standar/transfer/"
    assert given.signed_in(ppid).post(edit, words).status_code == 302
    page = text_of(given.signed_in(ppid).get(f"/layanan/{OFFICE}/meja/kesiapan/"))
    assert "Belum siap" not in page
    assert "Siap" in page


def test_the_stages_of_the_nation_hold_for_every_office(ppid):
    nation = given.post(Role.KPU_RI, "").held()
    set_stages(nation, name="Pemilu 2029", starts=STARTS)
    found = selectors_office.readiness_of(OFFICE, EVE)
    assert (found.days_left, len(found.gaps)) == (1, len(SERVICES))


def test_an_incomplete_standard_is_kept_as_a_draft_and_not_shown(ppid):
    words = {"requirements": "KTP", "publish": "1"}
    given.signed_in(ppid).post(f"/layanan/{OFFICE}/meja/standar/roll/", words)
    page = text_of(Client().get(f"/layanan/{OFFICE}/standar/roll/"))
    assert "belum menerbitkan" in page
    assert "KTP" not in page


@pytest.mark.parametrize(
    "address",
    ["meja/kesiapan/", "meja/standar/roll/", "meja/informasi/", "meja/libur/"],
)
def test_another_office_changes_nothing_here(address):
    other = given.signed_in(given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA))
    assert other.post(f"/layanan/{OFFICE}/{address}", {"title": "x"}).status_code == 403


def information(**more) -> dict[str, str]:
    return {"title": "DIPA 2026", "info_class": "berkala", "made_on": "2026-01-02",
            "summary": "Anggaran"} | more  # fmt: skip


def test_the_list_of_information_by_class_and_as_a_table(ppid):
    client = given.signed_in(ppid)
    edit = f"/layanan/{OFFICE}/meja/informasi/"
    assert client.post(edit, information()).status_code == 302
    secret = information(title="Data pribadi", info_class="dikecualikan")
    assert "uji konsekuensi" in text_of(client.post(edit, secret))
    assert (
        client.post(edit, secret | {"consequence_test": "12/2026"}).status_code == 302
    )
    page = text_of(Client().get(f"/layanan/{OFFICE}/informasi/"))
    assert page.index("Berkala") < page.index("DIPA 2026")
    assert "12/2026" in page
    table = Client().get(f"/layanan/{OFFICE}/informasi/?bentuk=csv").content.decode()
    assert len(table.splitlines()) == 3
    item = InformationItem.objects.get(title="DIPA 2026")
    other = given.signed_in(given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA))
    other.post(f"/layanan/{given.OTHER_KABKOTA}/meja/informasi/", {"retire": item.pk})
    item.refresh_from_db()
    assert item.retired_at is None
    client.post(edit, {"retire": item.pk})
    assert "DIPA 2026" not in text_of(Client().get(f"/layanan/{OFFICE}/informasi/"))


def rate(client: Client, rating: int):
    words = {element.code: rating for element in catalogue().elements}
    return client.post(f"/layanan/{OFFICE}/nilai/information/", words)


def test_few_ratings_stay_hidden_and_one_browser_rates_once():
    client = Client()
    assert rate(client, 4).status_code == 302
    assert "sudah menilai" in text_of(rate(client, 1))
    for _ in range(3):
        rate(Client(), 4)
    address = f"/layanan/{OFFICE}/standar/information/"
    assert "Belum cukup penilaian" in text_of(Client().get(address))
    rate(Client(), 3)
    assert "95,00 (A)" in text_of(Client().get(address))


def test_ratings_out_of_range_are_refused():
    assert rate(Client(), 5).status_code == 200
    with pytest.raises(ValueError, match="nine ratings"):
        answer_survey(OFFICE, "information", [4] * 8, today=EVE)


@pytest.mark.parametrize("region", ["nasional", "99", OFFICE])
def test_every_office_has_its_services(region):
    page = text_of(Client().get(f"/layanan/{region}/"))
    assert page.count("Standar layanan") == len(SERVICES)


@pytest.mark.parametrize(
    "address",
    [f"/layanan/{given.KECAMATAN}/", f"/layanan/{OFFICE}/standar/tidak-ada/",
     f"/layanan/{OFFICE}/nilai/tidak-ada/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(address):
    assert Client().get(address).status_code == 404


def test_the_first_page_finds_an_office_by_name():
    page = text_of(Client().get("/layanan/?cari=jombang"))
    assert "/layanan/3517/" in page
    assert "Coba nama" in text_of(Client().get("/layanan/?cari=zzz"))


def test_a_year_counts_by_the_office_s_own_midnight(ppid):
    case, _ = filed()
    new_year = moment(date(2026, 1, 1), 0)
    Case.objects.filter(pk=case.pk).update(filed_at=new_year)
    assert len(selectors.register(OFFICE, 2026)) == 1
    Case.objects.filter(pk=case.pk).update(filed_at=new_year - timedelta(seconds=1))
    assert selectors.register(OFFICE, 2026) == []
    assert len(selectors.register(OFFICE, 2025)) == 1


def test_everyone_sees_which_rules_nobody_has_read():
    page = Client(headers={"accept-language": "id"}).get("/layanan/aturan/")
    text = page.content.decode()
    assert "Belum ada ahli hukum" in text
    assert "UU 25/2009 Pasal 44 ayat (1)" in text.split("<details>")[0]
    assert "UU 7/2017 Pasal 454 ayat (6)" not in text.split("<details>")[0]


def test_a_clock_says_that_its_article_was_not_read():
    case, client = filed()
    text = client.get(f"/layanan/milik/{case.pk}/").content.decode()
    assert "bunyi pasal belum dibaca" in text


@pytest.mark.parametrize(
    ("left", "late", "word"),
    [(1, 0, "day"), (2, 0, "days"), (0, 0, "days"), (-1, 1, "day")],
)
def test_a_clock_says_one_day_and_two_days(left, late, word):
    face = Face(None, "soon", left, late, 0)
    with override("en"):
        drawn = render_to_string("cases/face.html", {"f": face})
    assert f">{word}</text>" in drawn
