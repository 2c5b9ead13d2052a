"""A contest file is read strictly: what is misspelt is refused with its name."""

import re
from pathlib import Path

import pytest

from omah.core.count.contests import Candidate, ContestKind
from omah.formats.contest_toml import ContestError, dump_contest, load_contest

SAMPLE = Path(__file__).parents[2] / "docs" / "contest.toml"
HEAD = """
id = "dpr"
kind = "dpr"
election = "latihan"
title = { id = "DPR", en = "House" }
date = 2027-06-23
region = ""
form = "c-hasil-dpr-2024"
"""
PARTY = """
[[parties]]
number = 1
name = "Partai Contoh"
[[parties.candidates]]
number = 2
name = "Calon Kedua"
"""


def test_the_sample_in_docs_is_a_contest():
    contest = load_contest(SAMPLE.read_text(encoding="utf-8"))
    assert contest.kind is ContestKind.KEPALA_DAERAH
    assert contest.date == "2027-06-23"
    assert contest.invented
    assert contest.candidates[1] == Candidate(2, "Damar Wicaksana dan Ratna Anjani")
    assert contest.vote_fields() == ("votes.1", "votes.2", "votes.3")


def test_a_party_contest_has_open_lists():
    contest = load_contest(HEAD + PARTY)
    assert contest.vote_fields() == ("votes.1.party", "votes.1.2", "votes.1.total")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "dpr"', "id = dpr", "this is not TOML"),
        ('id = "dpr"', 'id = "DPR RI"', "id: use small letters"),
        ('kind = "dpr"', 'kind = "dpdd"', "kind: 'dpdd' is not a valid ContestKind"),
        ('kind = "dpr"', 'kind = "dpd"', "a dpd contest needs candidates"),
        ('kind = "dpr"', "kind = 3", "kind must be a text"),
        ('election = "latihan"', "", "election is missing"),
        ('en = "House"', 'en = ""', "title.en is empty"),
        ('en = "House"', 'eng = "House"', "title.en is missing"),
        ('en = "House"', 'en = "House", fr = "Chambre"', "title.fr is not a known key"),
        ("date = 2027-06-23", 'date = "2027"', "date must be a date such as"),
        ('region = ""', 'region = "351"', "no region level has 3 digits"),
        ('region = ""', 'region = "3517092003001"', "not at one station"),
        ('region = ""', 'region = ""\ninvented = 1', "invented must be true or false"),
        ('region = ""', 'region = ""\nregio = ""', "regio is not a known key"),
        ("number = 1", "number = 100", "parties[1].number must lie between 1 and 99"),
        ("number = 1", "number = true", "parties[1].number must be a whole number"),
        ("number = 2", "number = 2\nseks = 1", "candidates[1].seks is not a known key"),
        ('name = "Partai Contoh"', "", "parties[1].name is missing"),
        ("[[parties.candidates]]", "[[parties.calon]]", "parties[1].calon is not a"),
    ],
)
def test_what_is_wrong_is_named(old, new, message):
    text = HEAD + PARTY
    assert old in text
    with pytest.raises(ContestError, match=re.escape(message)):
        load_contest(text.replace(old, new, 1))


def test_a_ballot_number_belongs_to_one_party():
    with pytest.raises(ContestError, match="parties: number 1 is given twice"):
        load_contest(HEAD + PARTY + PARTY)


def test_a_ballot_number_belongs_to_one_candidate_of_a_list():
    twice = PARTY + '[[parties.candidates]]\nnumber = 2\nname = "Calon Lain"\n'
    with pytest.raises(ContestError, match="number 2 is given twice"):
        load_contest(HEAD + twice)


def test_a_party_contest_has_no_candidates_outside_a_list():
    with pytest.raises(ContestError, match="has parties, not candidates"):
        load_contest(HEAD + PARTY + '[[candidates]]\nnumber = 1\nname = "Sendiri"\n')


def test_choices_are_tables():
    with pytest.raises(ContestError, match="parties must be a list of tables"):
        load_contest(HEAD + "parties = [1, 2]\n")


@pytest.mark.parametrize("text", [SAMPLE.read_text(encoding="utf-8"), HEAD + PARTY])
def test_what_is_written_is_read_back(text):
    contest = load_contest(text.replace("Damar", 'D\'Amar \N{GRINNING FACE} é \\"x\\"'))
    assert load_contest(dump_contest(contest)) == contest
