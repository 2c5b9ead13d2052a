"""The page of costs: three bills, from stated figures that a reader may replace."""

import re

import pytest
from django.test import Client

from omah.core.office.costs import bill_of
from omah.formats.costs_toml import read_costs
from omah.rooms.count.cost_page import NATION, REGENCY
from omah.rooms.count.templatetags.amounts import at_least_one, bytes_, core_time

pytestmark = pytest.mark.django_db


def bills(query: str = "", **settings) -> list:
    page = Client().get(f"/biaya/{query}")
    assert page.status_code == 200
    return [shown.bill for shown in page.context["bills"]]


def test_anyone_sees_what_a_station_a_regency_and_the_nation_pay():
    assert bills() == [bill_of(n, read_costs()) for n in (1, REGENCY, NATION)]
    text = Client().get("/biaya/").content.decode()
    assert "bukan penawaran siapa pun" in text
    assert text.count("<svg") >= 3


def test_the_page_says_when_and_how_its_bytes_and_seconds_were_measured(
    settings, tmp_path
):
    text = re.sub(r"dated = \S+", "dated = 2026-02-03", packaged(), count=1)
    text = re.sub(r'machine = ".*"', 'machine = "mesin rekaan"', text)
    path = tmp_path / "costs.toml"
    path.write_text(text)
    settings.OMAH_COSTS = str(path)
    page = " ".join(Client().get("/biaya/").content.decode().split())
    assert (
        "Diukur pada 3 Februari 2026 dengan satu formulir rekaan (mesin rekaan)" in page
    )
    assert "<code>./omah bench costs</code>" in page


def test_a_reader_s_own_figures_replace_the_assumptions():
    _one, region, nation = bills("?stations=40&storage_gb_month=800&months=12")
    assert region.stations == 40
    assert nation.storage < bills()[2].storage  # twice the price, a fifth of the time
    page = Client().get("/biaya/?storage_gb_month=800").content.decode()
    assert "bukan penawaran siapa pun" not in page


def test_bars_end_at_the_total():
    page = Client().get("/biaya/")
    for shown in page.context["bills"]:
        assert max(end for _look, end in shown.bars()) == shown.bill.total


@pytest.mark.parametrize(
    "query",
    [
        "?stations=-1",
        "?stations=x&copies=%00",
        "?reading_hours=0",
        "?views=" + "9" * 40,
    ],
)
def test_what_is_no_figure_changes_nothing_and_breaks_nothing(query):
    assert bills(query) == bills()


def test_an_office_s_own_file_is_taken(settings, tmp_path):
    text = re.sub(r"core_hour = \S+", "core_hour = 1", packaged())
    path = tmp_path / "costs.toml"
    path.write_text(text)
    settings.OMAH_COSTS = str(path)
    assert bills()[2].machines < bill_of(NATION, read_costs()).machines


def packaged() -> str:
    from importlib.resources import files

    return (files("omah.data") / "costs.toml").read_text("utf-8")


def test_amounts_are_rounded_up_and_never_vanish():
    assert [bytes_(n) for n in (0, 999, 1_000, 1_000_001)] == [
        "0 B",
        "999 B",
        "1 kB",
        "2 MB",
    ]
    assert core_time(1) == "1 detik"
    assert core_time(3_600_000_001) == "2 jam"
    assert at_least_one(0) == 1
