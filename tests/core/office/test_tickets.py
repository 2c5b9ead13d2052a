"""Tickets: moves by state and post, and clocks that nobody has to wind."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.office import tickets
from omah.core.office.tickets import (
    CLOCKS,
    LAPSES_AFTER,
    Actor,
    Answered,
    Asked,
    Closed,
    Ending,
    Move,
    Refused,
    Taken,
    Ticket,
    Topic,
    Urgency,
)
from omah.core.people.access import Division

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
STATION, KECAMATAN, KABKOTA = "3517092003001", "351709", "3517"
ASKER = Actor("asker", STATION, at_desk=False)
PPK = Actor("ppk", KECAMATAN, at_desk=True)
KPU = Actor("kpu", KABKOTA, at_desk=True)
STRANGER = Actor("stranger", "351710", at_desk=True)
WITNESS = Actor("witness", KECAMATAN, at_desk=False)
EVERYONE = (ASKER, PPK, KPU, STRANGER, WITNESS)


def asked(urgency=Urgency.STOPPED, region=STATION) -> Ticket:
    return tickets.ask(asker="asker", region=region, desk=tickets.desks(region)[0],
                       topic=Topic.FIGURES, urgency=urgency, now=NOW)  # fmt: skip


def make(ticket: Ticket, move: Move, by: Actor, after=0, **more):
    return tickets.make(ticket, move, by, now=NOW + timedelta(minutes=after), **more)


def test_a_question_lies_on_the_nearest_desk_of_its_division():
    assert asked().desk == KECAMATAN
    assert asked().division == Division.TECHNICAL


@pytest.mark.parametrize(
    ("minutes", "desk", "climbs"),
    [(14, KECAMATAN, 0), (15, KABKOTA, 1), (30, "35", 2), (45, "", 3), (999, "", 3)],
)
def test_it_climbs_when_each_desk_s_time_is_up(minutes, desk, climbs):
    later = tickets.as_of(asked(), NOW + timedelta(minutes=minutes))
    assert (later.desk, later.climbs) == (desk, climbs)


@pytest.mark.parametrize("urgency", Urgency)
def test_each_urgency_has_its_clock(urgency):
    due = NOW + CLOCKS[urgency]
    assert tickets.as_of(asked(urgency), due - timedelta(seconds=1)).climbs == 0
    assert tickets.as_of(asked(urgency), due).climbs == 1


def test_taking_it_does_not_stop_the_clock():
    taken = make(asked(), Move.TAKE, PPK, after=14)
    assert taken.state == Taken("ppk")
    later = tickets.as_of(taken, NOW + timedelta(minutes=15))
    assert (later.desk, later.state) == (KABKOTA, Asked())


def test_an_answer_stops_the_clock():
    answered = make(asked(), Move.ANSWER, PPK, after=5)
    later = tickets.as_of(answered, NOW + timedelta(days=2))
    assert (later.desk, later.due_at) == (KECAMATAN, None)


def test_the_desk_below_may_still_answer_after_it_climbed():
    assert isinstance(make(asked(), Move.ANSWER, PPK, after=20).state, Answered)


def test_silence_after_an_answer_ends_it_and_the_asker_may_ask_again():
    answered = make(asked(), Move.ANSWER, PPK)
    ended = NOW + LAPSES_AFTER
    assert tickets.as_of(answered, ended).state == Closed(Ending.LAPSED)
    again = tickets.make(answered, Move.ASK_AGAIN, ASKER, now=ended)
    assert (again.state, again.desk_since) == (Asked(), ended)


def test_handing_over_changes_the_division_and_not_the_clock():
    moved = make(asked(), Move.HAND_OVER, PPK, after=5, division=Division.LAW)
    assert (moved.division, moved.desk_since) == (Division.LAW, NOW)


def test_the_nation_has_nobody_above_it():
    question = asked(region="35")
    nation = Actor("ri", "", at_desk=True)
    assert make(question, Move.CLIMB, nation) is Refused.AT_THE_TOP


ALLOWED = {
    ("asked", "asker"): {Move.HELPED, Move.WITHDRAW},
    ("asked", "ppk"): {Move.TAKE, Move.ANSWER, Move.HAND_OVER, Move.CLIMB},
    ("taken", "asker"): {Move.HELPED, Move.WITHDRAW},
    ("taken", "ppk"): {Move.ANSWER, Move.HAND_OVER, Move.CLIMB},
    ("answered", "asker"): {Move.HELPED, Move.ASK_AGAIN},
    ("answered", "ppk"): {Move.ANSWER},
    ("closed", "asker"): {Move.ASK_AGAIN},
    ("closed", "ppk"): set(),
}
IN_STATE = {
    "asked": asked(),
    "taken": make(asked(), Move.TAKE, PPK),
    "answered": make(asked(), Move.ANSWER, PPK),
    "closed": make(asked(), Move.HELPED, ASKER),
}


@pytest.mark.parametrize("state", IN_STATE)
@pytest.mark.parametrize("actor", EVERYONE, ids=lambda actor: actor.post)
def test_the_moves_that_a_screen_offers(state, actor):
    name = {"kpu": "ppk"}.get(
        actor.post, actor.post
    )  # the office above may do the same
    expected = ALLOWED.get((state, name), set())
    assert set(tickets.allowed(IN_STATE[state], actor, now=NOW)) == expected


def test_an_office_does_not_answer_its_own_question():
    question = tickets.ask(
        asker="ppk",
        region=KECAMATAN,
        desk=KABKOTA,
        topic=Topic.ACCESS,
        urgency=Urgency.CALM,
        now=NOW,
    )
    assert make(question, Move.ANSWER, PPK) is Refused.NOT_YOUR_MOVE


steps = st.lists(
    st.tuples(st.sampled_from(Move), st.sampled_from(EVERYONE), st.integers(0, 600)),
    max_size=20,
)


@given(steps)
def test_whatever_is_tried_a_ticket_stays_whole(tried):
    ticket, now = asked(), NOW
    for move, actor, minutes in tried:
        now += timedelta(minutes=minutes)
        offered = tickets.allowed(ticket, actor, now=now)
        got = tickets.make(ticket, move, actor, now=now)
        assert isinstance(got, Ticket) == (move in offered)
        if isinstance(got, Ticket):
            assert STATION.startswith(got.desk)
            assert got.climbs >= ticket.climbs
            ticket = got
    assert tickets.as_of(tickets.as_of(ticket, now), now) == tickets.as_of(ticket, now)


@given(st.integers(0, 200), st.integers(0, 200))
def test_looking_in_between_does_not_change_where_it_goes(first, more):
    once = tickets.as_of(asked(), NOW + timedelta(minutes=first + more))
    between = tickets.as_of(asked(), NOW + timedelta(minutes=first))
    assert tickets.as_of(between, NOW + timedelta(minutes=first + more)) == once


def test_the_service_counts_waiting_beside_the_middle_not_in_it():
    late = tickets.as_of(asked(), NOW + timedelta(minutes=20))
    done = IN_STATE["answered"]
    waits = [timedelta(minutes=m) for m in (4, 10, 90, 200)]
    found = tickets.service([(done, wait) for wait in waits] + [(late, None)])
    assert (found.asked, found.answered, found.waiting, found.overdue) == (5, 4, 1, 1)
    assert found.middle_minutes == 10


def test_nothing_answered_has_no_middle():
    assert tickets.service([(asked(), None)]).middle_minutes is None
