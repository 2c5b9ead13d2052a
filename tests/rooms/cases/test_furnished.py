"""The demonstration, what it asks of people, and what the search box finds."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone
from tests.rooms import given

from omah.core.people.duties import in_order
from omah.core.people.roles import Role
from omah.core.service.cases_clocks import Standing
from omah.rooms.cases import demo, selectors, selectors_office
from omah.rooms.cases.duties import duties_of
from omah.rooms.cases.findables import findables
from omah.rooms.cases.models import Case
from omah.rooms.voters import demo as voters_demo
from omah.rooms.voters.duties import duties_of as voters_duties_of
from omah.rooms.voters.findables import findables as voters_findables
from omah.rooms.voters.models import StationCheck, VotingDay

pytestmark = pytest.mark.django_db
OFFICES = ["98", "9801", "9802", "9803"]


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def office():
    given.post(Role.KPU_PROVINSI, "98")
    return given.post(Role.KPU_KABKOTA, "9801")


@pytest.fixture
def pps():
    return given.post(Role.PPS, "9801011001")


@pytest.mark.parametrize("today", [None, date(2026, 6, 15), date(2026, 3, 27)])
def test_a_request_is_near_its_deadline_and_one_standard_lacks(
    office, monkeypatch, today
):
    today = today or timezone.localdate()
    noon = time(12, tzinfo=timezone.get_current_timezone())
    now = datetime.combine(today, noon)  # at night UTC's day is not the house's
    monkeypatch.setattr(timezone, "now", lambda: now)
    for _ in range(2):
        demo.furnish(OFFICES, today)
    assert Case.objects.count() == 5
    desk = selectors.desk_of("9801", now)
    assert len(desk.owed) == 4
    assert desk.owed[0].standing in {Standing.SOON, Standing.LATE}
    budget = next(c for c in desk.owed if "anggaran" in c.row.subject)
    assert 0 <= budget.days_left <= 3
    assert budget.standing is Standing.SOON
    found = selectors_office.readiness_of("9801", today)
    assert [gap.service.code for gap in found.gaps] == [demo.NOT_READY]


def test_duties_name_cases_by_last_day_and_the_missing_standard(office):
    demo.furnish(OFFICES, timezone.localdate())
    duties = in_order(duties_of([office.held()], timezone.now()))
    assert len(duties) == 5
    assert all(duty.due and duty.office == "9801" for duty in duties)
    assert any("standar layanan: Pindah memilih" in duty.what for duty in duties)
    client = given.signed_in(office)
    assert all(client.get(duty.url).status_code == 200 for duty in duties)


@pytest.mark.parametrize(
    ("role", "region"),
    [(Role.KPU_KABKOTA, "9802"), (Role.PPK, "980101"), (Role.SUPERVISOR, "9801")],
)
def test_another_office_is_asked_for_nothing_of_it(office, role, region):
    demo.furnish(OFFICES, timezone.localdate())
    other = given.post(role, region).held()
    whats = [duty.what for duty in duties_of([other], timezone.now())]
    assert not any("Rincian anggaran" in what for what in whats)


def test_services_lists_and_villages_are_found_and_no_case_is(office, pps):
    demo.furnish(OFFICES, timezone.localdate())
    found = [*findables(), *voters_findables()]
    keys = [thing.key for thing in found]
    assert len(keys) == len(set(keys))
    text = " ".join(f"{thing.title} {thing.text}" for thing in found)
    assert "Permohonan informasi publik" in text
    assert "Rencana kerja dan anggaran" in text
    assert "sosialisasi pemilih pemula" not in text  # what someone asked
    assert "Salinan data pribadi" not in text  # excluded
    assert any(thing.office == "9801011001" for thing in found)


def test_a_measured_station_asks_its_pps_to_mend_it(office, pps):
    for _ in range(2):
        voters_demo.furnish(OFFICES, timezone.localdate())
    assert (VotingDay.objects.count(), StationCheck.objects.count()) == (1, 1)
    (duty,) = voters_duties_of([pps.held()], timezone.now())
    assert duty.due is not None
    assert given.signed_in(pps).get(duty.url).status_code == 200
    other = given.post(Role.PPS, "9801011002").held()
    assert voters_duties_of([other], timezone.now()) == []
