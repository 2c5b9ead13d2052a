"""Operators' and practice pages in a real browser: accessible, narrow, by keyboard."""

import pytest
from django.core.management import call_command
from tests.elections import CONTEST, FIGURES, STATION
from tests.rooms import given
from tests.rooms.count.houses import hand_in
from tests.rooms.test_browser import RULES, axe_script, open_page

from omah.core.people.roles import Role
from omah.rooms.count import house as houses
from omah.rooms.people import selectors

__all__ = ["open_page"]
pytestmark = [pytest.mark.chromium, pytest.mark.django_db]
QUEUE = f"/hitung/{CONTEST}/wilayah/351709/"
SIDEWAYS = """[...document.querySelectorAll("main .scroll")]
    .filter((box) => box.scrollWidth > box.clientWidth).length"""
PAGES = (
    QUEUE,
    f"/hitung/{CONTEST}/wilayah/3517092003/",
    f"/hitung/{CONTEST}/tps/{STATION}/",
    f"/hitung/{CONTEST}/tps/{STATION[:-1]}2/",
    "/biaya/",
    "/latihan/",
    "/masuk/password/reset/",
)


def check(page, path: str) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe_script())
    found = page.evaluate(f"axe.run({{runOnly: {RULES}}})")
    problems = [(v["id"], v["nodes"][0]["html"][:300]) for v in found["violations"]]
    assert problems == [], path
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(SIDEWAYS) == 0, path


def test_pages_of_the_count_are_accessible_and_narrow(
    client, house, phone_of, post_of, open_page, monkeypatch
):
    monkeypatch.setattr(selectors, "shown_second_factor", lambda _request: True)
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    hand_in(client, one.enters(), two.enters({**FIGURES, "votes.1": 14}))
    ppk = given.signed_in(post_of(Role.PPK, "351709"))
    for path in PAGES:
        check(open_page(ppk, path), path)


def test_j_and_k_walk_the_queue_and_enter_opens_a_sheet(
    client, house, phone_of, post_of, open_page
):
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    hand_in(client, one.enters(), two.enters({**FIGURES, "votes.1": 14}))
    page = open_page(given.signed_in(post_of(Role.PPK, "351709")), QUEUE)
    for key, ends in (("j", "001/"), ("j", "002/"), ("j", "003/"), ("k", "002/")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.pathname").endswith(ends)
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="TPS 1").wait_for()


def test_pages_of_a_practice_are_accessible_and_say_what_they_are(
    db, settings, tmp_path, post_of, open_page
):
    settings.OMAH_ELECTION = tmp_path / "election"
    settings.OMAH_PUBLIC = tmp_path / "public"
    call_command("begin_practice", sheets=1, verbosity=0)
    kpps = given.signed_in(post_of(Role.KPPS, "9801011001001"))
    ppk = given.signed_in(post_of(Role.PPK, "980101"))
    try:
        for who, path in (
            (kpps, "/latihan/"),
            (ppk, "/latihan/980101/"),
            (ppk, "/latihan/980101/gladi/"),
        ):
            page = open_page(who, path)
            page.get_by_text("LATIHAN: tidak ada yang di sini").wait_for()
            check(page, path)
    finally:
        houses.leave()


def test_on_a_wide_screen_the_form_stands_beside_the_photographs(
    house, post_of, open_page, monkeypatch
):
    monkeypatch.setattr(selectors, "shown_second_factor", lambda _request: True)
    ppk = given.signed_in(post_of(Role.PPK, "351709"))
    page = open_page(ppk, f"/hitung/{CONTEST}/tps/{STATION}/")
    photographs, work = page.locator(".sheet-pages"), page.locator(".sheet-work")
    above, below = photographs.bounding_box(), work.bounding_box()
    assert below["y"] >= above["y"] + above["height"]
    page.set_viewport_size({"width": 1440, "height": 740})
    left, right = photographs.bounding_box(), work.bounding_box()
    assert right["x"] >= left["x"] + left["width"]
    assert right["y"] == left["y"]
    assert work.get_by_role("button", name="Kirim sebagai pembacaan saya").is_visible()
    assert left["width"] > right["width"] >= 320
