"""Every region lies in one dapil of a chamber; a split one in several."""

import pytest

from omah.core.count.contests import ContestKind
from omah.core.count.dapil import Dapil, DapilRegister, dpd_dapil, uncovered
from omah.core.places.registers import Region, RegionRegister, RegisterError

PROVINSI = ContestKind.DPRD_PROVINSI


def dapil(code, *members, seats=5, split=(), kind=PROVINSI):
    return Dapil(kind, code, f"CONTOH {code}", seats, members, split)


def register(*each):
    return DapilRegister("2027-06-23", "rekaan", each)


def town():
    codes = ("35", "3501", "350101", "3501012001", "350102", "3501022001", "99")
    return RegionRegister.of("2027-06-23", "rekaan", [Region(c, c) for c in codes])


def test_a_station_lies_in_the_dapil_of_its_region():
    first, second = dapil("350001", "3501"), dapil("350002", "3502", "3503")
    chamber = register(second, first)
    assert chamber.of(PROVINSI, "3503012001001") == second
    assert chamber.of(PROVINSI, "3501") == first
    assert chamber.of(PROVINSI, "35") is None
    assert chamber.of(ContestKind.DPR, "3501") is None
    assert list(chamber) == [first, second]


def test_a_split_region_lies_in_no_one_dapil_but_touches_both():
    a = dapil("350001", "350101", split=("3501",))
    b = dapil("350002", "350102", split=("3501",))
    chamber = register(a, b)
    assert chamber.of(PROVINSI, "3501") is None
    assert chamber.touching(PROVINSI, "3501") == (a, b)
    assert chamber.touching(PROVINSI, "3501022001") == (b,)
    assert chamber.touching(PROVINSI, "36") == ()


def test_one_unknown_number_of_seats_makes_the_sum_unknown():
    assert register(dapil("1", "3501"), dapil("2", "3502")).seats(PROVINSI) == 10
    unknown = register(dapil("1", "3501"), dapil("2", "3502", seats=None))
    assert unknown.seats(PROVINSI) is None


@pytest.mark.parametrize(
    ("each", "message"),
    [
        ([dapil("1", "3501"), dapil("1", "3502")], "dapil 1 is given twice"),
        ([dapil("1", "3501"), dapil("2", "3501")], "3501 lies in dprd-provinsi dapil"),
        ([dapil("1", "3501"), dapil("2", "350101")], "350101 is listed apart"),
    ],
)
def test_a_region_in_two_dapil_is_refused(each, message):
    with pytest.raises(RegisterError, match=message):
        register(*each)


def test_chambers_do_not_get_in_each_others_way():
    chambers = register(
        dapil("1", "3501"), dapil("1", "35", kind=ContestKind.DPR, seats=10)
    )
    assert chambers.of(ContestKind.DPR, "3501").seats == 10


def test_regions_in_no_dapil_are_named():
    assert uncovered(register(dapil("1", "350101")), PROVINSI, town()) == ["3501022001"]


def test_each_province_at_home_is_one_dapil_of_the_dpd_with_four_seats():
    (only,) = dpd_dapil(town())
    assert (only.code, only.members, only.seats) == ("35", ("35",), 4)
