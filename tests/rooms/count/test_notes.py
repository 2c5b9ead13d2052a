"""Words of notes: to the office alone, proved by their fingerprint on record."""

import hashlib
import json

import pytest
from django.test import Client
from tests.elections import CONTEST, STATION
from tests.rooms.count.houses import hand_in

from omah.core.people.roles import Role
from omah.rooms.count.models import NoteWords, Statement
from omah.rooms.count.notes import erase_words

TEXT, SALT = "Lampu padam <script>", bytes(range(32))
ADDRESS = "/hitung/catatan/"


@pytest.fixture
def note(client, house, phone_of) -> str:
    """A note on record; its words are still on the phone."""
    said = phone_of(Role.KPPS, STATION).says(
        "objection.raised",
        contest=CONTEST,
        region=STATION,
        reason="kejadian",
        commitment=hashlib.sha256(SALT + TEXT.encode()).hexdigest(),
    )
    (answer,) = hand_in(client, said)
    assert answer["receipt"], answer
    return said.id


def bring(client, **words):
    return client.post(ADDRESS, json.dumps(words), content_type="application/json")


def test_words_that_match_reach_the_office_and_never_the_log(client, note, post_of):
    words = {"statement": note, "text": TEXT, "salt": SALT.hex()}
    assert [bring(client, **words).status_code for _ in range(2)] == [200, 200]
    assert NoteWords.objects.count() == 1
    ppk = Client()
    ppk.force_login(post_of(Role.PPK, "351709").holder)
    page = ppk.get(f"/hitung/{CONTEST}/tps/{STATION}/").content.decode()
    assert "Lampu padam &lt;script&gt;" in page
    assert not any(b"Lampu" in bytes(row.entry) for row in Statement.objects.all())


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Lampu menyala"},
        {"salt": "00" * 32},
        {"salt": "00" * 31},
        {"salt": "zz"},
        {"text": ""},
        {"text": 5},
        {"text": "\ud800"},
        {"text": "a\0"},
        {"text": "a" * 2001},
        {"statement": "0" * 64},
        {"statement": None},
    ],
)
def test_other_words_are_not_taken(client, note, change):
    words = {"statement": note, "text": TEXT, "salt": SALT.hex(), **change}
    assert bring(client, **words).status_code in (404, 422)
    assert not NoteWords.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "nonsense", '"x"', "{}"])
def test_what_is_no_note_is_refused(client, house, body):
    got = client.post(ADDRESS, body, content_type="application/json")
    assert got.status_code == 422


def test_erased_words_are_gone_and_the_fingerprint_stays(client, note):
    bring(client, statement=note, text=TEXT, salt=SALT.hex())
    assert erase_words(note)
    assert not erase_words(note)
    assert Statement.objects.filter(sha256=note).exists()
