"""Region codes say their level and their ancestors themselves."""

import pytest

from omah.core.places.regions import Level, ancestor, level_of, parent


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("", Level.NASIONAL),
        ("35", Level.PROVINSI),
        ("3517", Level.KABKOTA),
        ("351709", Level.KECAMATAN),
        ("3517092003", Level.KELDES),
        ("3517092003001", Level.STATION),
        ("99BF", Level.KABKOTA),
    ],
)
def test_the_length_of_a_code_tells_its_level(code, level):
    assert level_of(code) is level


@pytest.mark.parametrize("code", ["351", "35a7", "35AA", "٣٥", "99bf", " 35", "3" * 14])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(ValueError, match="region"):
        level_of(code)


def test_the_nation_has_no_parent():
    with pytest.raises(ValueError, match="no parent"):
        parent("")


def test_a_region_has_no_ancestor_below_itself():
    with pytest.raises(ValueError, match="above level STATION"):
        ancestor("3517", Level.STATION)
