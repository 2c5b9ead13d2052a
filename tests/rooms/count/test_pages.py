"""Operators' pages: the queue of a region, a sheet's review, a correction."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.elections import CONTEST, FIGURES, STATION
from tests.rooms.count.houses import SECOND_STATION, hand_in

from omah.core.people.roles import OF_PEOPLE, Role
from omah.rooms.count.duties import duties_of
from omah.rooms.count.models import Handover, Sheet
from omah.rooms.people import selectors

QUEUE = f"/hitung/{CONTEST}/wilayah/351709/"
SHEET = f"/hitung/{CONTEST}/tps/{STATION}/"
SCRIPT = "<script>"


@pytest.fixture(autouse=True)
def _second_factor(monkeypatch):
    monkeypatch.setattr(selectors, "shown_second_factor", lambda _request: True)


@pytest.fixture
def visitor(post_of):
    """Sign someone in who holds a post; the post hangs on the client."""

    def sign_in(role: Role, region: str) -> Client:
        client = Client()
        client.post_held = post_of(role, region)
        client.force_login(client.post_held.holder)
        return client

    return sign_in


@pytest.fixture
def differing(client, house, phone_of):
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    hand_in(client, one.enters(), two.enters({**FIGURES, "votes.1": 14}))


def test_the_queue_counts_what_is_done_differs_and_is_missing(visitor, differing):
    page = visitor(Role.PPK, "351709").get(QUEUE)
    text = page.content.decode()
    assert page.status_code == 200
    assert f'<a href="{SHEET}"><strong>TPS 1</strong> <small>{STATION}</small>' in text
    assert "berbeda: perlu orang ketiga" in text
    assert 'aria-label="0 selesai, 0 menunggu, 1 berbeda, 2 belum masuk"' in text
    assert "TPS yang belum masuk (2)" in text
    (part,) = page.context["parts"]
    assert (part.stations, part.conflicting, part.missing, part.done) == (3, 1, 2, 0)


def test_a_sheet_that_has_not_moved_for_hours_is_called_stuck(
    client, house, phone_of, visitor
):
    hand_in(client, phone_of(Role.KPPS, STATION).enters())
    ppk = visitor(Role.PPK, "351709")
    assert ppk.get(QUEUE).context["stuck"] == []
    Sheet.objects.update(changed_at=1)
    assert [s.station for s in ppk.get(QUEUE).context["stuck"]] == [STATION]


def test_the_start_leads_to_my_own_region(house, visitor):
    ppk = visitor(Role.PPK, "351709")
    assert ppk.get("/hitung/").headers["location"] == QUEUE
    observer = visitor(Role.OBSERVER, "351709")
    assert observer.get("/hitung/").status_code == 200


def test_the_third_person_sees_no_figure_in_doubt_and_settles_it(visitor, differing):
    pps = visitor(Role.PPS, "3517092003")
    page = pps.get(SHEET)
    names = [name for name, _ in page.context["figures"]]
    assert list(page.context["settle"].fields) == ["votes.1"]
    assert not any("Pasangan Satu" in name for name in names)
    assert any("Pasangan Dua" in name for name in names)
    done = pps.post(f"{SHEET}baca/", {"votes.1": "41"}, follow=True)
    assert "Tercatat" in done.content.decode()
    assert Sheet.objects.get().state == "accepted"
    again = pps.post(f"{SHEET}baca/", {"votes.1": "41"})
    assert again.status_code == 422


@pytest.mark.parametrize(
    "typed", ["", "4l", "-1", "1.5", "9999999999", SCRIPT, "' OR 1=1", "٤١"]
)
def test_what_is_no_number_is_not_taken_and_nothing_is_lost(visitor, differing, typed):
    pps = visitor(Role.PPS, "3517092003")
    page = pps.post(f"{SHEET}baca/", {"votes.1": typed})
    assert page.status_code == 422
    assert SCRIPT not in page.content.decode()
    assert Sheet.objects.get().state == "differs"


def test_blank_on_paper_is_said_as_unknown_not_as_zero(visitor, differing):
    for region in ("3517092003", "351709"):
        reader = visitor(Role.PPS if len(region) == 10 else Role.PPK, region)
        reader.post(f"{SHEET}baca/", {"votes.1": "?"})
    sheet = Sheet.objects.get()
    assert (sheet.state, sheet.figures["votes.1"]) == ("accepted", "?")


def test_an_office_corrects_with_a_reason_and_the_old_figure_stays(
    client, house, phone_of, visitor
):
    hand_in(client, *(phone_of(Role.KPPS, STATION).enters() for _ in range(2)))
    ppk = visitor(Role.PPK, "351709")
    typed = {**FIGURES, "votes.1": "40", "reason": "salah-salin"}
    page = ppk.post(f"{SHEET}koreksi/", typed, follow=True)
    assert "Koreksi: ppk-351709" in page.content.decode()
    assert Sheet.objects.get().state == "corrected"
    (said,) = [
        s for s in house.election.ledger.statements() if s.type == "sheet.corrected"
    ]
    assert said.mapping("changes") == {"votes.1": [41, 40]}
    nothing = ppk.post(f"{SHEET}koreksi/", {**typed, "votes.1": "40"}, follow=True)
    assert "Tidak ada satu pun isian" in nothing.content.decode()


def test_a_correction_without_a_known_reason_is_refused(
    client, house, phone_of, visitor
):
    hand_in(client, *(phone_of(Role.KPPS, STATION).enters() for _ in range(2)))
    ppk = visitor(Role.PPK, "351709")
    typed = {**FIGURES, "votes.1": "40"}
    for reason in ({}, {"reason": "karena"}):
        assert ppk.post(f"{SHEET}koreksi/", typed | reason).status_code == 422
    assert Sheet.objects.get().state == "accepted"


@pytest.mark.parametrize("role", OF_PEOPLE)
def test_who_may_look_and_who_may_change(house, visitor, differing, role):
    looks = role is not Role.OBSERVER and role is not Role.WITNESS
    counts = looks and role not in {
        Role.SUPERVISOR,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
    one = visitor(role, "3517")
    assert one.get(SHEET).status_code == (200 if looks else 403)
    settled = one.post(f"{SHEET}baca/", {"votes.1": "41"})
    assert settled.status_code == (302 if counts else 403)


@pytest.mark.parametrize("address", [QUEUE, SHEET, f"{SHEET}foto/{'a' * 64}/"])
def test_a_neighbour_sees_nothing(house, visitor, address):
    assert visitor(Role.PPK, "351710").get(address).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/hitung/lain/wilayah/351709/",
        f"/hitung/{CONTEST}/wilayah/351709999/",
        f"/hitung/{CONTEST}/tps/3517099999999/",
        f"/hitung/lain/tps/{STATION}/",
        f"{SHEET}foto/{'a' * 64}/",
    ],
)
def test_what_does_not_exist_is_not_found(house, visitor, address):
    assert visitor(Role.PPK, "351709").get(address).status_code == 404


def test_signing_on_a_page_asks_for_a_second_factor(visitor, differing, monkeypatch):
    monkeypatch.setattr(selectors, "shown_second_factor", lambda _request: False)
    pps = visitor(Role.PPS, "3517092003")
    assert pps.get(SHEET).status_code == 200
    assert pps.post(f"{SHEET}baca/", {"votes.1": "41"}).status_code == 403
    assert Sheet.objects.get().state == "differs"


def test_a_page_s_form_without_its_token_is_refused(differing, post_of):
    client = Client(enforce_csrf_checks=True)
    client.force_login(post_of(Role.PPS, "3517092003").holder)
    assert client.post(f"{SHEET}baca/", {"votes.1": "41"}).status_code == 403


def test_an_observer_of_all_sees_the_figures_but_no_form(house, visitor, differing):
    page = visitor(Role.SUPERVISOR, "3517").get(SHEET)
    assert page.context["settle"] is None
    assert any("Pasangan Satu" in name for name, _ in page.context["figures"])


def test_the_second_station_is_another_sheet(visitor, differing):
    page = visitor(Role.PPK, "351709").get(f"/hitung/{CONTEST}/tps/{SECOND_STATION}/")
    assert "belum masuk" in page.content.decode()


def test_a_sheet_is_handed_to_another_reader_and_who_and_why_stay(
    visitor, differing, post_of
):
    ppk, pps = visitor(Role.PPK, "351709"), post_of(Role.PPS, "3517092003")
    asked = {"to": pps.pk, "reason": "sudah-membaca"}
    page = ppk.post(f"{SHEET}serah/", asked, follow=True).content.decode()
    assert "Diserahkan kepada <strong>Contoh</strong> (PPS)" in page
    assert "Yang lain sudah membaca lembar ini" in page
    assert "pada Contoh, PPS" in ppk.get(QUEUE).content.decode()
    duties = duties_of([pps.held()], timezone.now())
    assert "Baca formulir TPS 1" in [duty.what for duty in duties]
    third = visitor(Role.OPERATOR, "351709")
    again = {"to": ppk.post_held.pk, "reason": "beban"}
    assert third.post(f"{SHEET}serah/", again).status_code == 302
    duties = duties_of([pps.held()], timezone.now())
    assert "Baca formulir TPS 1" not in [duty.what for duty in duties]
    assert Handover.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "region"),
    [(Role.KPPS, STATION), (Role.PPS, "3517092003"), (Role.PPK, "351710")],
)
def test_who_may_not_hand_a_sheet_over(visitor, differing, role, region):
    one = visitor(role, region)
    asked = {"to": one.post_held.pk, "reason": "beban"}
    assert one.post(f"{SHEET}serah/", asked).status_code == 403
    assert not Handover.objects.exists()


def test_nobody_elsewhere_is_handed_a_sheet_and_no_reason_is_made_up(
    visitor, differing, post_of
):
    ppk, far = visitor(Role.PPK, "351709"), post_of(Role.PPS, "3517102003")
    near = ppk.post_held.pk
    for asked in (
        {"to": far.pk, "reason": "beban"},
        {"to": near, "reason": "karena"},
        {"to": "1 OR 1=1", "reason": "beban"},
        {},
    ):
        assert ppk.post(f"{SHEET}serah/", asked).status_code == 422
    assert not Handover.objects.exists()
