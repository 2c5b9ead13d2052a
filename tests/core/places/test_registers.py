"""The register of regions: one sorted list is the whole tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.places.regions import Level, ancestor, level_of, parent
from omah.core.places.registers import NATION, Region, RegionRegister, RegisterError

TOWN = [
    Region("35", "JAWA TIMUR", 1, "35"),
    Region("3576", "KOTA CONTOH", 2, "35.76"),
    Region("357601", "LOR", 3, "35.76.01"),
    Region("3576011001", "Sendang", 4, "35.76.01.1001"),
    Region("3576011001001", "TPS 001", 5),
    Region("3576011001002", "TPS 002", 6),
    Region("357602", "KIDUL", 7, "35.76.02"),
    Region("99", "Luar Negeri", 8),
    Region("9901", "Kota Jauh", 9),
    Region("99AA", "Kota Lebih Jauh", 10),
]


def town():
    return RegionRegister.of("2027-06-23", "rekaan", TOWN)


def test_a_region_is_found_by_each_of_its_three_codes():
    register = town()
    region = register.find("3576011001")
    assert (
        region == register.find_kpu_id(4) == register.find_kemendagri("35.76.01.1001")
    )
    assert register.name_of("3576011001") == "Sendang"
    assert register.name_of("3576011009") == ""


def test_the_nation_is_always_there():
    register = town()
    assert register.find("") is NATION
    assert "" in register
    assert register.count(Level.NASIONAL) == 1
    assert len(register) == len(list(register)) == 10


def test_missions_abroad_may_have_letters():
    assert town().parts_of("99") == ("9901", "99AA")
    assert level_of("99AA010001001") is Level.STATION
    assert parent("99AA01") == "99AA"


def test_what_lies_within_a_region_is_one_slice():
    register = town()
    stations = ("3576011001001", "3576011001002")
    assert register.within("35", Level.STATION) == stations
    assert register.within("357602", Level.STATION) == ()
    assert register.parts_of("3576") == ("357601", "357602")
    assert register.parts_of("3576011001001") == ()


def test_the_way_to_a_station_begins_at_the_nation():
    names = [region.name for region in town().path_to("3576011001002")]
    assert names == [
        *("Indonesia", "JAWA TIMUR", "KOTA CONTOH", "LOR", "Sendang", "TPS 002")
    ]


def test_an_unregistered_code_is_not_found():
    with pytest.raises(KeyError):
        town().find("3577")


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (["35", "35"], "given once"),
        (["36", "35"], "must ascend"),
        (["35", "351"], "no region level has 3 digits"),
        (["35", "3517A"], "digits only"),
        (["3517"], "region 35 has parts but no row"),
        (["35", "3517", "3517092003"], "region 351709 has parts but no row"),
        (["35", "AA"], "digits only"),
    ],
)
def test_rows_that_are_no_tree_are_refused(codes, message):
    blank = [""] * len(codes)
    with pytest.raises(RegisterError, match=message):
        RegionRegister(
            "2024-02-14",
            "",
            codes=codes,
            names=blank,
            kpu_ids=[0] * len(codes),
            kemendagri=blank,
        )


@given(st.sets(st.from_regex(r"3[1-3]0[12]0[12]200[12]00[1-3]", fullmatch=True)))
def test_slices_agree_with_prefixes(stations):
    codes = {ancestor(s, level) for s in stations for level in Level if level}
    register = RegionRegister.of("2024-02-14", "", [Region(c, c) for c in codes])
    for code in ["", *codes]:
        for level in (level for level in Level if level > level_of(code)):
            expected = [c for c in codes if level_of(c) is level and c.startswith(code)]
            assert list(register.within(code, level)) == sorted(expected)
