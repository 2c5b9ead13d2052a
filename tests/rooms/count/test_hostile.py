"""Hostile callers: forged, replayed, oversized, malformed, too many, too far."""

import json

import pytest
from tests.elections import FIGURES, SHEET, STATION
from tests.rooms.count.houses import SECOND_STATION, Phone, hand_in

from omah.adapters.keys import new_person_key
from omah.core.count.sheet_moves import Refused
from omah.core.log.roll import Why
from omah.core.log.statements import signed
from omah.core.people.roles import Role
from omah.rooms.count import devices, limits
from omah.rooms.count.models import Sheet, Statement
from omah.rooms.count.words import Door, words_of

NASTY = [
    "'; DROP TABLE count_statement; --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "../../etc/passwd",
    "\x00",
    "\ud800",
    "a" * 70_000,
    "\u202e1234",
]


@pytest.fixture(autouse=True)
def _one_window(monkeypatch):
    """Time stands still, so that no window of a limit ends within a test."""
    monkeypatch.setattr(limits, "now", lambda: 1_800_000_000)


@pytest.fixture
def phone(phone_of):
    return phone_of(Role.KPPS, STATION)


def send(client, body, sig="A" * 86 + "=="):
    data = {"statements": [{"body": body, "sig": sig}]}
    return client.post(
        "/api/v1/statements", json.dumps(data), content_type="application/json"
    )


def refusal(client, statement) -> str:
    (answer,) = hand_in(client, statement)
    return answer["refused"]["code"]


def test_a_forged_signature_is_refused_and_nothing_is_kept(client, house, phone):
    real = phone.enters()
    size = Statement.objects.count()
    forged = signed({**real.body, "figures": {**FIGURES, "votes.1": 99}}, real.sig)
    assert refusal(client, forged) == "bad-signature"
    assert refusal(client, signed(real.body, "A" * 86 + "==")) == "bad-signature"
    assert Statement.objects.count() == size
    assert not Sheet.objects.exists()


def test_a_key_that_nobody_enrolled_says_nothing(client, house, phone):
    stranger = Phone(house, phone.post, new_person_key())
    assert refusal(client, stranger.enters()) == "unknown-key"


def test_another_station_s_code_is_refused(client, house, phone):
    assert refusal(client, phone.enters(station=SECOND_STATION)) == "wrong-region"
    assert refusal(client, phone.enters(station="3517092003999")) == "no-station"


def test_a_statement_of_another_election_is_refused(client, house, phone):
    fields = {**SHEET, "post": phone.code, "figures": dict(FIGURES), "blind": 1}
    other = phone.signer.say("entry.made", at=1, election="0" * 64, **fields)
    assert refusal(client, other) == "other-election"


def test_a_replayed_receipt_opens_nothing(client, house, phone):
    said = phone.enters()
    (first,) = hand_in(client, said)
    got = send(client, first["receipt"], first["receipt"]["sig"])
    assert got.json()["answers"][0]["refused"]["code"] == "malformed"
    (again,) = client.get(f"/api/v1/receipts?ids={said.id}").json()["answers"]
    assert again == first
    (none,) = client.get(f"/api/v1/receipts?ids={'0' * 64}").json()["answers"]
    assert none["receipt"] is None


def test_a_revoked_device_is_refused_and_what_it_said_stands(client, house, phone):
    hand_in(client, phone.enters({"votes.1": 41}))
    devices.revoke(house, phone.post.devices.get(), reason="hilang")
    assert refusal(client, phone.enters({"votes.2": 7})) == "revoked-key"
    assert Sheet.objects.get().figures["votes.1"] == 41
    assert phone.post.devices.get().revoked_at


def test_the_house_s_own_statements_are_not_taken_from_outside(client, house, phone):
    for kind, fields in {
        "post.granted": {"post": "x", "role": "ppk", "region": "", "commitment": ""},
        "publication.root": {"size": 1, "lists": {}},
    }.items():
        assert refusal(client, phone.says(kind, **fields)) == "not-here"


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize(
    "field", ["type", "station", "contest", "form", "post", "key", "election", "reason"]
)
def test_sql_html_and_worse_in_any_text_is_refused_in_plain_words(
    client, house, phone, field, text
):
    got = send(client, {**phone.enters().body, field: text})
    (answer,) = got.json()["answers"]
    assert answer["refused"]["code"] == "malformed"
    assert text[:20] not in got.content.decode()
    assert Statement.objects.exists()


@pytest.mark.parametrize(
    "value", [1.5, None, True, -1, 10**30, "41", [1], {"a": 1}, "?" * 9], ids=repr
)
def test_a_figure_of_another_shape_is_refused(client, house, phone, value):
    body = {**phone.enters().body, "figures": {**FIGURES, "votes.1": value}}
    (answer,) = send(client, body).json()["answers"]
    assert answer["refused"]["code"] == "malformed"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"statements": 1}',
        b'{"statements": [1]}',
        b'{"statements": [{"body": [], "sig": 1}]}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"statements": [' + b'{"body": {}, "sig": ""},' * 60 + b"]}",
        b'{"statements":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    ],
    ids=range(11),
)
def test_malformed_json_is_refused_in_both_languages(client, house, raw):
    got = client.post("/api/v1/statements", raw, content_type="application/json")
    assert got.status_code == 422
    assert set(got.json()["refused"]) == {"code", "id", "en", "retry"}


def test_an_oversized_submission_is_refused(client, house):
    raw = b'{"statements": [], "x": "' + b"a" * 1_000_001 + b'"}'
    got = client.post("/api/v1/statements", raw, content_type="application/json")
    assert got.status_code == 413
    raw = b"x" * 3_000_000
    got = client.post("/api/v1/statements", raw, content_type="application/json")
    assert got.status_code in {400, 413, 422}


def test_a_flood_of_one_device_is_bounded(client, house, phone, phone_of):
    """The flood is stopped; the village behind the same address is not."""
    said = phone.enters()
    taken = 0
    for _ in range(limits.STATEMENTS_OF_DEVICE.amount + 10):
        (answer,) = hand_in(client, said)
        taken += answer["receipt"] is not None
    assert taken == limits.STATEMENTS_OF_DEVICE.amount
    neighbour = phone_of(Role.KPPS, SECOND_STATION)
    (answer,) = hand_in(client, neighbour.enters(station=SECOND_STATION))
    assert answer["receipt"]


def test_ten_thousand_statements_of_a_device_do_not_hurt_its_village(
    client, house, phone, phone_of, monkeypatch
):
    """A village shares one address; the flood is 10,000 in 200 requests of 50."""
    few = limits.Allowance("address", 100, 60)
    monkeypatch.setattr(limits, "REQUESTS_OF_ADDRESS", few)
    said = phone.enters()
    codes = set()
    for _ in range(200):
        answers = hand_in(client, *[said] * 50)
        codes |= {a["refused"]["code"] for a in answers if a["refused"]}
    assert codes == {"too-many"}
    neighbour = phone_of(Role.KPPS, SECOND_STATION)
    (answer,) = hand_in(client, neighbour.enters(station=SECOND_STATION))
    assert answer["receipt"]


def test_nobody_spends_another_s_allowance(client, house, phone):
    forged = signed(phone.enters().body, "A" * 86 + "==")
    for _ in range(limits.STATEMENTS_OF_DEVICE.amount + 5):
        hand_in(client, forged)
    (answer,) = hand_in(client, phone.enters())
    assert answer["receipt"]


def test_an_address_that_is_refused_too_often_waits(client, house, phone, monkeypatch):
    few = limits.Allowance("refused", 20, 60)
    monkeypatch.setattr(limits, "REFUSED_OF_ADDRESS", few)
    for _ in range(21):
        client.post("/api/v1/statements", b"{", content_type="application/json")
    got = hand_in(client, phone.enters())
    assert (got.status_code, got.json()["refused"]["code"]) == (429, "too-many")
    assert 0 < int(got["Retry-After"]) <= 60


def test_every_refusal_has_words_in_both_languages():
    for why in (*Why, *Refused, *Door):
        words = words_of(why)
        assert words.id.endswith(".")
        assert words.en.endswith(".")
        assert words.code.isascii()
