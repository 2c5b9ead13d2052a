"""Legal clocks at their borders: hours, holidays, zones, pauses, late decrees."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.service.clocks import (
    AfterHours,
    Clock,
    ClockRule,
    DayOff,
    Extension,
    NoRuleError,
    Off,
    Pause,
    Unit,
    count,
    history,
    local_day,
    rule_on,
)
from omah.core.service.zones import fixed_zone_of
from omah.formats.clocks_toml import ClocksError, clock_rules, read_clock_rules

JATIM, BALI, PAPUA = "3517", "5171", "9171"
RULE = ClockRule(
    "x", 3, Unit.WORKING, 2, date(2019, 1, 1), None, "UU 1", "a", "b", is_read=True
)
ISLAMIC_NEW_YEAR = DayOff(date(2026, 6, 16), "Tahun Baru Islam", Off.HOLIDAY)


def at(day: str, hour: int = 10, minute: int = 0, region: str = JATIM) -> datetime:
    clock = time(hour, minute, tzinfo=fixed_zone_of(region))
    return datetime.combine(date.fromisoformat(day), clock)


def due(received: datetime, calendar=(), region: str = JATIM, **more) -> str:
    clock = Clock(replace(RULE, **more), received, region)
    return count(clock, calendar).due.isoformat()


def test_the_day_of_receipt_is_not_counted_and_weekends_are_skipped():
    assert due(at("2026-06-08")) == "2026-06-11"
    assert due(at("2026-06-12")) == "2026-06-17"


def test_a_holiday_and_joint_leave_are_skipped_and_named():
    leave = DayOff(date(2026, 6, 17), "Cuti Bersama", Off.JOINT_LEAVE)
    counted = count(Clock(RULE, at("2026-06-12"), JATIM), [ISLAMIC_NEW_YEAR, leave])
    assert counted.due == date(2026, 6, 19)
    assert [(d.day.day, d.off, d.name) for d in counted.skipped] == [
        (13, Off.WEEKEND, ""),
        (14, Off.WEEKEND, ""),
        (16, Off.HOLIDAY, "Tahun Baru Islam"),
        (17, Off.JOINT_LEAVE, "Cuti Bersama"),
    ]
    assert [d.number for d in counted.days if d.number] == [1, 2, 3]


@pytest.mark.parametrize(
    ("moment", "after_hours", "expected"),
    [
        (at("2026-06-08", 15, 59), AfterHours.NEXT_WORKING_DAY, "2026-06-11"),
        (at("2026-06-08", 16, 0), AfterHours.NEXT_WORKING_DAY, "2026-06-12"),
        (at("2026-06-08", 23, 59), AfterHours.SAME_DAY, "2026-06-11"),
        (at("2026-06-13"), AfterHours.SAME_DAY, "2026-06-18"),
        (at("2026-06-13"), AfterHours.NEXT_WORKING_DAY, "2026-06-19"),
        (at("2026-06-16"), AfterHours.NEXT_WORKING_DAY, "2026-06-22"),
    ],
)
def test_after_hours_and_days_off_at_the_border(moment, after_hours, expected):
    assert due(moment, [ISLAMIC_NEW_YEAR], after_hours=after_hours) == expected


@pytest.mark.parametrize("region", [JATIM, BALI, PAPUA])
def test_midnight_is_the_office_s_own(region):
    last = at("2026-06-08", 23, 59, region)
    assert due(last, region=region) == "2026-06-11"
    assert due(last + timedelta(minutes=1), region=region) == "2026-06-12"


def test_one_moment_lies_on_two_days_of_the_country():
    moment = datetime(2026, 6, 8, 15, 30, tzinfo=UTC)
    assert local_day(moment, JATIM) == local_day(moment, BALI) == date(2026, 6, 8)
    assert local_day(moment, PAPUA) == date(2026, 6, 9)
    assert due(moment, region=PAPUA) == "2026-06-12"


def test_a_local_day_off_holds_in_its_region_alone():
    local = replace(ISLAMIC_NEW_YEAR, day=date(2026, 6, 9), region="51")
    assert due(at("2026-06-08"), [local]) == "2026-06-11"
    assert due(at("2026-06-08", region=BALI), [local], BALI) == "2026-06-12"


def test_calendar_days_skip_nothing():
    days = due(at("2026-06-12"), [ISLAMIC_NEW_YEAR], unit=Unit.CALENDAR, days=7)
    assert days == "2026-06-19"


def test_a_holiday_added_late_moves_a_running_deadline_and_says_why():
    decree = replace(ISLAMIC_NEW_YEAR, known_since=at("2026-06-15", 14))
    clock = Clock(RULE, at("2026-06-12"), JATIM)
    (moved,) = history(clock, [decree])
    assert (moved.before, moved.after) == (date(2026, 6, 17), date(2026, 6, 18))
    assert moved.cause is decree
    assert count(clock, [decree]).due == moved.after


def test_a_holiday_struck_out_moves_it_back():
    decree = replace(
        ISLAMIC_NEW_YEAR,
        known_since=at("2026-06-13"),
        struck_at=at("2026-06-15"),
    )
    clock = Clock(RULE, at("2026-06-12"), JATIM)
    moves = [(m.before.day, m.after.day) for m in history(clock, [decree])]
    assert moves == [(17, 18), (18, 17)]
    assert count(clock, [decree]).due == date(2026, 6, 17)


def test_what_was_known_at_receipt_or_falls_elsewhere_moves_nothing():
    known = replace(ISLAMIC_NEW_YEAR, known_since=at("2026-06-11"))
    far = replace(known, day=date(2026, 9, 1), known_since=at("2026-06-15"))
    sunday = replace(known, day=date(2026, 6, 14), known_since=at("2026-06-13"))
    clock = Clock(RULE, at("2026-06-12"), JATIM)
    assert history(clock, [known, far, sunday]) == ()


def test_an_extension_adds_its_days_and_stands_in_the_history():
    extended = Extension(at("2026-06-10"), "data ada di tiga kantor")
    clock = Clock(RULE, at("2026-06-08"), JATIM, extension=extended)
    assert count(clock, ()).due == date(2026, 6, 15)
    (moved,) = history(clock, ())
    assert (moved.before, moved.after) == (date(2026, 6, 11), date(2026, 6, 15))


def test_a_pause_holds_the_clock_and_an_open_one_has_no_deadline():
    pause = Pause(date(2026, 6, 9), date(2026, 6, 11), "menunggu pemohon")
    clock = Clock(RULE, at("2026-06-08"), JATIM, pauses=(pause,))
    counted = count(clock, ())
    assert counted.due == date(2026, 6, 15)
    assert [d.off for d in counted.skipped][:2] == [Off.PAUSED, Off.PAUSED]
    (moved,) = history(clock, ())
    assert (moved.before, moved.after) == (date(2026, 6, 11), date(2026, 6, 15))
    still = replace(clock, pauses=(replace(pause, ends=None),))
    assert count(still, ()).due is None
    assert count(still, ()).days_left(date(2026, 7, 1)) is None
    assert len(count(still, ()).days) == 1


def test_days_left_and_late():
    counted = count(Clock(RULE, at("2026-06-12"), JATIM), ())
    assert counted.days_left(date(2026, 6, 15)) == 2
    assert counted.counted_left(date(2026, 6, 12)) == 3
    assert counted.days_left(date(2026, 6, 18)) == -1


YEARS = {
    "min_value": datetime(2026, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    "max_value": datetime(2026, 11, 1),  # noqa: DTZ001  the same
}


@given(
    start=st.datetimes(timezones=st.just(UTC), **YEARS),
    days=st.integers(1, 30),
    extra=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_one_more_day_off_never_makes_a_deadline_earlier(start, days, extra):
    clock = Clock(replace(RULE, days=days), start, JATIM)
    plain = count(clock, [ISLAMIC_NEW_YEAR])
    added = DayOff(extra, "Libur", Off.HOLIDAY)
    more = count(clock, [ISLAMIC_NEW_YEAR, added])
    assert more.due >= plain.due
    assert sum(d.number is not None for d in plain.days) == days
    assert plain.days[-1].number == days


def test_every_rule_of_the_register_holds_today_and_cites_its_article():
    codes = {rule.code for rule in clock_rules()}
    assert len(codes) == 10
    for code in codes:
        rule = rule_on(clock_rules(), code, date(2026, 6, 1))
        assert rule.law
        assert rule.says_id != rule.says_en


@pytest.mark.parametrize(
    ("code", "days", "extension"),
    [
        ("information.answer", 10, 7),
        ("information.answer.election", 3, 2),
        ("information.objection.election", 3, 0),
        ("report.window", 7, 0),
    ],
)
def test_the_days_are_those_of_the_articles(code, days, extension):
    rule = rule_on(clock_rules(), code, date(2026, 6, 1))
    assert (rule.days, rule.extension) == (days, extension)


def test_a_day_before_the_law_has_no_rule():
    with pytest.raises(NoRuleError):
        rule_on(clock_rules(), "information.answer", date(2010, 4, 30))
    assert rule_on(clock_rules(), "information.answer", date(2010, 5, 1)).days == 10


TABLE = """
[[rule]]
code = "x"
days = 1
unit = "working"
extension = 0
from = 2020-01-01
law = "UU"
read = true
id = "a"
en = "b"
"""


@pytest.mark.parametrize(
    "faulty",
    [
        TABLE + TABLE,
        TABLE.replace("days = 1", "days = 0"),
        TABLE.replace('"working"', '"business"'),
        TABLE.replace("2020-01-01", '"2020"'),
        TABLE.replace('law = "UU"\n', ""),
    ],
)
def test_a_faulty_register_is_refused(faulty):
    with pytest.raises(ClocksError):
        read_clock_rules(faulty.encode())


def test_a_new_law_takes_over_on_its_day():
    old = TABLE.replace("law", "until = 2025-12-31\nlaw")
    new = TABLE.replace("2020-01-01", "2026-01-01").replace("days = 1", "days = 2")
    rules = read_clock_rules((old + new).encode())
    assert rule_on(rules, "x", date(2025, 12, 31)).days == 1
    assert rule_on(rules, "x", date(2026, 1, 1)).days == 2
