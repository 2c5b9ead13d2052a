"""Recapitulation is a sum in a group: order, change and explanation follow."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.count.participation import PAIRS, Turnout, turnout_of
from omah.core.count.recap import (
    FieldTotal,
    Sheet,
    Standing,
    Total,
    change,
    explain,
    path_of,
    recap,
    sheets_of,
)
from omah.core.count.record import Record, SheetRecord, SheetStatus

FIELDS = ("votes.1", "votes.2", "voters.dpt.j", "used.total.j")

stations = st.builds(
    lambda kabkota, kecamatan, keldes, tps: (
        f"35{kabkota}0{kecamatan}200{keldes}00{tps}"
    ),
    st.integers(10, 12),
    *[st.integers(1, 3)] * 3,
)
figures = st.fixed_dictionaries(
    {name: st.none() | st.integers(0, 999) for name in FIELDS}
)
sheet_lists = st.lists(
    st.builds(Sheet, stations, figures, st.sampled_from(Standing)),
    unique_by=lambda sheet: sheet.station,
    max_size=20,
)


def sheet(station, *, standing=Standing.ACCEPTED, **figures):
    return Sheet(
        station, {k.replace("_", "."): v for k, v in figures.items()}, standing
    )


def test_total_of_a_region_is_the_sum_of_its_sheets():
    totals = recap(
        [
            sheet("3517092003001", votes_1=60, votes_2=40),
            sheet("3517092003002", votes_1=75, votes_2=5),
            sheet("3517102001001", votes_1=1, votes_2=2),
        ]
    )
    assert totals[Standing.ACCEPTED, "351709"].fields["votes.1"] == FieldTotal(135, 2)
    assert totals[Standing.ACCEPTED, ""].fields["votes.2"] == FieldTotal(47, 3)


def test_unknown_is_not_zero():
    totals = recap([sheet("3517092003001", votes_1=None, votes_2=0)])
    total = totals[Standing.ACCEPTED, ""]
    assert (total.unknown("votes.1"), total.unknown("votes.2")) == (1, 0)
    assert total.unknown("not.on.the.form") == 1


def test_accepted_and_unconfirmed_are_never_mixed():
    totals = recap(
        [
            sheet("3517092003001", votes_1=60),
            sheet("3517092003002", votes_1=7, standing=Standing.UNCONFIRMED),
        ]
    )
    assert totals[Standing.ACCEPTED, ""].fields["votes.1"].value == 60
    assert totals[Standing.UNCONFIRMED, ""].fields["votes.1"].value == 7


def test_two_sheets_of_one_station_are_refused():
    twice = [sheet("3517092003001", votes_1=1)] * 2
    with pytest.raises(ValueError, match="3517092003001 has two sheets"):
        recap(twice)


def test_only_a_station_has_a_sheet():
    with pytest.raises(ValueError, match="belongs to a station"):
        path_of("351709")


@given(sheet_lists, st.randoms())
def test_order_of_sheets_does_not_matter(sheets, random):
    shuffled = random.sample(sheets, len(sheets))
    assert recap(shuffled) == recap(sheets)


@given(sheet_lists, stations, st.none() | figures, st.none() | figures)
def test_changing_a_sheet_equals_counting_again(sheets, station, before, after):
    others = [s for s in sheets if s.station != station]
    old = Sheet(station, before) if before else None
    new = Sheet(station, after, Standing.UNCONFIRMED) if after else None
    totals = recap(others + [old] * bool(old))
    changed = totals | change(totals, old, new)
    counted_again = recap(others + [new] * bool(new))
    assert {k: t for k, t in changed.items() if t.sheets} == counted_again


@given(sheet_lists)
def test_every_total_is_explained_by_its_parts(sheets):
    totals = recap(sheets)
    for (standing, code), whole in totals.items():
        parts = explain(totals, standing, code)
        assert bool(parts) == (len(code) < 13)
        if parts:
            assert sum(parts.values(), Total()) == whole


def test_a_total_minus_itself_is_nothing():
    total = recap([sheet("3517092003001", votes_1=5)])[Standing.ACCEPTED, ""]
    nothing = total - total
    assert nothing.sheets == 0
    assert nothing.fields["votes.1"] == FieldTotal()


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (SheetStatus.ACCEPTED, Standing.ACCEPTED),
        (SheetStatus.CORRECTED, Standing.ACCEPTED),
        (SheetStatus.UNCONFIRMED, Standing.UNCONFIRMED),
        (SheetStatus.DIFFERS, None),
        (SheetStatus.WAITING, None),
        (SheetStatus.MISSING, None),
        (SheetStatus.REJECTED, None),
    ],
)
def test_status_decides_which_total_a_sheet_belongs_to(status, standing):
    station = "3517092003001"
    on_record = SheetRecord(station, "wali-kota", "form", status, {"votes.1": 3})
    other = SheetRecord(station, "gubernur", "form", SheetStatus.ACCEPTED, {})
    record = Record(
        "e", {("wali-kota", station): on_record, ("gubernur", station): other}
    )
    standings = [sheet.standing for sheet in sheets_of(record, "wali-kota")]
    assert standings == ([standing] if standing else [])


def test_turnout_rests_on_sheets_that_state_both_numbers():
    totals = recap(
        [
            sheet("3517092003001", voters_dpt_j=287, used_total_j=237),
            sheet("3517092003002", voters_dpt_j=300, used_total_j=None),
        ]
    )
    total = totals[Standing.ACCEPTED, ""]
    assert total.turnout["j"] == Turnout(287, 237, 1)
    assert total.turnout["j"].rate == Fraction(237, 287)
    assert total.fields["voters.dpt.j"].value == 587


def test_turnout_of_disabled_voters_is_unknown_where_the_form_lacks_one_count():
    disabled = next(p for p in PAIRS if p.group == "disabled.j")
    form_of_2024 = turnout_of(disabled, {"disabled.j": 3})
    form_of_2019 = turnout_of(disabled, {"disabled.registered.j": 4, "disabled.j": 3})
    assert (form_of_2024.rate, form_of_2024.per_mille) == (None, None)
    assert form_of_2019.per_mille == 750


@pytest.mark.parametrize(
    ("voters", "users", "per_mille"),
    [(2000, 1, 1), (2001, 1, 0), (3, 2, 667), (3, 1, 333), (100, 104, 1040), (5, 0, 0)],
)
def test_per_mille_is_rounded_half_up(voters, users, per_mille):
    assert Turnout(voters, users, 1).per_mille == per_mille


def test_a_roll_of_nobody_has_no_rate():
    assert Turnout(0, 0, 1).rate is None
