"""The checklist of accessible stations at its bounds."""

import pytest

from omah.core.service.accessible import Kind, Verdict, checked, is_reachable, verdict
from omah.formats.accessible_toml import checklist

ITEMS = {item.code: item for item in checklist()}
GOOD = {"flat": 1, "path": 1, "door": 90, "box": 35, "knees": 75, "top": 100,
        "braille": 1, "companion": 1, "turning": 1}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "answer", "expected"),
    [
        ("door", 89, "gap"), ("door", 90, "met"),
        ("box", 35, "met"), ("box", 36, "gap"),
        ("knees", 74, "gap"), ("knees", 75, "met"),
        ("top", 100, "met"), ("top", 101, "gap"),
        ("flat", 1, "met"), ("flat", 0, "gap"), ("flat", None, "unknown"),
    ],
)  # fmt: skip
def test_each_bound(code, answer, expected):
    assert verdict(ITEMS[code], answer) is Verdict(expected)


def test_a_station_is_reachable_only_when_everything_was_looked_at():
    assert GOOD.keys() == ITEMS.keys()
    assert is_reachable(checked(checklist(), GOOD))
    for code in GOOD:
        assert not is_reachable(checked(checklist(), GOOD | {code: None})), code


def test_every_item_speaks_both_languages_and_measured_ones_have_a_bound():
    for item in checklist():
        assert item.says_id != item.says_en
        assert item.mend_id != item.mend_en
        has_bound = item.least is not None or item.most is not None
        assert has_bound == (item.kind is Kind.CENTIMETRES)
