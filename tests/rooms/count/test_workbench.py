"""The workbench: only what is in doubt, quickest first, blind, by keyboard."""

import time

import cv2
import numpy as np
import pytest
from django.test import Client
from tests.elections import CONTEST, FIGURES, STATION
from tests.rooms.count.houses import SECOND_STATION, hand_in
from tests.rooms.count.test_reading import send_pages
from tests.rooms.test_browser import RULES, open_page  # noqa: F401  a fixture

from omah.core.people.roles import Role
from omah.rooms.count import reading
from omah.rooms.count.models import Sheet
from omah.rooms.people import selectors

BENCH = f"/hitung/{CONTEST}/wilayah/351709/meja/"
THIRD_STATION = f"{SECOND_STATION[:-1]}3"
LOOK_S, KEY_S = 1.35, 0.28
"""A look at a figure and a stroke on a key, as the keystroke-level model counts."""


@pytest.fixture(autouse=True)
def _second_factor(monkeypatch):
    monkeypatch.setattr(selectors, "shown_second_factor", lambda _request: True)


@pytest.fixture
def operator(post_of):
    client = Client()
    client.force_login(post_of(Role.OPERATOR, "351709").holder)
    return client


def differ(client, phone_of, station, **wrong):
    """Two poll workers key in a sheet; the second one some fields otherwise."""
    one, two = (phone_of(Role.KPPS, station) for _ in range(2))
    others = {name.replace("_", "."): figure for name, figure in wrong.items()}
    hand_in(
        client,
        one.enters(station=station),
        two.enters({**FIGURES, **others}, station=station),
    )


@pytest.fixture
def photographed(client, house, phone_of):
    """A sheet read by the machine, in which a poll worker mistyped one field."""
    phone = phone_of(Role.KPPS, STATION)
    send_pages(client, phone)
    reading.read_sheet(house, CONTEST, STATION)
    hand_in(client, phone.enters({**FIGURES, "votes.1": 14}))


def test_the_sheet_that_one_answer_settles_comes_first(
    client, house, phone_of, operator
):
    differ(client, phone_of, STATION, votes_1=14, invalid=3)
    differ(client, phone_of, SECOND_STATION, votes_2=9)
    page = operator.get(BENCH)
    assert page.context["view"].station == SECOND_STATION
    assert [doubt.field for doubt in page.context["doubts"]] == ["votes.2"]
    assert page.context["waiting"] == 2
    later = operator.get(f"{BENCH}?lewati={SECOND_STATION}")
    assert [d.field for d in later.context["doubts"]] == ["votes.1", "invalid"]


def test_what_was_skipped_stays_so_and_the_last_sheet_can_be_found_again(
    client, house, phone_of, operator
):
    differ(client, phone_of, STATION, votes_1=14)
    differ(client, phone_of, SECOND_STATION, votes_1=14)
    skipped = f"{BENCH}?lewati={STATION}"
    assert operator.get(skipped).context["view"].station == SECOND_STATION
    assert f'name="lewati" value="{STATION}"' in operator.get(skipped).content.decode()
    typed = {"votes.1": "41", "wilayah": "351709", "lewati": STATION}
    address = f"/hitung/{CONTEST}/tps/{SECOND_STATION}/meja/"
    after = operator.post(address, typed)
    assert after.headers["location"] == skipped
    page = operator.get(skipped)
    assert page.context["later"] == [STATION]
    sheet = f"/hitung/{CONTEST}/tps/{SECOND_STATION}/"
    assert f'<a href="{sheet}">Salah ketik?' in page.content.decode()


def test_no_figure_that_was_read_or_keyed_in_is_on_the_page(photographed, operator):
    page = operator.get(BENCH)
    doubts = page.context["doubts"]
    assert "votes.1" in [doubt.field for doubt in doubts]
    for doubt in doubts:
        assert 'value="' not in str(doubt.input)


def test_an_answer_is_a_blind_statement_and_settles_the_sheet(
    house, photographed, operator
):
    page = operator.get(BENCH)
    typed = {doubt.field: str(FIGURES[doubt.field]) for doubt in page.context["doubts"]}
    began = {"wilayah": "351709", "mulai": page.context["began"]}
    after = operator.post(f"/hitung/{CONTEST}/tps/{STATION}/meja/", typed | began)
    assert after.headers["location"] == BENCH
    said = list(house.election.ledger.statements())
    entry = [s for s in said if s.type == "entry.made"][-1]
    assert (entry.figures(), entry.number("blind")) == (
        {field: int(figure) for field, figure in typed.items()},
        1,
    )
    assert Sheet.objects.get().state == "accepted"
    empty = operator.get(BENCH)
    assert empty.context["done"] == 1
    assert "Tidak ada lembar yang menunggu" in empty.content.decode()


def test_a_crop_shows_the_boxes_of_its_field_level_and_large(photographed, operator):
    got = operator.get(f"/hitung/{CONTEST}/tps/{STATION}/angka/votes.1/")
    picture = cv2.imdecode(np.frombuffer(got.content, np.uint8), cv2.IMREAD_GRAYSCALE)
    height, width = picture.shape
    assert 2 < width / height < 3
    ink = picture < 0.7 * np.median(picture)
    across, down = ink.mean(axis=0), ink.mean(axis=1)
    assert (across > 0.4).sum() >= 6  # the upright lines of three boxes
    assert (down > 0.4).sum() >= 2
    nothing = operator.get(f"/hitung/{CONTEST}/tps/{STATION}/angka/votes.9/")
    assert nothing.status_code == 404


def test_the_bench_is_shut_to_other_regions_and_to_those_who_only_look(
    client, house, phone_of, post_of
):
    differ(client, phone_of, STATION, votes_1=14)
    for role, region in ((Role.OPERATOR, "351710"), (Role.OBSERVER, "351709")):
        stranger = Client()
        stranger.force_login(post_of(role, region).holder)
        assert stranger.get(BENCH).status_code == 403
        answer = stranger.post(
            f"/hitung/{CONTEST}/tps/{STATION}/meja/", {"votes.1": "41"}
        )
        assert answer.status_code == 403


@pytest.mark.parametrize("region", ["../", "<b>", "9999", ""])
def test_a_region_that_is_not_the_stations_leads_to_its_village(
    client, house, phone_of, operator, region
):
    differ(client, phone_of, STATION, votes_1=14)
    typed = {"votes.1": "41", "wilayah": region}
    after = operator.post(f"/hitung/{CONTEST}/tps/{STATION}/meja/", typed)
    assert after.headers["location"].endswith(f"/{STATION[:10]}/meja/")
    assert Sheet.objects.get().state == "accepted"


@pytest.mark.parametrize("typed", ["", "4l", "<b>", "-1"])
def test_what_is_no_number_is_asked_again(client, house, phone_of, operator, typed):
    differ(client, phone_of, STATION, votes_1=14)
    page = operator.post(f"/hitung/{CONTEST}/tps/{STATION}/meja/", {"votes.1": typed})
    assert page.status_code == 422
    assert Sheet.objects.get().state == "differs"


@pytest.mark.chromium
def test_a_queue_is_cleared_by_keyboard_in_under_six_seconds_a_sheet(
    client,
    house,
    phone_of,
    operator,
    open_page,  # noqa: F811
):
    """With the pauses of a person: a look at each figure, a moment for each key."""
    stations = (STATION, SECOND_STATION, THIRD_STATION)
    for station in stations:
        differ(client, phone_of, station, votes_1=14)
    page = open_page(operator, BENCH)
    axe_finds_nothing(page)
    began = time.monotonic()
    for _ in stations:
        page.wait_for_selector("input:focus")
        page.wait_for_timeout(LOOK_S * 1000)
        shown = page.locator("h1").inner_text()
        page.keyboard.type(str(FIGURES["votes.1"]), delay=KEY_S * 1000)
        page.wait_for_timeout(KEY_S * 1000)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "text => document.querySelector('h1')?.innerText != text", arg=shown
        )
    seconds = (time.monotonic() - began) / len(stations)
    assert {sheet.state for sheet in Sheet.objects.all()} == {"accepted"}
    assert seconds < 6, seconds


def axe_finds_nothing(page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(page, options=rules).response["violations"]
    assert [one["id"] for one in found] == []


@pytest.mark.chromium
def test_the_keys_that_help_shows_do_what_it_says(
    client,
    house,
    phone_of,
    operator,
    open_page,  # noqa: F811
):
    differ(client, phone_of, STATION, votes_1=14, invalid=3)
    page = open_page(operator, BENCH)
    page.wait_for_selector("input:focus")
    page.keyboard.press("Enter")
    assert page.locator("[data-empty]").is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    assert page.locator("input:focus").input_value() == "?"
    page.keyboard.press("ArrowUp")
    assert page.locator("input:focus").input_value() == ""
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.locator(".bench-field input").first.focus()
    page.keyboard.press("Escape")
    page.wait_for_selector("text=Kerjakan yang dilewati")
