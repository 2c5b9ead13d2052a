"""A hall's file may come from anyone: what the signatures say counts, and once."""

import hashlib
import json
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.elections import FIGURES, STATION
from tests.rooms.count.houses import SECOND_STATION

from omah.adapters.keys import new_person_key
from omah.core.log.statements import signed
from omah.core.people.roles import Role
from omah.rooms.count import hall
from omah.rooms.count.models import Sheet, Statement

PHOTO = b"lembar 1" * 1000
SHA256 = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def phone(phone_of):
    return phone_of(Role.KPPS, STATION)


@pytest.fixture
def packed(tmp_path):
    """Write a file as a hall's laptop would, of any statements and members."""

    def write(*said, lines=None, **members):
        path = tmp_path / "balai.zip"
        text = [json.dumps({"body": one.body, "sig": one.sig}) for one in said]
        with ZipFile(path, "w", ZIP_DEFLATED) as file:
            file.writestr(hall.STATEMENTS, "\n".join(lines or text))
            for sha256, content in members.items():
                file.writestr(f"originals/{sha256}", content)
        return path

    return write


def test_photographs_and_statements_are_taken_once(house, phone, packed):
    path = packed(phone.enters(), phone.captures(SHA256), **{SHA256: PHOTO})
    first = hall.take(house, path)
    assert (first.new, first.known, first.photographs) == (2, 0, 1)
    assert house.originals.get(SHA256) == PHOTO
    assert Sheet.objects.get().figures["votes.1"] == FIGURES["votes.1"]
    size = Statement.objects.count()
    again = hall.take(house, path)
    assert (again.new, again.known, again.photographs, again.refused) == (0, 2, 0, [])
    assert Statement.objects.count() == size


def test_what_is_forged_is_listed_and_the_rest_is_taken(house, phone, packed):
    real = phone.enters()
    forged = signed({**real.body, "figures": {**FIGURES, "votes.1": 99}}, real.sig)
    stranger = hall.signed(real.body | {"key": new_person_key().key}, real.sig)
    elsewhere = phone.enters(station=SECOND_STATION)
    taken = hall.take(house, packed(forged, stranger, elsewhere, real))
    assert taken.new == 1
    assert [id_ for id_, _ in taken.refused] == [forged.id, stranger.id, elsewhere.id]


@pytest.mark.parametrize(
    "lines",
    [["{"], ["[]"], ["null"], ['{"body": {}, "sig": ""}'], ["[" * 50_000], [b"\xff"]],
    ids=range(6),
)
def test_lines_that_are_no_statements_are_refused(house, packed, lines):
    lines = [one if isinstance(one, str) else one.decode("latin-1") for one in lines]
    with pytest.raises(hall.HallError):
        hall.take(house, packed(lines=lines))


def test_other_bytes_under_a_photograph_s_name_are_refused(house, phone, packed):
    with pytest.raises(hall.HallError, match="other bytes"):
        hall.take(house, packed(phone.captures(SHA256), **{SHA256: b"other"}))
    assert house.originals.kept(SHA256) is None


def test_a_bomb_is_not_unpacked(house, phone, packed, monkeypatch):
    monkeypatch.setattr(hall, "MAX_BLOB_BYTES", 1_000_000)
    bomb = bytes(50_000_000)
    sha256 = hashlib.sha256(bomb).hexdigest()
    path = packed(phone.captures(sha256), **{sha256: bomb})
    assert path.stat().st_size < 100_000
    with pytest.raises(hall.HallError, match="larger"):
        hall.take(house, path)


def test_members_that_no_statement_names_are_left_alone(house, phone, packed):
    stray = hashlib.sha256(b"stray").hexdigest()
    assert (
        hall.take(house, packed(phone.enters(), **{stray: b"stray"})).photographs == 0
    )
    assert house.originals.kept(stray) is None


def test_a_house_that_was_not_lent_packs_nothing(house, tmp_path):
    with pytest.raises(hall.HallError, match="not lent"):
        hall.pack(house, tmp_path / "x.zip")


def test_only_people_of_the_region_are_lent(house, phone, post_of, tmp_path):
    post_of(Role.KPPS, "1101012001001", name="jauh")
    post_of(Role.PPK, "351709", name="kantor")
    hall.lend(house, tmp_path / "laptop", STATION[:10])
    accounts = (tmp_path / "laptop/election/accounts.json").read_text()
    assert "kantor" in accounts
    assert phone.post.holder.handle in accounts
    assert "jauh" not in accounts
    with pytest.raises(hall.HallError, match="not empty"):
        hall.lend(house, tmp_path / "laptop", STATION[:10])
