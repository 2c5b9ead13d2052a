"""Every office of the country is found by code and by the name of its old site."""

from pathlib import Path

import pytest

from omah.core.news.articles import OfficeName
from omah.core.news.desk import Desk, desks_of
from omah.core.news.offices import UnknownOfficeError
from omah.core.people.access import Division, PostHeld
from omah.core.people.roles import Role
from omah.formats.offices_tsv import OfficesError, read_offices

FILE = Path(__file__).parents[3] / "src" / "omah" / "data" / "offices.tsv"
REGISTER = read_offices(FILE.read_bytes())


def test_the_register_holds_the_nation_38_provinces_and_514_kabkota():
    lengths = [len(code) for code in REGISTER.by_code]
    assert [lengths.count(length) for length in (0, 2, 4)] == [1, 38, 514]


def test_no_two_offices_share_an_address():
    slugs = {entry.slug for entry in REGISTER.by_code.values()}
    assert len(slugs) == len(REGISTER.by_code)


def test_a_province_has_its_offices_below_it():
    assert len(REGISTER.below("35")) == 39


def test_city_and_regency_of_one_name_are_two_offices():
    assert REGISTER.find(OfficeName("kota", "Kediri")).code == "3571"
    assert REGISTER.find(OfficeName("kab", "Kediri")).code == "3506"


def test_an_unknown_office_is_said():
    with pytest.raises(UnknownOfficeError, match="Contoh"):
        REGISTER.find(OfficeName("kota", "Contoh"))


@pytest.mark.parametrize("content", [b"kode\n", b"#omah-offices-1\nx\n"])
def test_what_is_no_register_is_refused(content):
    with pytest.raises(OfficesError):
        read_offices(content)


def post(role: Role, division: str = "", until: str = "") -> PostHeld:
    return PostHeld("1", role, "3517", "2026-01-01", until, division)


@pytest.mark.parametrize(
    ("held", "desk"),
    [
        (post(Role.KPU_KABKOTA, Division.CHAIR), Desk.EDITOR),
        (post(Role.KPU_KABKOTA, Division.OUTREACH), Desk.EDITOR),
        (post(Role.KPU_KABKOTA, Division.LAW), Desk.WRITER),
        (post(Role.OPERATOR), Desk.WRITER),
        (post(Role.WITNESS), None),
        (post(Role.KPPS), None),
        (post(Role.OPERATOR, until="2026-01-31"), None),
    ],
)
def test_the_desk_follows_from_the_post(held, desk):
    assert desks_of([held], "2026-02-01") == ({("3517", desk)} if desk else set())
