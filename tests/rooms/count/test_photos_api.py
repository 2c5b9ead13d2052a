"""Photographs arrive in pieces: resumed, checked, kept once, and by their sender."""

import hashlib

import pytest
from tests.elections import STATION
from tests.rooms.count.houses import hand_in, put_piece, send_photo

from omah.adapters import uploads
from omah.adapters.pieces import read_pieces
from omah.core.people.roles import Role

PHOTO = bytes(range(256)) * 1000
SHA256 = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def phone(phone_of):
    return phone_of(Role.KPPS, STATION)


def code_of(got) -> str:
    return got.json()["refused"]["code"]


def safe(client, phone) -> dict:
    got = client.get(f"/api/v1/photos/{SHA256}", headers={"Omah-Key": phone.signer.key})
    return got.json()


def test_a_photograph_comes_whole_and_is_kept_under_its_hash(client, house, phone):
    _, last = send_photo(client, phone, PHOTO)
    assert last.json() == {"sha256": SHA256, "safe": len(PHOTO), "whole": True}
    assert house.originals.get(SHA256) == PHOTO
    assert safe(client, phone)["whole"]


def test_a_cut_off_upload_goes_on_from_what_is_safe(client, house, phone):
    put_piece(client, phone, SHA256, PHOTO[:70_000], 0, len(PHOTO))
    assert safe(client, phone) == {"sha256": SHA256, "safe": 70_000, "whole": False}
    gap = put_piece(client, phone, SHA256, PHOTO[90_000:], 90_000, len(PHOTO))
    assert (gap.status_code, code_of(gap), gap.json()["safe"]) == (409, "gap", 70_000)
    overlap = put_piece(client, phone, SHA256, PHOTO[50_000:], 50_000, len(PHOTO))
    assert overlap.json()["whole"]
    assert house.originals.get(SHA256) == PHOTO


def test_a_piece_sent_again_changes_nothing(client, house, phone):
    for _ in range(3):
        got = put_piece(client, phone, SHA256, PHOTO[:9_000], 0, len(PHOTO))
        assert got.json()["safe"] == 9_000
    send_photo(client, phone, PHOTO)
    again = put_piece(client, phone, SHA256, PHOTO[:9_000], 0, len(PHOTO))
    assert again.json()["whole"]


def test_bytes_that_are_not_those_of_the_hash_are_set_aside(client, house, phone):
    """What was acknowledged is kept until the whole stands under its hash."""
    folder = house.election.folder / "uploads"
    wrong = b"x" * 500
    assert put_piece(client, phone, SHA256, wrong[:200], 0, 500).json()["safe"] == 200
    got = put_piece(client, phone, SHA256, wrong[200:], 200, 500)
    assert (got.status_code, code_of(got)) == (409, "other-bytes")
    assert safe(client, phone)["safe"] == 0
    (aside,) = folder.glob("*.other")
    assert read_pieces(aside) == wrong
    send_photo(client, phone, PHOTO)
    assert house.originals.get(SHA256) == PHOTO
    assert not [path for path in folder.iterdir() if path.suffix != ".lock"]


def test_nobody_can_spoil_what_another_device_has_begun(client, house, phone, phone_of):
    stranger = phone_of(Role.WITNESS, STATION)
    put_piece(client, stranger, SHA256, b"x" * 9_000, 0, len(PHOTO))
    assert safe(client, phone)["safe"] == 0
    send_photo(client, phone, PHOTO)
    assert house.originals.get(SHA256) == PHOTO


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"Omah-Signature": "AAAA"}, 403, "bad-signature"),
        ({"Omah-Signature": "no base64"}, 403, "bad-signature"),
        ({"Omah-Signature": ""}, 403, "bad-signature"),
        ({"Omah-Key": "0" * 64}, 403, "unknown-key"),
        ({"Omah-Key": "../../etc/passwd"}, 422, "malformed"),
    ],
)
def test_a_piece_that_no_device_signed_is_refused(
    client, house, phone, change, status, code
):
    headers = {**phone.seal(SHA256, b"abc", 0, 3), **change}
    got = put_piece(client, phone, SHA256, b"abc", 0, 3, headers)
    assert (got.status_code, code_of(got)) == (status, code)


def test_a_signature_of_another_piece_does_not_help(client, house, phone):
    headers = phone.seal(SHA256, b"abc", 0, 3)
    for piece, offset, total in ((b"abd", 0, 3), (b"abc", 0, 4), (b"bc", 1, 3)):
        got = put_piece(client, phone, SHA256, piece, offset, total, headers)
        assert code_of(got) == "bad-signature"


@pytest.mark.parametrize(
    ("offset", "total"), [(-1, 9), (0, 0), (0, uploads.MAX_PHOTO_BYTES + 1)]
)
def test_impossible_sizes_are_refused(client, house, phone, offset, total):
    got = put_piece(client, phone, SHA256, b"abc", offset, total)
    assert got.status_code == 422


def test_a_piece_beyond_the_end_or_too_large_is_refused(client, house, phone):
    got = put_piece(client, phone, SHA256, b"abcd", 0, 3)
    assert (got.status_code, code_of(got)) == (409, "beyond")
    large = b"x" * (uploads.MAX_PIECE_BYTES + 1)
    got = put_piece(client, phone, SHA256, large, 0, 2 * len(large))
    assert (got.status_code, code_of(got)) == (413, "too-large")


def test_a_capture_waits_until_its_photograph_is_safe(client, house, phone):
    said = phone.captures(SHA256)
    (early,) = hand_in(client, said)
    assert early["refused"]["code"] == "no-photo"
    assert early["refused"]["retry"]
    send_photo(client, phone, PHOTO)
    (late,) = hand_in(client, said)
    assert late["receipt"]
