"""Cases: who makes which step when, their clocks, the annual register."""

from dataclasses import replace
from datetime import date, datetime, time
from fractions import Fraction

import pytest

from omah.core.service.cases import (
    STEPS,
    BrokenRecordError,
    Case,
    CaseType,
    Event,
    Move,
    Outcome,
    Refused,
    Side,
    State,
    allowed,
    file,
    fold,
    make,
)
from omah.core.service.cases_annual import annual, line
from omah.core.service.cases_clocks import Standing, clocks_of, owed, window_to_report
from omah.core.service.cases_report import (
    Condition,
    HandedAs,
    ReportFacts,
    handed_as,
    lacks,
)
from omah.core.service.clocks import DayOff, Off
from omah.core.service.zones import fixed_zone_of
from omah.formats.clocks_toml import clock_rules

OFFICE = "3517"
PPID, CHAIR = "post-1", "post-2"


def at(day: int, hour: int = 10, month: int = 6) -> datetime:
    zone = fixed_zone_of(OFFICE)
    return datetime.combine(date(2026, month, day), time(hour), tzinfo=zone)


def request(*, is_election: bool = False) -> Case:
    return file(CaseType.INFORMATION, OFFICE, at(8), is_election=is_election)


def event(move: Move, day: int, by: str = PPID, **given: str) -> Event:
    return Event(move, at(day), by, given)


ANSWER = event(Move.ANSWER, 10, outcome="granted")
REFUSAL = event(Move.ANSWER, 10, outcome="refused", ground="personal-secret")
OBJECTION = event(Move.OBJECT, 12, "", ground="refused")


def clocks(case: Case, *events: Event, calendar=()):
    return clocks_of(fold(case, events), events, clock_rules(), calendar)


def test_a_request_is_answered_objected_to_settled_and_closed():
    settled = event(Move.SETTLE, 15, CHAIR, outcome="granted")
    done = fold(request(), [REFUSAL, OBJECTION, settled, event(Move.CLOSE, 30)])
    assert (done.state, done.outcome, done.settled) == (
        State.CLOSED, Outcome.REFUSED, Outcome.GRANTED
    )  # fmt: skip


@pytest.mark.parametrize(
    ("events", "wrong", "why"),
    [
        ([], event(Move.ANSWER, 9), Refused.SAY_WHY),
        ([], event(Move.ANSWER, 9, outcome="refused"), Refused.SAY_WHY),
        ([], event(Move.ANSWER, 9, outcome="partly"), Refused.SAY_WHY),
        ([], event(Move.ANSWER, 9, "", outcome="granted"), Refused.NOT_YOUR_MOVE),
        ([], event(Move.OBJECT, 9, ground="late"), Refused.NOT_YOUR_MOVE),
        ([], event(Move.HAND_OVER, 9, reference="1"), Refused.NOT_THIS_TYPE),
        ([], event(Move.FILE, 9), Refused.NOT_THIS_TYPE),
        ([], event(Move.SETTLE, 9, CHAIR, outcome="granted"), Refused.NOT_NOW),
        ([], event(Move.EXTEND, 9, why="  "), Refused.SAY_WHY),
        ([event(Move.EXTEND, 9, why="x")], event(Move.EXTEND, 10, why="y"),
         Refused.ONLY_ONCE),
        ([REFUSAL, OBJECTION], event(Move.SETTLE, 13, outcome="granted"),
         Refused.ANOTHER_POST),
        ([ANSWER], event(Move.ANSWER, 11, outcome="granted"), Refused.NOT_NOW),
        ([event(Move.WITHDRAW, 9, "")], event(Move.MESSAGE, 9), Refused.NOT_NOW),
    ],
)  # fmt: skip
def test_a_step_that_is_not_open_is_refused_with_its_reason(events, wrong, why):
    assert make(fold(request(), events), wrong) is why


def test_a_record_that_does_not_follow_is_broken():
    with pytest.raises(BrokenRecordError):
        fold(request(), [ANSWER, ANSWER])


@pytest.mark.parametrize("type_", CaseType)
@pytest.mark.parametrize("side", Side)
def test_what_a_screen_offers_is_what_the_rule_takes(type_, side):
    case = file(type_, OFFICE, at(8))
    full = {"why": "x", "outcome": "granted", "ground": "late", "reference": "1"}
    by = PPID if side is Side.OFFICE else ""
    for move in STEPS:
        is_taken = isinstance(make(case, Event(move, at(9), by, full)), Case)
        assert (move in allowed(case, side, by)) == is_taken, move


def test_the_answering_post_is_not_offered_to_settle():
    objected = fold(request(), [REFUSAL, OBJECTION])
    assert Move.SETTLE not in allowed(objected, Side.OFFICE, PPID)
    assert Move.SETTLE in allowed(objected, Side.OFFICE, CHAIR)


def test_only_a_report_is_handed_over():
    report = file(CaseType.REPORT, OFFICE, at(8))
    sent = fold(report, [event(Move.HAND_OVER, 8, reference="TIRUAN-1")])
    assert (sent.state, sent.reference) == (State.HANDED_OVER, "TIRUAN-1")
    assert Move.ANSWER not in allowed(report, Side.OFFICE, PPID)


@pytest.mark.parametrize(
    ("is_election", "extended", "due"),
    [(False, 0, 22), (False, 1, 1), (True, 0, 11), (True, 1, 15)],
)
def test_the_answer_is_due_by_its_article(is_election, extended, due):
    events = [event(Move.EXTEND, 9, why="x")] * extended
    (clock,) = clocks(request(is_election=is_election), *events)
    assert clock.counted.due.day == due
    assert owed([clock]) is clock


def test_clocks_follow_each_other_and_change_sides():
    found = clocks(request(), REFUSAL, OBJECTION)
    codes = [(c.rule.code, c.whose, c.done_at is None) for c in found]
    assert codes == [
        ("information.answer", Side.OFFICE, False),
        ("information.object", Side.FILER, False),
        ("information.objection", Side.OFFICE, True),
    ]
    assert found[0].standing(date(2026, 7, 1)) is Standing.MET
    settled = event(Move.SETTLE, 15, CHAIR, outcome="refused", ground="other-law")
    assert clocks(request(), REFUSAL, OBJECTION, settled)[-1].whose is Side.FILER


def test_waiting_for_the_filer_stops_the_clock():
    asked = event(Move.ASK_FILER, 9, why="tahun mana?")
    (waiting,) = clocks(request(is_election=True), asked)
    assert waiting.standing(date(2026, 7, 1)) is Standing.STANDS
    (gone_on,) = clocks(
        request(is_election=True), asked, event(Move.COMPLETE, 11, "")
    )  # fmt: skip
    assert gone_on.counted.due == date(2026, 6, 15)


@pytest.mark.parametrize(
    ("today", "standing"),
    [(8, Standing.IN_TIME), (9, Standing.SOON), (11, Standing.SOON),
     (12, Standing.LATE)],
)  # fmt: skip
def test_a_clock_warns_before_it_is_late(today, standing):
    (clock,) = clocks(request(is_election=True))
    assert clock.standing(date(2026, 6, today)) is standing


def test_an_answer_after_the_last_day_stays_missed():
    late = event(Move.ANSWER, 12, outcome="granted")
    clock, _ = clocks(request(is_election=True), late)
    assert clock.standing(date(2026, 8, 1)) is Standing.MISSED


DECREE = DayOff(date(2026, 6, 16), "Libur tambahan", Off.HOLIDAY, known_since=at(12))


def test_the_annual_register_includes_a_day_off_that_came_late():
    moved = clocks(request(), ANSWER, calendar=[DECREE])[0]
    case = fold(request(), [ANSWER])
    row = line(1, "A-1", case, moved, today=date(2026, 12, 31))
    assert row.moved_by == ("Libur tambahan",)
    assert (row.due, row.working_days) == (date(2026, 6, 23), 2)
    report = annual(2026, [row])
    assert (report.received, report.moved_by_days_off) == (1, 1)
    assert (report.average_days, report.average_text) == (Fraction(2), "2,0")


def test_the_annual_report_counts_each_request_once():
    def row(case: Case, *events: Event):
        folded = fold(case, events)
        clock = clocks(case, *events)[0]
        return line(1, "", folded, clock, today=date(2026, 6, 30))

    report = annual(
        2026,
        [
            row(request(), ANSWER),
            row(request(is_election=True), REFUSAL, OBJECTION),
            row(request(), event(Move.WITHDRAW, 9, "")),
            row(request(), event(Move.ANSWER, 24, outcome="elsewhere")),
            row(request(is_election=True)),
        ],
    )
    assert (report.received, report.running, report.withdrawn) == (5, 1, 1)
    assert (report.late_answers, report.late_running, report.objections) == (1, 1, 1)
    assert dict(report.outcomes)[Outcome.PARTLY] == 0
    assert report.grounds == (("personal-secret", 1),)
    assert report.average_text == "5,3"


def test_a_year_without_requests_has_no_average():
    assert annual(2026, []).average_text == ""


FACTS = ReportFacts(
    "Rara", "Jalan Waru 1", "akun X", "12 Juni", "Sukacontoh", "membagi uang", 1,
    date(2026, 6, 12), date(2026, 6, 12),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({}, None),
        ({"reporter": ""}, Condition.REPORTER),
        ({"address": ""}, Condition.REPORTER),
        ({"reported": ""}, Condition.REPORTED),
        ({"filed_on": date(2026, 6, 13)}, Condition.IN_TIME),
        ({"place": ""}, Condition.TIME_AND_PLACE),
        ({"description": ""}, Condition.DESCRIPTION),
        ({"evidence": 0}, Condition.EVIDENCE),
    ],
)
def test_each_condition_of_a_report(changed, lacking):
    facts = replace(FACTS, **changed)
    assert lacks(facts) == ((lacking,) if lacking else ())
    expected = HandedAs.INITIAL_INFORMATION if lacking else HandedAs.REPORT
    assert handed_as(facts) is expected


def test_the_earlier_of_two_readings_warns_first():
    found = window_to_report(date(2026, 6, 12), OFFICE, clock_rules(), (), noon=at(12))
    assert [(rule.code, due.day) for rule, due in found] == [
        ("report.window.regulation", 19), ("report.window", 23)
    ]  # fmt: skip
