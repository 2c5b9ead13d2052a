from fractions import Fraction

import pytest

from omah.core.places.regions import Level
from omah.core.seats.ties import RegionVotes, TieNeedsDecision, with_evidence

TIE = TieNeedsDecision("Dapil 1", ("A", "B"), 4, 1, Fraction(30))


def votes(code, choice, count, district="Dapil 1", party=""):
    return RegionVotes(district, code, party, choice, count)


def test_spread_counts_regions_with_votes_and_leads_level_by_level():
    tie = with_evidence(
        TIE,
        [
            votes("9701010001", "A", 10),
            votes("9701010001", "B", 30),
            votes("9701010002", "A", 10),
            votes("9701020001", "A", 10),
            votes("9701020001", "B", 0),
        ],
    )
    by_level = {spread.level: spread for spread in tie.evidence}
    assert list(by_level) == [
        Level.PROVINSI,
        Level.KABKOTA,
        Level.KECAMATAN,
        Level.KELDES,
    ]
    assert by_level[Level.KECAMATAN].with_votes == {"A": 2, "B": 1}
    assert by_level[Level.KECAMATAN].leads == {"A": 1, "B": 1}
    assert by_level[Level.KELDES].with_votes == {"A": 3, "B": 1}
    assert by_level[Level.KELDES].leads == {"A": 2, "B": 1}


def test_equal_votes_lead_nowhere():
    tie = with_evidence(TIE, [votes("97", "A", 5), votes("97", "B", 5)])
    assert tie.evidence[0].leads == {"A": 0, "B": 0}


def test_votes_of_others_are_no_evidence():
    rows = [votes("97", "C", 5), votes("97", "A", 5, district="Dapil 2")]
    assert with_evidence(TIE, rows) == TIE


def test_a_mixture_of_levels_is_refused():
    with pytest.raises(ValueError, match="mixes levels"):
        with_evidence(TIE, [votes("97", "A", 5), votes("9701", "B", 5)])
