"""A tally: putting one sheet at a time gives what counting from scratch gives."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.site import elections as town

from omah.core.count.recap import Standing, Total, recap, sheets_of
from omah.core.count.record import Record, SheetStatus
from omah.core.places.regions import Level, level_of
from omah.site.publish import checker
from omah.site.tallies import NEEDS_PERSON, Tally

REGISTER = town.Names(3)
CONTEST = town.make_contest()
STATIONS = REGISTER.stations()
PRESENT = [status for status in SheetStatus if status is not SheetStatus.MISSING]
changes = st.lists(
    st.tuples(st.sampled_from(STATIONS), st.sampled_from(PRESENT), st.integers(0, 50)),
    max_size=25,
)


def new_tally() -> Tally:
    return Tally(CONTEST, REGISTER, checker(CONTEST))


@given(changes)
def test_many_changes_leave_what_one_count_of_the_last_sheets_gives(steps):
    tally, last = new_tally(), {}
    for station, status, seed in steps:
        sheet = town.make_sheet(station, status, seed)
        tally.put(sheet)
        last["wali-kota", station] = sheet
    fresh = recap(sheets_of(Record("e", last), "wali-kota"))
    for code in tally.regions():
        for standing in Standing:
            ours = tally.total(standing, code)
            other = fresh.get((standing, code), Total())
            assert ours.sheets == other.sheets
            assert known(ours) == known(other)
        assert tally.statuses[code].total() == len(below(code))
        assert +tally.statuses[code] == Counter(tally.status(s) for s in below(code))


def known(total: Total) -> dict[str, int]:
    return {name: field.value for name, field in total.fields.items() if field.known}


def below(code: str) -> list[str]:
    return [station for station in STATIONS if station.startswith(code)]


def test_a_change_touches_only_the_way_to_the_top():
    station = STATIONS[0]
    regions = new_tally().put(town.make_sheet(station, SheetStatus.ACCEPTED))
    assert regions == (station[:10], station[:6], station[:4])


def test_a_sheet_of_a_station_that_is_not_in_the_contest_is_refused():
    elsewhere = town.make_sheet("3517092003001", SheetStatus.ACCEPTED)
    with pytest.raises(ValueError, match="not in contest"):
        new_tally().put(elsewhere)


def test_figures_that_do_not_stand_have_no_findings():
    wrong = town.make_figures(total=1)
    tally = new_tally()
    tally.put(town.make_sheet(STATIONS[0], SheetStatus.ACCEPTED, figures=wrong))
    assert {finding.code for finding in tally.findings[STATIONS[0]]} >= {"R4"}
    assert tally.with_findings[town.CITY] == 1
    tally.put(town.make_sheet(STATIONS[0], SheetStatus.DIFFERS))
    assert tally.findings[STATIONS[0]] == ()
    assert tally.with_findings[town.CITY] == 0
    assert not +tally.broken[town.CITY]


def test_what_waits_is_listed_with_the_most_doubtful_first():
    tally = new_tally()
    for station, status in zip(STATIONS, reversed(NEEDS_PERSON), strict=False):
        tally.put(town.make_sheet(station, status))
    waiting = [sheet.status for sheet in tally.waiting(town.CITY)]
    assert waiting == list(NEEDS_PERSON)
    assert tally.needing_person(town.CITY) == len(NEEDS_PERSON)
    assert tally.waiting(REGISTER.parts_of(town.CITY)[2]) == []


def test_regions_come_with_the_top_first_and_stop_at_the_village():
    codes = list(new_tally().regions())
    assert codes[0] == town.CITY
    assert {level_of(code) for code in codes} == {
        Level.KABKOTA,
        Level.KECAMATAN,
        Level.KELDES,
    }
    assert len(codes) == 1 + 3 + 6
