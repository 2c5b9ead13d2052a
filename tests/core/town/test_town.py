import pytest

from omah.core.count.contests import ContestKind
from omah.core.count.figures import Mark
from omah.core.count.rules import Severity, check_sheet
from omah.core.places.regions import Level, ancestor, level_of, parent
from omah.core.places.registers import RegionRegister
from omah.core.town import Rates, make_town, written
from omah.core.town.chance import Chance
from omah.core.town.sheet import Place, count, roll
from omah.core.town.slips import SlipKind, mistype, slip
from omah.formats.rules_toml import load_rules

RULES = load_rules("2027-06-23", ContestKind.KEPALA_DAERAH)
TOWN = make_town(2027)


def errors(figures):
    found = check_sheet(RULES, figures)
    return {finding.code for finding in found if finding.severity is Severity.ERROR}


def test_the_same_seed_gives_the_same_town():
    assert make_town(2027) == TOWN
    assert make_town(2028) != TOWN


def test_the_town_stays_the_same_in_later_versions():
    first = TOWN.stations[0].paper
    assert [first[f"votes.{n}"] for n in (1, 2, 3)] == [102, 89, 62]


def test_it_has_three_kecamatan_eighteen_keldes_and_430_stations():
    levels = [level_of(region.code) for region in TOWN.regions]
    assert levels.count(Level.KECAMATAN) == 3
    assert levels.count(Level.KELDES) == 18
    assert levels.count(Level.STATION) == len(TOWN.stations) == 430


def test_the_regions_are_a_register_in_which_every_station_stands():
    register = RegionRegister.of("2027-06-23", "rekaan", TOWN.regions)
    for station in TOWN.stations:
        assert register.find(station.code).name == f"TPS {station.code[-3:]}"
        assert ancestor(station.code, Level.KABKOTA) == TOWN.contest.region


@pytest.mark.parametrize("stations", [1, 7, 430, 900])
def test_any_number_of_stations_is_shared_out_whole(stations):
    town = make_town(1, stations)
    codes = {region.code for region in town.regions}
    assert len(town.stations) == stations
    assert all(parent(code) in codes for code in codes if len(code) > 2)


@pytest.mark.parametrize("stations", [0, -1, 18 * 1400])
def test_an_impossible_number_of_stations_is_refused(stations):
    with pytest.raises(ValueError, match="station"):
        make_town(1, stations)


def test_the_contest_says_that_it_is_invented():
    assert TOWN.contest.invented
    assert TOWN.contest.vote_fields() == ("votes.1", "votes.2", "votes.3")


def test_sheets_without_a_slip_break_no_rule_and_look_usual():
    for station in TOWN.stations:
        if not station.slips:
            assert check_sheet(RULES, station.paper) == ()


def test_six_in_a_hundred_sheets_have_a_broken_sum_that_the_rules_see():
    broken = [station for station in TOWN.stations if station.slips]
    assert len(broken) == 26
    for station in broken:
        (made,) = station.slips
        assert station.paper[made.field] == made.written != made.counted
        assert errors(station.paper)


def test_the_roll_is_what_the_register_of_voters_says():
    for station in TOWN.stations:
        assert 200 <= station.roll["j"] <= 300
        assert station.roll["l"] + station.roll["p"] == station.roll["j"]
        assert station.paper["voters.dpt.l"] == station.roll["l"]


def test_some_photographs_are_spoiled_and_some_never_arrive():
    photos = [photo for station in TOWN.stations for photo in station.photos]
    spoiled = sum(photo.spoil is not None for photo in photos)
    assert 10 <= spoiled * 1000 / len(photos) <= 30
    assert any(not station.photos for station in TOWN.stations)
    assert any(not station.entries for station in TOWN.stations)
    assert any(not s.photos and not s.entries for s in TOWN.stations)


def test_typing_slips_are_as_rare_as_in_2019():
    typed = [
        (entry.figures[field], figure)
        for station in TOWN.stations
        for entry in station.entries
        for field, figure in station.paper.items()
    ]
    wrong = sum(one != other for one, other in typed)
    assert 5 <= wrong * 10_000 / len(typed) <= 40


def test_two_entries_of_a_station_come_from_two_posts():
    twice = [s.entries for s in TOWN.stations if len(s.entries) > 1]
    assert twice
    assert all(one.post != other.post for one, other in twice)


def test_rates_are_settings():
    quiet = Rates(0, 0, 0, 0, 0, 0, 0, 0)
    for station in make_town(3, 40, quiet).stations:
        (entry,) = station.entries
        assert entry.figures == station.paper
        assert not station.slips
        assert [photo.spoil for photo in station.photos] == [None] * 3


@pytest.mark.parametrize("seed", range(300))
def test_every_slip_breaks_a_rule(seed):
    chance = Chance(str(seed))
    counted = count(chance, roll(chance), Place(25, (430, 355, 215)))
    assert errors(counted) == set()
    made = slip(chance, counted)
    assert made.kind in SlipKind
    assert errors({**counted, made.field: made.written})


def test_a_mistyped_number_is_another_number_that_fits():
    for seed in range(2000):
        figure = Chance(str(seed)).below(1000, "figure")
        typed = mistype(Chance(str(seed)), figure)
        assert typed != figure
        assert 0 <= typed <= 999


@pytest.mark.parametrize(
    ("figure", "leading", "boxes"),
    [
        (7, Mark.X, "XX7"),
        (0, Mark.D0, "000"),
        (45, Mark.BLANK, "_45"),
        (300, Mark.X, "300"),
    ],
)
def test_leading_boxes_are_filled_as_the_writer_does(figure, leading, boxes):
    assert "".join(written(figure, 3, leading)) == boxes


def test_a_blank_number_is_blank_in_every_box():
    assert written(None, 3, Mark.X) == (Mark.BLANK,) * 3


def test_a_number_too_long_for_its_boxes_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        written(1000, 3, Mark.X)


def test_chance_near_a_mean_has_the_deviation_it_promises():
    draws = [Chance(str(n)).around(500, 100, "x") for n in range(4000)]
    mean = sum(draws) // len(draws)
    variance = sum((draw - mean) ** 2 for draw in draws) // len(draws)
    assert 494 <= mean <= 506
    assert 95**2 <= variance <= 105**2


@pytest.mark.real
def test_no_invented_place_is_on_the_map(real_data):
    rows = (real_data / "regions" / "wilayah_2025.csv").read_text(encoding="utf-8")
    names = {line.split(",")[1].strip('"').upper() for line in rows.splitlines()[1:]}
    codes = {line.split(",")[0].strip('"')[:2] for line in rows.splitlines()[1:]}
    invented = [r for r in TOWN.regions if level_of(r.code) is not Level.STATION]
    assert not names & {region.name for region in invented}
    assert invented[0].code not in codes | {"99"}
