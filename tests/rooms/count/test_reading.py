"""The worker: photographs become readings, once, whatever happens on the way."""

from functools import cache

import pytest
from tests.elections import CONTEST, FIGURES, FORM, STATION
from tests.rooms.count.houses import SECOND_STATION, hand_in, send_photo

from omah.adapters.files import Folder
from omah.adapters.practice import Press
from omah.core.people.roles import Role
from omah.formats.form_toml import load_form
from omah.rooms.count import reading, tasks
from omah.rooms.count.models import Capture, Sheet
from omah.site.verify import verify


@cache
def jpegs() -> tuple[bytes, ...]:
    """Photographs of the three pages of one invented sheet, always the same."""
    sheet = Press(load_form(FORM)).sheet(STATION, CONTEST, FIGURES, seed=(3,))
    return tuple(photo.jpeg for photo in sheet.photos)


@pytest.fixture
def phone(phone_of):
    return phone_of(Role.KPPS, STATION)


def send_pages(client, phone, pages=(1, 2, 3), **place) -> None:
    for page in pages:
        sha256, _ = send_photo(client, phone, jpegs()[page - 1], 1_000_000)
        (answer,) = hand_in(client, phone.captures(sha256, page, **place))
        assert answer["receipt"], answer


def kinds(said) -> list[str]:
    return [statement.type for statement in said]


def logged(house, kind: str) -> list:
    return [s for s in house.election.ledger.statements() if s.type == kind]


def test_photographs_are_read_and_a_blind_person_confirms_them(client, house, phone):
    send_pages(client, phone)
    assert Sheet.objects.get().state == "captured"
    said = reading.read_sheet(house, CONTEST, STATION)
    assert kinds(said) == ["sheet.captured"] * 3 + ["reading.made"]
    made = said[-1].figures()
    assert all(FIGURES[field] == number for field, number in made.items())
    assert len(made) > 0.7 * len(FIGURES)
    hand_in(client, phone.enters())
    sheet = Sheet.objects.get()
    assert sheet.state == ("accepted" if made == FIGURES else "second-reading")


def test_reading_again_puts_nothing_on_record(client, house, phone):
    send_pages(client, phone)
    reading.read_sheet(house, CONTEST, STATION)
    size = house.election.ledger.size
    assert reading.read_sheet(house, CONTEST, STATION) == []
    assert house.election.ledger.size == size


def test_pages_that_come_later_add_what_was_not_read(client, house, phone):
    send_pages(client, phone, pages=(1,))
    first = reading.read_sheet(house, CONTEST, STATION)[-1]
    send_pages(client, phone, pages=(2, 3))
    second = reading.read_sheet(house, CONTEST, STATION)[-1]
    assert not first.figures().keys() & second.figures().keys()
    assert len(logged(house, "sheet.captured")) == 6  # each said, then looked at


def test_two_workers_on_one_sheet_make_one_reading(client, house, phone, monkeypatch):
    send_pages(client, phone, pages=(2,))
    real = reading.read_originals

    def slowly(*args):
        outcome = real(*args)
        monkeypatch.setattr(reading, "read_originals", real)
        assert reading.read_sheet(house, CONTEST, STATION)  # the other was faster
        return outcome

    monkeypatch.setattr(reading, "read_originals", slowly)
    reading.read_sheet(house, CONTEST, STATION)
    assert len(logged(house, "reading.made")) == 1
    assert len(logged(house, "sheet.captured")) == 2  # the phone's, and the house's


@pytest.mark.parametrize("where", ["read_originals", "statements_of"])
def test_a_worker_killed_on_the_way_leaves_nothing_half_done(
    client, house, phone, monkeypatch, where
):
    send_pages(client, phone, pages=(2,))
    real = getattr(reading, where)

    def killed(*args):
        real(*args)
        raise KeyboardInterrupt

    size = house.election.ledger.size
    with monkeypatch.context() as patch:
        patch.setattr(reading, where, killed)
        with pytest.raises(KeyboardInterrupt):
            reading.read_sheet(house, CONTEST, STATION)
    assert house.election.ledger.size == size
    assert kinds(reading.read_sheet(house, CONTEST, STATION))[-1] == "reading.made"
    assert len(logged(house, "reading.made")) == 1


def test_a_copy_of_another_station_s_photograph_is_rejected(
    client, house, phone, phone_of
):
    send_pages(client, phone, pages=(2,))
    thief = phone_of(Role.KPPS, SECOND_STATION)
    send_pages(client, thief, pages=(2,), station=SECOND_STATION)
    (said,) = reading.read_sheet(house, CONTEST, SECOND_STATION)
    assert said.text("reason") == reading.ELSEWHERE
    assert Sheet.objects.get(station=SECOND_STATION).state == "rejected"
    assert reading.read_sheet(house, CONTEST, STATION)[-1].type == "reading.made"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04" + b"\0" * 5_000, "not-an-image"),
        (b"<html><script>alert(1)</script></html>", "not-an-image"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000, None),
        (b"\xff\xd8\xff" + b"\0" * 5_000, None),
    ],
    ids=["zip", "html", "broken-png", "broken-jpeg"],
)
def test_what_is_no_photograph_is_rejected_and_never_public(
    client, house, phone, content, reason
):
    sha256, _ = send_photo(client, phone, content)
    hand_in(client, phone.captures(sha256))
    (said,) = reading.read_sheet(house, CONTEST, STATION)
    assert said.text("reason")
    assert reason in {None, said.text("reason")}
    assert said.text("public_sha256") == ""
    assert Sheet.objects.get().state == "rejected"


def test_a_picture_that_is_an_archive_too_is_never_published_as_it_came(
    client, house, phone
):
    polyglot = jpegs()[1] + b"PK\x03\x04" + b"hidden" * 100
    sha256, _ = send_photo(client, phone, polyglot, 1_000_000)
    hand_in(client, phone.captures(sha256, 2))
    reading.read_sheet(house, CONTEST, STATION)
    capture = Capture.objects.get()
    assert capture.reason or b"PK\x03\x04" not in house.public.get(
        capture.public_sha256
    )


def test_from_photograph_to_the_verified_public_site(
    client, house, phone, phone_of, settings, django_capture_on_commit_callbacks
):
    """Two people differ, a third settles it; the site follows and verifies."""
    send_pages(client, phone)
    other = phone_of(Role.KPPS, STATION)
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(client, phone.enters(), other.enters({**FIGURES, "votes.1": 14}))
    third = phone_of(Role.PPS, "3517092003")
    assert Sheet.objects.get().state == "differs"
    hand_in(client, third.enters({"votes.1": 41}))
    assert Sheet.objects.get().state == "accepted"
    tasks.read_sheet.call(CONTEST, STATION)
    assert tasks.release.call() > 0
    assert tasks.release.call() == 0
    key = house.election.log_key.public
    found = verify(Folder(settings.OMAH_PUBLIC), key)
    assert found.ok, found
    page = settings.OMAH_PUBLIC / "data"
    assert any("41" in path.read_text() for path in page.rglob("*.json"))


def test_after_a_correction_the_site_changes_at_once(
    client, house, phone, phone_of, settings
):
    hand_in(client, phone.enters(), phone_of(Role.KPPS, STATION).enters())
    tasks.release.call()
    ppk = phone_of(Role.PPK, "351709")
    hand_in(client, ppk.corrects({"votes.1": [41, 14], "valid": [48, 21]}))
    assert tasks.release.call() > 0
    key = house.election.log_key.public
    assert verify(Folder(settings.OMAH_PUBLIC), key).ok


def test_the_next_release_seals_the_detail_of_a_reading_that_came_between(
    client, house, phone, settings
):
    """One process releases again and again; a detail is written past its pages."""
    send_pages(client, phone, pages=(1,))
    reading.read_sheet(house, CONTEST, STATION)
    tasks.release.call()
    send_pages(client, phone, pages=(2,))
    reading.read_sheet(house, CONTEST, STATION)
    tasks.release.call()
    assert len(logged(house, "reading.made")) == 2
    assert verify(Folder(settings.OMAH_PUBLIC), house.election.log_key.public).ok
