"""Photographs in a store of objects: cut off, killed, and away for a while."""

import hashlib
from contextlib import closing

import pytest
from tests.stores import KEYS, running_store

from omah.cli.bench.invented import invent
from omah.cli.bench.line import Line
from omah.cli.bench.processes import new_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
PIECE = 16_384


@pytest.fixture(scope="module")
def town():
    """A house whose photographs lie in a store, behind a line that can be cut."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in KEYS.items():
            environment.setenv(name, value)
        with (
            running_store() as (store, cuttable),
            new_house(OMAH_OBJECTS=cuttable.address) as house,
        ):
            house.letters = invent(house.election, villages=2, stations=9).entries()
            house.move_in()
            house.start()
            yield house, store, cuttable


def photograph(seed: int) -> tuple[bytes, str]:
    block = hashlib.sha256(bytes([seed])).digest()
    photo = block * (4 * PIECE // len(block))
    return photo, hashlib.sha256(photo).hexdigest()


def send(line, phone, photo, sha256):
    """Send from what is safe until it is whole or not taken; return the last answer."""
    offset = line.safe(phone, sha256)["safe"]
    while True:
        piece = photo[offset : offset + PIECE]
        status, told = line.put(phone, sha256, piece, offset=offset, total=len(photo))
        if status != 200 or told["whole"]:
            return status, told
        offset = told["safe"]


def kept(store, sha256) -> list[bytes]:
    return [v for name, v in store.contents().items() if name.endswith(sha256)]


def test_a_photograph_lies_in_the_store_once_and_its_capture_counts(town):
    house, store, _ = town
    photo, sha256 = photograph(1)
    (phone, said), (other, _) = next(house.letters), next(house.letters)
    with closing(Line(house.port)) as line:
        assert send(line, phone, photo, sha256)[1]["whole"]
        assert send(line, other, photo, sha256)[1]["whole"]
        capture = phone.captures(said.text("station"), sha256)
        (answer,) = line.hand_in(phone, [capture])
    assert answer["receipt"]
    assert kept(store, sha256) == [photo]
    assert not list((house.election / "uploads").glob("*.part"))


def test_while_the_store_is_away_pieces_and_figures_are_taken(town):
    house, store, cuttable = town
    photo, sha256 = photograph(2)
    phone, said = next(house.letters)
    cuttable.cut_after = 0
    try:
        with closing(Line(house.port)) as line:
            status, told = send(line, phone, photo, sha256)
            assert (status, told["refused"]["code"]) == (503, "no-store")
            assert told["refused"]["retry"]
            safe = line.safe(phone, sha256)
            assert (safe["safe"], safe["whole"]) == (len(photo), False)
            capture = phone.captures(said.text("station"), sha256)
            answers = line.hand_in(phone, [said, capture])
            assert answers[0]["receipt"], "figures do not wait for photographs"
            assert answers[1]["refused"]["code"] == "no-store"
    finally:
        cuttable.cut_after = None
    with closing(Line(house.port)) as line:
        assert send(line, phone, photo, sha256)[1]["whole"]
        (answer,) = line.hand_in(phone, [capture])
        assert answer["receipt"]
    assert kept(store, sha256) == [photo]


@pytest.mark.parametrize("after", [500, 20_000, 60_000])
def test_a_line_to_the_store_cut_within_the_photograph_keeps_none_of_it(town, after):
    house, store, cuttable = town
    photo, sha256 = photograph(3 + after % 251)
    phone, _ = next(house.letters)
    cuttable.cut_after = after
    try:
        with closing(Line(house.port)) as line:
            status, _ = send(line, phone, photo, sha256)
            assert status == 503
        assert kept(store, sha256) == []
    finally:
        cuttable.cut_after = None
    with closing(Line(house.port)) as line:
        assert send(line, phone, photo, sha256)[1]["whole"]
    assert kept(store, sha256) == [photo]


def test_house_and_store_killed_before_the_whole_is_kept_lose_no_piece(town):
    house, store, _ = town
    photo, sha256 = photograph(9)
    phone, _ = next(house.letters)
    store.kill()
    with closing(Line(house.port)) as line:
        status, _ = send(line, phone, photo, sha256)
        assert status == 503
    house.kill()
    store.start()
    house.start()
    with closing(Line(house.port)) as line:
        safe = line.safe(phone, sha256)
        assert (safe["safe"], safe["whole"]) == (len(photo), False)
        assert send(line, phone, photo, sha256)[1]["whole"]
    assert kept(store, sha256) == [photo]


def test_the_public_site_stands_in_the_store_as_in_the_folder(town):
    house, store, _ = town
    house.work()
    site = {
        str(path.relative_to(house.public)): path.read_bytes()
        for path in house.public.rglob("*")
        if path.is_file()
    }
    stored = {
        name.split("/site/")[1]: content
        for name, content in store.contents().items()
        if "/site/" in name
    }
    assert site
    assert stored == site
