"""A station is found from its code alone, in Python and in the browser's script."""

import re
from importlib.resources import files

import pytest

from omah.site.addresses import STATIONS_PER_PAGE, part_of, station_link


@pytest.mark.parametrize(
    ("number", "part"), [("000", 1), ("001", 1), ("050", 1), ("051", 2), ("901", 19)]
)
def test_fifty_station_numbers_share_a_page(number, part):
    assert part_of(f"9971011001{number}") == part


def test_a_link_names_the_page_and_the_station():
    assert station_link("gub", "9971011001007") == "hasil/gub/9971011001.html#tps-007"
    assert station_link("gub", "9971011001107") == "hasil/gub/9971011001-3.html#tps-107"


def test_the_script_counts_stations_as_python_does():
    script = files("omah").joinpath("data/site/js/find.js").read_text()
    assert re.search(rf"Number\(number\)\) / {STATIONS_PER_PAGE}\)", script)
