"""The engine's recapitulation equals the definition in core, always."""

import csv
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omah.core.count.recap import Sheet, Standing, Total, change, recap
from omah.core.places.regions import Level, level_of
from omah.engine.open_table import open_sheet_table
from omah.engine.recap import recap_table

FIELDS = (
    *("votes.1", "votes.2", "valid"),
    *("voters.dpt.j", "used.total.j", "disabled.registered.l", "disabled.l"),
)
SIREKAP = "results/president-2024-sirekap-tps.parquet"
TWICE_TYPED = "results/president-2019-tps-two-transcriptions.parquet"

stations = st.builds(
    lambda kabkota, kecamatan, keldes, tps: (
        f"35{kabkota}0{kecamatan}200{keldes}00{tps}"
    ),
    st.integers(10, 12),
    *[st.integers(1, 3)] * 3,
)
sheet_lists = st.lists(
    st.builds(
        Sheet,
        stations,
        st.fixed_dictionaries(
            {f: st.none() | st.integers(0, 10**9 - 1) for f in FIELDS}
        ),
        st.sampled_from(Standing),
    ),
    unique_by=lambda sheet: sheet.station,
    min_size=1,
    max_size=12,
)


def write_table(path, sheets, fields=FIELDS):
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["station", "status", *fields])
        for sheet in sheets:
            numbers = (sheet.figures[f] for f in fields)
            writer.writerow([sheet.station, sheet.standing.value, *numbers])
    return path


def all_totals(path):
    table = recap_table(open_sheet_table(path))
    rows = [row for level in Level for row in table.at(level)]
    return {(row.standing, row.code): row.total for row in rows}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sheets=sheet_lists)
def test_engine_and_definition_give_the_same_totals(tmp_path, sheets):
    assert all_totals(write_table(tmp_path / "sheets.csv", sheets)) == recap(sheets)


def test_sheets_that_wait_for_a_person_are_in_no_total(tmp_path):
    path = tmp_path / "sheets.csv"
    path.write_text(
        "station,status,votes.1\n"
        "3517092003001,accepted,60\n"
        "3517092003002,corrected,5\n"
        "3517092003003,differs,700\n"
        "3517092003004,unconfirmed,8\n"
        "3517092003005,,900\n"
    )
    totals = all_totals(path)
    assert totals[Standing.ACCEPTED, ""].fields["votes.1"].value == 65
    assert totals[Standing.UNCONFIRMED, ""].fields["votes.1"].value == 8
    assert totals[Standing.ACCEPTED, ""].sheets == 2


def test_the_parts_of_a_region_add_up_to_it(tmp_path):
    path = tmp_path / "sheets.csv"
    path.write_text(
        "station,provinsi,kabkota,kecamatan,keldes,votes.1\n"
        "3517092003001,JATIM,JOMBANG,JOMBANG,Jabon,60\n"
        "3517092003002,JATIM,JOMBANG,JOMBANG,Jabon,\n"
        "3517102001001,JATIM,JOMBANG,MEGALUH,Sudimoro,9\n"
    )
    table = recap_table(open_sheet_table(path))
    for code in ("", "35", "3517", "351709", "3517092003"):
        (whole,) = table.of(code)
        parts = list(table.parts_of(code))
        assert sum((part.total for part in parts), Total()) == whole.total
    assert [part.name for part in table.parts_of("3517")] == ["JOMBANG", "MEGALUH"]
    assert list(table.parts_of("3517092003001")) == []


@pytest.mark.real
def test_president_2019_from_stations_adds_up_as_published(real_data):
    table = recap_table(open_sheet_table(real_data / TWICE_TYPED))
    (nation,) = table.of("")
    assert nation.total.fields["votes.1"].value == 84_143_641
    assert nation.total.fields["votes.2"].value == 67_777_917
    assert nation.total.sheets == 813_336
    assert nation.total.unknown("votes.1") == 10_324
    parts = list(table.parts_of(""))
    assert len(parts) == 35
    assert sum((part.total for part in parts), Total()) == nation.total


@pytest.mark.real
def test_one_station_changes_the_nation_in_milliseconds(real_data):
    table = recap_table(open_sheet_table(real_data / SIREKAP))
    way = ("", "11", "1101", "110101", "1101012001", "1101012001001")
    totals = {(r.standing, r.code): r.total for code in way for r in table.of(code)}
    leaf = totals[Standing.ACCEPTED, way[-1]]
    old = Sheet(
        way[-1], {n: t.value if t.known else None for n, t in leaf.fields.items()}
    )
    new = Sheet(way[-1], dict(old.figures) | {"votes.1": 999})
    start = time.perf_counter()
    changed = change(totals, old, new)
    assert time.perf_counter() - start < 0.01
    assert level_of(way[0]) is Level.NASIONAL
    before, after = totals[Standing.ACCEPTED, ""], changed[Standing.ACCEPTED, ""]
    assert (
        after.fields["votes.1"].value - before.fields["votes.1"].value
        == 999 - leaf.fields["votes.1"].value
    )
