"""Voting elsewhere: last days, and which ballots follow a voter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.count.contests import ContestKind
from omah.core.count.dapil import Dapil, DapilRegister
from omah.core.service.transfer import (
    WITHIN,
    Answer,
    Area,
    ElectionKind,
    NoTransferRulesError,
    ballots_between,
    ballots_given,
    completed,
    deadlines,
    rules_for,
    shared,
)
from omah.formats.dapil_tsv import packaged_dapil
from omah.formats.transfer_toml import transfer_rules

VOTING = date(2024, 2, 14)
PEMILU = rules_for(transfer_rules(), ElectionKind.PEMILU, VOTING)
PILKADA = rules_for(transfer_rules(), ElectionKind.PILKADA, date(2024, 11, 27))
YES, NO, UNKNOWN = Answer


def test_nine_reasons_in_two_groups_end_30_and_7_days_before():
    early, late = deadlines(PEMILU, VOTING)
    assert (early.last_day, late.last_day) == (date(2024, 1, 15), date(2024, 2, 7))
    assert len(early.reasons) + len(late.reasons) == 9
    assert {r.code for r in late.reasons} == {
        "duty", "inpatient", "detained", "disaster"
    }  # fmt: skip
    assert [d.days_left(date(2024, 2, 7)) for d in (early, late)] == [-23, 0]


def test_the_days_of_a_pilkada_are_counted_from_its_own_day():
    days = [d.last_day for d in deadlines(PILKADA, date(2024, 11, 27))]
    assert days == [date(2024, 10, 28), date(2024, 11, 20)]


def contests(rules, **shares: Answer) -> dict[str, str]:
    given_ = ballots_given(rules, {Area[k.upper()]: v for k, v in shares.items()})
    return {each.ballot.contest: each.answer.value for each in given_}


def test_the_same_districts_give_five_ballots():
    same = contests(PEMILU, dapil_dpr=YES, dapil_dprd_provinsi=YES,
                    dapil_dprd_kabkota=YES)  # fmt: skip
    assert list(same.values()) == ["yes"] * 5


def test_another_province_gives_the_president_alone():
    found = contests(PEMILU, provinsi=NO)
    assert [c for c, answer in found.items() if answer == "yes"] == ["president"]
    assert "unknown" not in found.values()


def test_outside_both_districts_of_the_province_two_are_given():
    found = contests(PEMILU, provinsi=YES, kabkota=NO, dapil_dpr=NO,
                     dapil_dprd_provinsi=NO)  # fmt: skip
    assert [c for c, a in found.items() if a == "yes"] == ["president", "dpd"]


def test_what_is_not_known_stays_unknown():
    found = contests(PEMILU, provinsi=YES)
    assert found["dpr"] == found["dprd-kabkota"] == "unknown"
    assert found["dpd"] == "yes"


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"kabkota": YES}, {"governor": "yes", "regent": "yes"}),
        ({"kabkota": NO, "provinsi": YES}, {"governor": "yes", "regent": "no"}),
        ({"provinsi": NO}, {"governor": "no", "regent": "no"}),
    ],
)
def test_ballots_of_a_pilkada(shares, expected):
    assert contests(PILKADA, **shares) == expected


@given(st.dictionaries(st.sampled_from(Area), st.sampled_from(Answer)))
def test_completing_twice_changes_nothing_and_keeps_what_is_known(shares):
    known = completed(shares)
    assert completed(known) == known
    for inner, outer in WITHIN:
        assert not (known[outer] is NO and known[inner] is YES)


REGISTER = DapilRegister(
    "2024-02-14",
    "contoh",
    [
        Dapil(ContestKind.DPR, "9901", "CONTOH I", 6, ("9971",)),
        Dapil(ContestKind.DPR, "9902", "CONTOH II", 6, ("9972",)),
        Dapil(ContestKind.DPRD_KABKOTA, "997101", "KOTA I", 8, ("997101",)),
        Dapil(ContestKind.DPRD_KABKOTA, "997102", "KOTA II", 8, ("997102",)),
    ],
)


def test_a_register_answers_from_two_villages():
    found = shared("9971011001", "9971021001", REGISTER)
    assert found[Area.DAPIL_DPR] is found[Area.KABKOTA] is YES
    assert found[Area.DAPIL_DPRD_KABKOTA] is NO
    assert found[Area.DAPIL_DPRD_PROVINSI] is UNKNOWN
    assert shared("9971011001", "9972011001", REGISTER)[Area.DAPIL_DPR] is NO


def test_a_code_that_is_too_coarse_answers_nothing():
    found = shared("99", "9971", REGISTER)
    assert found[Area.PROVINSI] is YES
    assert found[Area.KABKOTA] is UNKNOWN
    assert found[Area.DAPIL_DPR] is UNKNOWN


def test_an_election_before_all_rules_has_none():
    with pytest.raises(NoTransferRulesError):
        rules_for(transfer_rules(), ElectionKind.PEMILU, date(2019, 4, 17))


def test_every_sentence_stands_in_both_languages():
    said = [*PEMILU.papers, *PEMILU.steps, *(b.says for b in PEMILU.ballots)]
    said += PEMILU.notes + PILKADA.notes
    for reason in PEMILU.reasons:
        said += [reason.says, reason.easy, reason.papers]
    assert all(each.says_id and each.says_en for each in said)


@pytest.mark.parametrize(
    ("home", "destination", "expected"),
    [
        ("3517092003", "351710", "yes yes yes yes yes"),  # one dapil of Jombang
        ("351709", "351713", "yes yes yes yes no"),  # another of its six
        ("351709", "357801", "yes no yes no no"),  # Surabaya: the province alone
        ("351709", "337401", "yes no no no no"),  # Semarang
        ("317106", "317101", "yes yes yes yes no"),  # Jakarta votes on four
        ("960101", "960155", "yes yes yes yes unknown"),  # a gap in KPU's list
        ("122203", "122204", "yes yes yes yes unknown"),  # split: only a village says
    ],
)
def test_ballots_by_the_packaged_districts(home, destination, expected):
    found = ballots_between(PEMILU, home, destination, packaged_dapil())
    by_contest = {each.ballot.contest: each.answer.value for each in found}
    order = ("president", "dpr", "dpd", "dprd-provinsi", "dprd-kabkota")
    assert " ".join(by_contest[contest] for contest in order) == expected


def test_the_districts_that_were_compared_are_named():
    found = ballots_between(PEMILU, "351709", "357801", packaged_dapil())
    named = {each.ballot.contest: (each.home, each.destination) for each in found}
    assert named["dpr"] == ("JAWA TIMUR VIII", "JAWA TIMUR I")
    assert named["president"] == named["dpd"] == ("", "")


def test_a_province_that_does_not_vote_on_something_gives_no_ballot_of_it():
    def contests_of(home, destination):
        found = ballots_between(PILKADA, home, destination, packaged_dapil())
        return {each.ballot.contest: each.answer.value for each in found}

    jakarta, yogyakarta = contests_of("317106", "317101"), contests_of("3401", "3401")
    assert jakarta == {"governor": "yes", "regent": "no"}
    assert yogyakarta == {"governor": "no", "regent": "yes"}
