"""The rehearsed night: all of it comes in, once, whatever the outage."""

import pytest

from omah.cli.bench.night import CURVES, DAY_S, Night, outage_of, rehearse

FEW = 20_000


@pytest.mark.parametrize("curve", CURVES.values(), ids=CURVES)
def test_a_night_with_an_outage_loses_and_doubles_nothing(curve):
    night = rehearse(curve, rate=20, count=FEW)
    assert (night.lost, night.doubled) == (0, 0)
    assert night.attempts > FEW, "nobody sent again"


def test_a_house_that_is_too_slow_is_seen_to_be():
    slow = rehearse(CURVES["brazil-2022"], rate=FEW / (2 * DAY_S), count=FEW)
    assert slow.in_after_24h_pct < 60
    assert isinstance(slow, Night)


def test_the_outage_comes_when_it_hurts_most():
    assert outage_of(((0, 0), (4, 10), (7, 90), (24, 100))) == 4 * 3600
