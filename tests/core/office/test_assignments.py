"""What is asked, answered, returned and done, at the borders."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.office.assignments import (
    Accepted,
    Answered,
    Asked,
    Assignment,
    Letter,
    Move,
    NotAskable,
    Refused,
    Returned,
    Step,
    allowed,
    check_asking,
    days_late,
    last_day,
    make,
    progress,
    sources,
    tenths_of_percent,
)

DUE = date(2026, 9, 7)
BEFORE, AFTER = DUE - timedelta(days=1), DUE + timedelta(days=1)
STATES = (Asked(), Answered(DUE), Returned("Kurang."), Accepted(DUE))


def done(states) -> int:
    return tenths_of_percent(progress(DUE, states, today=DUE).share_done)


def test_nineteen_of_twenty_accepted_are_95_percent_and_a_return_makes_it_90():
    states = [Accepted(DUE)] * 19 + [Asked()]
    assert done(states) == 950
    states[0] = make(states[0], Step(Move.RETURN, DUE, "Lampiran kosong."))
    assert done(states) == 900


def test_thirty_of_thirty_eight_have_answered():
    found = progress(DUE, [Answered(DUE)] * 30 + [Asked()] * 8, today=AFTER)
    assert (found.handed_in, found.asked, found.missing, found.late) == (30, 38, 8, 8)
    assert found.share_handed_in == Fraction(30, 38)
    assert found.share_done == 0


def test_nothing_asked_is_nothing_done():
    found = progress(DUE, [], today=DUE)
    assert (found.share_done, found.share_handed_in, found.missing) == (0, 0, 0)


@pytest.mark.parametrize(
    ("accepted", "asked", "tenths"),
    [(0, 1, 0), (1, 3, 333), (2, 3, 666), (513, 514, 998), (1999, 2000, 999),
     (514, 514, 1000)],
)  # fmt: skip
def test_only_what_is_complete_reads_100(accepted, asked, tenths):
    assert tenths_of_percent(Fraction(accepted, asked)) == tenths


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        (STATES[0], {Move.ANSWER}),
        (STATES[1], {Move.ANSWER, Move.ACCEPT, Move.RETURN}),
        (STATES[2], {Move.ANSWER}),
        (STATES[3], {Move.RETURN}),
    ],
)
def test_each_state_takes_its_moves_and_refuses_the_others(state, moves):
    assert set(allowed(state)) == moves
    for move in Move:
        made = make(state, Step(move, DUE, "Kurang."))
        assert (made is Refused.NOT_NOW) == (move not in moves)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_return_says_what_is_to_be_repaired(reason):
    assert make(Answered(DUE), Step(Move.RETURN, DUE, reason)) is Refused.NO_REASON


def test_a_repair_has_a_day_that_is_not_past():
    past = Step(Move.RETURN, DUE, "Kurang.", BEFORE)
    assert make(Answered(DUE), past) is Refused.REPAIR_IN_THE_PAST
    same_day = Step(Move.RETURN, DUE, " Kurang. ", DUE)
    assert make(Answered(DUE), same_day) == Returned("Kurang.", DUE)


@pytest.mark.parametrize(
    ("state", "today", "late"),
    [
        (Asked(), DUE, 0),
        (Asked(), AFTER, 1),
        (Answered(DUE), AFTER, 0),
        (Answered(AFTER), AFTER, 1),
        (Accepted(AFTER), DUE + timedelta(days=30), 1),
        (Returned("Kurang."), AFTER, 1),
        (Returned("Kurang.", AFTER), AFTER, 0),
        (Returned("Kurang.", AFTER), AFTER + timedelta(days=1), 1),
    ],
)
def test_lateness_counts_from_the_day_after_the_last(state, today, late):
    assert days_late(DUE, state, today=today) == late


def test_a_repair_s_own_day_is_the_last_day():
    assert last_day(DUE, Returned("Kurang.", AFTER)) == AFTER
    assert last_day(DUE, Returned("Kurang.")) == DUE


def test_what_was_accepted_keeps_the_day_on_which_it_was_handed_in():
    assert make(Answered(BEFORE), Step(Move.ACCEPT, AFTER)) == Accepted(BEFORE)


PROVINCE = Assignment("35", "Laporan", DUE)


@pytest.mark.parametrize(
    ("assignment", "addressees", "refusal"),
    [
        (PROVINCE, ["3517", "3571"], None),
        (PROVINCE, ["351709", "3517092003"], None),
        (Assignment("", "Laporan", DUE), ["35", "3517"], None),
        (PROVINCE, [], NotAskable.NOBODY),
        (PROVINCE, ["3517", "6306"], NotAskable.NOT_BELOW),
        (PROVINCE, ["35"], NotAskable.NOT_BELOW),
        (PROVINCE, [""], NotAskable.NOT_BELOW),
        (PROVINCE, ["3517092003001"], NotAskable.NOT_A_BODY),
        (Assignment("35", "Laporan", BEFORE), ["3517"], NotAskable.DUE_HAS_PASSED),
        (Assignment("35", "L", DUE, above=Assignment("", "L", DUE)), ["3517"], None),
        (
            Assignment("35", "L", DUE, above=Assignment("", "L", BEFORE)),
            ["3517"],
            NotAskable.LATER_THAN_ABOVE,
        ),
    ],
)
def test_who_may_be_asked_and_until_when(assignment, addressees, refusal):
    assert check_asking(assignment, addressees, today=DUE) is refusal


def test_a_letter_s_way_is_seen_from_the_bottom():
    letter = Letter("123/PP.06/2026", BEFORE)
    nation = Assignment("", "Laporan", DUE, letter)
    province = Assignment("35", "Laporan", DUE, above=nation)
    regency = Assignment("3517", "Laporan", DUE, above=province)
    assert [step.office for step in sources(regency)] == ["", "35", "3517"]
    assert sources(regency)[0].letter == letter


MOVES = st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(["", "Kurang."])))


@given(st.lists(MOVES, max_size=30))
def test_whatever_moves_are_made_the_parts_make_the_whole(ways):
    states = []
    for way in ways:
        state = Asked()
        for move, reason in way:
            made = make(state, Step(move, DUE, reason))
            state = state if isinstance(made, Refused) else made
        states.append(state)
    found = progress(DUE, states, today=AFTER)
    waiting = sum(isinstance(state, Asked) for state in states)
    assert found.answered + found.accepted + found.returned + waiting == found.asked
    assert found.handed_in + found.missing == found.asked
    assert 0 <= found.share_done <= found.share_handed_in <= 1
