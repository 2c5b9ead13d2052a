"""Rosters: hours left open, too much for one person, who came."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.office import roster
from omah.core.office.roster import (
    Awaited,
    Doubled,
    Gap,
    Late,
    Left,
    LongDuty,
    Mark,
    Missed,
    Present,
    Shift,
    ShortRest,
    Way,
    Window,
)

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)


def at(hour: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


def window(begins: float, ends: float) -> Window:
    return Window(at(begins), at(ends))


def shift(post: str, begins: float, ends: float) -> Shift:
    return Shift(f"{post}-{begins}", post, window(begins, ends))


def mark(way: Way, hour: float, received: float | None = None) -> Mark:
    return Mark(way, at(hour), at(hour if received is None else received))


def test_a_window_ends_after_it_begins():
    with pytest.raises(ValueError, match="ends after"):
        window(8, 8)


def test_hours_that_nobody_has_taken_are_one_gap():
    assert roster.gaps(window(8, 16), []) == (Gap(window(8, 16), 1),)


def test_the_middle_is_missing_between_two_turns():
    turns = [shift("a", 7, 10), shift("b", 12, 17)]
    assert roster.gaps(window(8, 16), turns) == (Gap(window(10, 12), 1),)


def test_one_person_twice_at_once_is_one_person():
    turns = [shift("a", 8, 16), Shift("again", "a", window(8, 16))]
    assert roster.gaps(window(8, 16), turns, needed=2) == (Gap(window(8, 16), 1),)


minutes = st.integers(0, 48)
turns = st.lists(
    st.tuples(st.sampled_from("abc"), minutes, minutes).filter(lambda t: t[1] < t[2]),
    max_size=6,
)


@given(turns, st.integers(1, 3))
def test_gaps_are_what_counting_every_half_hour_finds(given_turns, needed):
    shifts = [shift(who, b / 2, e / 2) for who, b, e in given_turns]
    found = roster.gaps(window(4, 20), shifts, needed=needed)
    for step in range(8, 40):
        there = {s.post for s in shifts if s.window.holds(at(step / 2))}
        missing = sum(g.missing for g in found if g.window.holds(at(step / 2)))
        assert missing == max(0, needed - len(there))


@pytest.mark.parametrize(("hours", "is_found"), [(12, False), (12.25, True)])
def test_a_duty_longer_than_twelve_hours_is_said(hours, is_found):
    found = roster.review([], [shift("a", 0, 6), shift("a", 6, hours)])
    assert [f for f in found if isinstance(f, LongDuty)] == (
        [LongDuty("a", window(0, hours))] if is_found else []
    )


@pytest.mark.parametrize(("rest", "is_found"), [(8, False), (7.75, True)])
def test_a_rest_shorter_than_eight_hours_is_said(rest, is_found):
    found = roster.review([], [shift("a", 0, 8), shift("a", 8 + rest, 20)])
    assert any(isinstance(f, ShortRest) for f in found) is is_found


def test_two_turns_at_once_are_said_with_the_time_they_share():
    found = roster.review([], [shift("a", 8, 12), shift("a", 11, 14)])
    assert found == (Doubled("a", window(11, 12)),)


def test_a_claim_from_the_future_counts_as_now():
    assert mark(Way.IN, 23, received=8).at == at(8)


@pytest.mark.parametrize(("delay", "is_late"), [(10, False), (11, True)])
def test_a_mark_that_comes_later_rests_on_the_device(delay, is_late):
    assert mark(Way.IN, 8, received=8 + delay / 60).is_reported_late is is_late


marks = st.lists(
    st.builds(mark, st.sampled_from(Way), st.integers(0, 60), st.integers(60, 70)),
    max_size=8,
)


@given(marks, st.randoms())
def test_stays_do_not_depend_on_the_order_in_which_marks_arrive(found, chance):
    shuffled = found[:]
    chance.shuffle(shuffled)
    times = [[(s.came.at, s.left and s.left.at) for s in roster.stays(x)]
             for x in (found, shuffled)]  # fmt: skip
    assert times[0] == times[1]


def test_coming_twice_is_coming_once_and_going_alone_is_nothing():
    said = [mark(Way.OUT, 7), mark(Way.IN, 8), mark(Way.IN, 9), mark(Way.OUT, 12)]
    (stay,) = roster.stays(said)
    assert (stay.came.at, stay.left.at) == (at(8), at(12))


def test_whoever_forgot_to_leave_can_come_again_the_next_day():
    first, second = roster.stays([mark(Way.IN, 8), mark(Way.IN, 32)])
    assert first.left is None
    assert second.came.at == at(32)
    assert not first.is_open(at(24))


@pytest.mark.parametrize(
    ("said", "now", "expected"),
    [
        ([], 7, Awaited),
        ([], 8.2, Awaited),
        ([], 8.25, Late),
        ([], 12, Missed),
        ([mark(Way.IN, 7.5)], 8.5, Present),
        ([mark(Way.IN, 7.5), mark(Way.OUT, 11)], 11.5, Left),
        ([mark(Way.IN, 7.5)], 24, Left),  # never said that they left
        ([mark(Way.IN, 5), mark(Way.OUT, 7)], 8.5, Late),  # gone before it began
    ],
)
def test_attendance(said, now, expected):
    got = roster.attendance(shift("a", 8, 12), roster.stays(said), now=at(now))
    assert type(got) is expected


def test_attendance_spans_the_stays_of_one_turn():
    said = [mark(Way.IN, 8), mark(Way.OUT, 9), mark(Way.IN, 10), mark(Way.OUT, 12)]
    got = roster.attendance(shift("a", 8, 12), roster.stays(said), now=at(13))
    assert (got.stay.came.at, got.stay.left.at) == (at(8), at(12))
