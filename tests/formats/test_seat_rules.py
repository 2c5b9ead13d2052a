from fractions import Fraction
from importlib import resources

import pytest

from omah.core.seats.rules import PartyListRules
from omah.formats.seat_rules import read_seat_rules

REGISTER = (resources.files("omah") / "data" / "seat_rules.toml").read_bytes()
PROMISED = [
    "dpr-2024",
    "dprd-provinsi-2024",
    "dprd-kabkota-2024",
    "dpr-2019",
    "dprd-2019",
    "dpd-2024",
    "president-2024",
    "kepala-daerah-2024",
]


def test_every_promised_election_is_there():
    assert list(read_seat_rules(REGISTER)) == PROMISED


@pytest.mark.parametrize("id_", PROMISED)
def test_every_election_cites_its_law_in_both_languages(id_):
    source = read_seat_rules(REGISTER)[id_].source
    assert source.id == id_
    assert source.law
    for ref in source.law:
        assert all((ref.article, ref.sentence_id, ref.sentence_en))


@pytest.mark.parametrize(
    ("id_", "threshold", "seats"),
    [
        ("dpr-2024", Fraction(4, 100), 580),
        ("dpr-2019", Fraction(4, 100), 575),
        ("dprd-provinsi-2024", None, None),
        ("dprd-kabkota-2024", None, None),
        ("dprd-2019", None, None),
    ],
)
def test_only_dpr_has_a_threshold(id_, threshold, seats):
    rules = read_seat_rules(REGISTER)[id_]
    assert isinstance(rules, PartyListRules)
    assert (rules.threshold, rules.total_seats) == (threshold, seats)
    assert [rules.divisors.after(n) for n in range(4)] == [1, 3, 5, 7]


def test_an_unknown_kind_is_refused():
    wrong = REGISTER.replace(b'kind = "highest"', b'kind = "lowest"')
    with pytest.raises(ValueError, match="lowest"):
        read_seat_rules(wrong)
