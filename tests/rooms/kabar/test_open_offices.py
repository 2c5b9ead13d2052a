"""A province's offices are opened by one command, once."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, Site, Workflow

from omah.cli.main import main
from omah.core.people.access import Division
from omah.core.people.roles import Role
from omah.core.places.regions import Level
from omah.rooms.kabar.models import Office
from omah.rooms.people.models import Body, Post
from omah.rooms.people.offices import bodies_below, name_of, open_body

pytestmark = pytest.mark.django_db
PROVINSI, OFFICES = "34", 6  # Daerah Istimewa Yogyakarta: a province and five


def everything() -> list[int]:
    kinds = (Office, Site, Group, Workflow, Collection, Body, Post)
    return [kind.objects.count() for kind in kinds]


def test_one_command_opens_a_province_and_a_second_changes_nothing(capsys):
    before = Site.objects.count()
    assert main(["kabar", "open", PROVINSI]) == 0
    assert capsys.readouterr().out == "6 offices: 6 opened, 0 were open\n"
    # The house's own default site is made with the first office.
    assert Office.objects.count() == OFFICES
    assert Site.objects.count() - before in {OFFICES, OFFICES + 1}
    assert Group.objects.filter(name__startswith="kabar 34").count() == 2 * OFFICES
    there = everything()
    assert main(["kabar", "open", PROVINSI]) == 0
    assert capsys.readouterr().out == "6 offices: 0 opened, 6 were open\n"
    assert everything() == there


def test_an_opened_office_has_its_name_and_six_empty_posts():
    assert main(["kabar", "open", PROVINSI]) == 0
    assert name_of("3471") == "KPU Kota Yogyakarta"
    seats = Post.objects.filter(region="3471", role=Role.KPU_KABKOTA)
    assert set(seats.values_list("division", flat=True)) == set(Division)
    assert not seats.filter(holder__isnull=False).exists()


def test_the_nations_office_is_opened_by_its_name(capsys):
    assert main(["kabar", "open", "nasional"]) == 0
    assert capsys.readouterr().out == "1 offices: 1 opened, 0 were open\n"
    assert name_of("") == "KPU Republik Indonesia"


@pytest.mark.parametrize("region", ["00", "3x", "", "34710"])
def test_an_unknown_province_is_refused(region, capsys):
    assert main(["kabar", "open", region]) == 2
    assert "no office has the code" in capsys.readouterr().err


def test_the_register_knows_a_province_s_offices_before_any_is_opened():
    assert len(bodies_below("35", Level.KABKOTA)) == 38
    assert len(bodies_below("", Level.PROVINSI)) == 38
    assert len(bodies_below("", Level.KABKOTA)) == 514


def test_bodies_below_an_office_are_those_that_were_named():
    for code, name in (("980101", "PPK Waru"), ("980201", "PPK Randu")):
        open_body(code, name, since=date(2026, 1, 1))
    assert bodies_below("9801", Level.KECAMATAN) == [("980101", "PPK Waru")]
