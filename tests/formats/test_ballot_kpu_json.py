"""KPU's tables of candidates and parties become a ballot, or are refused."""

import json

import pytest

from omah.core.count.contests import Candidate, Party
from omah.formats.ballot_kpu_json import BallotError, read_candidates, read_parties


def person(name, number):
    return {"nama": name, "nomor_urut": number}


def test_pairs_are_known_by_kpus_number_and_by_ours():
    ballot = read_candidates(
        json.dumps({"7": person("Tiga", 2), "9": person("Satu", 1)}).encode()
    )
    assert ballot.candidates == (Candidate(1, "Satu"), Candidate(2, "Tiga"))
    assert ballot.fields == {"7": "votes.2", "9": "votes.1"}


def test_parties_bring_their_open_lists():
    ballot = read_parties(
        b'{"1": {"nama": "Partai A", "nomor_urut": 4}}',
        b'{"1": {"88": {"nama": "Calon", "nomor_urut": 1, "jenis_kelamin": "P"}}}',
    )
    assert ballot.parties == (Party(4, "Partai A", (Candidate(1, "Calon"),)),)
    assert ballot.fields == {"1": "votes.4", "1/88": "votes.4.1"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[]", "a table keyed"),
        (b"not json", "not JSON"),
        (b'{"7": {"nama": "A"}}', "7 has no number on the ballot"),
        (b'{"7": {"nama": "A", "nomor_urut": true}}', "7 has no number"),
        (b'{"7": {"nama": " ", "nomor_urut": 1}}', "7 has no nama"),
        (b'{"7": 3}', "7 has no number"),
        (
            json.dumps({"7": person("A", 1), "8": person("B", 1)}).encode(),
            "same number",
        ),
    ],
)
def test_a_faulty_ballot_is_refused(content, message):
    with pytest.raises(BallotError, match=message):
        read_candidates(content)


def test_candidates_of_an_unlisted_party_are_refused():
    with pytest.raises(BallotError, match="party 2 has candidates"):
        read_parties(b"{}", b'{"2": {}}')
    with pytest.raises(BallotError, match="table of candidates"):
        read_parties(b"{}", b'{"2": []}')
