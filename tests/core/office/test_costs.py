"""What a station, a regency and the nation pay."""

from dataclasses import replace
from importlib.resources import files

import pytest

from omah.core.office.costs import bill_of, sent_by_sheet, stored_by_sheet, up
from omah.formats.costs_toml import CostsError, read_costs, with_measured

INPUTS = read_costs()
NATION = 823_236
TEXT = """
[measured]
dated = 2025-12-01
machine = "rekaan"
photograph_bytes = 100
public_bytes = 40
statement_bytes = 7
receipt_bytes = 3
row_bytes = 20
log_bytes = 10
page_bytes = 50
statement_us = 1_800_000
photograph_us = 3_600_000
page_us = 0
[habits]
contests = 2
photographs = 3
statements = 5
sent_statements = 4
views = 10
copies = 2
months = 6
busiest_hour_pct = 20
load_pct = 50
reading_hours = 1
[prices]
dated = 2026-01-01
source = "rekaan"
is_assumed = true
storage_gb_month = 1
traffic_gb = 1_000_000_000
core_hour = 60
phone_gb = 1_000_000_000
"""


def test_a_bill_worked_by_hand():
    inputs = read_costs(TEXT)
    assert stored_by_sheet(inputs.measured, inputs.habits) == 3 * 140 + 5 * 30 + 50
    assert sent_by_sheet(inputs.measured, inputs.habits) == 3 * 100 + 4 * 10
    bill = bill_of(100, inputs)  # 200 sheets
    assert bill.stored_bytes == 200 * 2 * 620
    assert bill.sent_bytes == 200 * 340 == bill.phones
    assert bill.shown_bytes == 200 * 10 * 90 == bill.traffic
    assert bill.core_us == 200 * (5 * 1_800_000 + 3 * 3_600_000)
    assert bill.taking_cores == 1  # half an hour's work, a fifth in one hour, at half
    assert bill.reading_cores == 2  # 36 minutes of work in one hour, at half load
    assert bill.storage == 1  # a part of a rupiah is a whole one
    assert bill.machines == 132  # 66 minutes, paid twice, 60 rupiah an hour
    assert bill.total == 1 + 180_000 + 132 + 68_000


def test_nothing_costs_nothing():
    assert bill_of(0, INPUTS).total == 0


def test_the_nation_costs_no_more_than_its_stations_one_by_one():
    nation, station = bill_of(NATION, INPUTS), bill_of(1, INPUTS)
    assert nation.total <= NATION * station.total
    assert nation.stored_bytes == NATION * station.stored_bytes
    assert nation.taking_cores < NATION * station.taking_cores


@pytest.mark.parametrize("name", ["storage_gb_month", "traffic_gb", "core_hour"])
def test_a_higher_price_is_a_higher_bill(name):
    price = getattr(INPUTS.prices, name)
    dearer = replace(INPUTS, prices=replace(INPUTS.prices, **{name: price * 2}))
    assert bill_of(NATION, dearer).total > bill_of(NATION, INPUTS).total


def test_the_packaged_prices_say_that_they_are_assumed():
    assert INPUTS.prices.is_assumed


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("months = 6", "months = -1", "habits.months"),
        ("months = 6", "months = 6.5", "habits.months"),
        ("months = 6", "months = true", "habits.months"),
        ("months = 6", "", "lacks months"),
        ("months = 6", "months = 6\nyears = 1", "unknown years"),
        ("load_pct = 50", "load_pct = 0", "load_pct"),
        ("dated = 2026-01-01", 'dated = "now"', "prices.dated"),
        ("[prices]", "[price]", "unknown table"),
        ("[prices]", "[prices", "not TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name(old, new, says):
    with pytest.raises(CostsError, match=says):
        read_costs(TEXT.replace(old, new))


def test_what_was_measured_replaces_what_stood_there_and_nothing_else():
    packaged = (files("omah.data") / "costs.toml").read_text("utf-8")
    measured = replace(read_costs(TEXT).measured, machine='a "b" \\ c')
    text = with_measured(packaged, measured)
    assert read_costs(text).measured == replace(measured, machine="a b  c")
    assert read_costs(text).habits == INPUTS.habits
    assert text.partition("[habits]")[2] == packaged.partition("[habits]")[2]
    assert text.partition("[measured]")[0] == packaged.partition("[measured]")[0]


def test_a_file_without_a_table_of_measures_is_not_guessed_at():
    with pytest.raises(CostsError, match="no table"):
        with_measured("[habits]\n", INPUTS.measured)


@pytest.mark.parametrize(
    ("part", "whole", "quotient"), [(0, 5, 0), (1, 5, 1), (5, 5, 1), (6, 5, 2)]
)
def test_quotients_are_rounded_up(part, whole, quotient):
    assert up(part, whole) == quotient
