"""The figure behind every kind of mark."""

import pytest
from tests.elections import (
    CONTEST,
    FACTS,
    FIELDS,
    FIGURES,
    REGISTER,
    STATION,
    Election,
)

from omah.core.count.rules import expand
from omah.core.log.whole_fold import fold
from omah.core.places.regions import Level
from omah.formats.keys_spki import statement_holds
from omah.formats.rules_toml import load_rules
from omah.site.verify_expected import Expected, UnknownMarkError

SECOND, THIRD = "3517092003002", "3517092003003"


@pytest.fixture(scope="module")
def expected():
    election = Election()
    election.reads(FIGURES)
    election.enters("kpps-1", FIGURES)
    election.corrects({"votes.1": [41, 40], "votes.2": [7, "?"]})
    election.reads({**FIGURES, "total": 99}, station=SECOND)
    return Expected(
        contest=FACTS,
        fields=FIELDS,
        record=fold(election.said, statement_holds).record(),
        stations=REGISTER.within("3517", Level.STATION),
        instances=expand(load_rules(FACTS.date, FACTS.kind), FIELDS),
    )


@pytest.mark.parametrize(
    ("code", "name", "state", "value"),
    [
        (STATION, "votes.1", "accepted", 40),
        (STATION, "votes.2", "accepted", None),
        (STATION, "votes.1", "reading.0", 41),
        (STATION, "ppm.votes.1", "reading.0", 999),
        (STATION, "votes.1", "entry.0", 41),
        (STATION, "votes.1", "correction.0.old", 41),
        (STATION, "votes.1", "correction.0.new", 40),
        (STATION, "votes.2", "correction.0.new", None),
        (SECOND, "total", "unconfirmed", 99),
        (SECOND, "R4", "finding.0.0", 99),
        (SECOND, "R4", "finding.0.1", 50),
        ("3517", "votes.1", "accepted", 40),
        ("351709", "votes.1", "unconfirmed", 41),
        ("3517092003", "sheets", "accepted", 1),
        ("3517", "votes.2", "accepted", None),
        ("3517", "unknown.votes.2", "accepted", 1),
        ("3517", "share.votes.1", "accepted", 833),
        ("3517", "share.votes.2", "accepted", None),
        ("3517", "voters:j", "accepted", 64),
        ("3517", "users:j", "accepted", 50),
        ("3517", "rate:j", "accepted", 781),
        ("3517", "rate:disabled.j", "accepted", None),
        ("3517", "stations", "count", 3),
        ("3517", "stations.missing", "count", 1),
        ("3517", "stations.corrected", "count", 1),
        ("3517", "stations.done", "count", 1),
        ("3517", "stations.attention", "count", 1),
        ("3517", "findings", "count", 1),
        ("3517", "findings.R4", "count", 1),
        ("3517", "findings.R7", "count", 0),
        ("3576", "stations", "count", 0),
    ],
)
def test_a_mark_has_its_figure(expected, code, name, state, value):
    assert expected.value(code, name, state) == value


@pytest.mark.parametrize(
    ("code", "name", "state"),
    [
        (STATION, "votes.1", "unconfirmed"),
        (STATION, "votes.9", "accepted"),
        (STATION, "votes.1", "reading.1"),
        (STATION, "votes.1", "reading.-1"),
        (STATION, "votes.1", "reading.x"),
        (STATION, "votes.1", "paper"),
        (STATION, "invalid", "correction.0.new"),
        (SECOND, "R7", "finding.0.0"),
        (SECOND, "R4", "finding.0.2"),
        (THIRD, "votes.1", "accepted"),
        ("3517", "votes.1", "official"),
        ("3517", "votes.1", "count"),
        ("35x", "votes.1", "accepted"),
    ],
)
def test_a_mark_that_names_nothing_is_unknown(expected, code, name, state):
    with pytest.raises(UnknownMarkError):
        expected.value(code, name, state)


def test_standing_figures_and_totals_may_not_be_left_out(expected):
    required = set(expected.required())
    for code in (STATION, "3517092003", "351709", "3517"):
        assert f"{CONTEST}/{code}/votes.1/accepted" in required
    assert f"{CONTEST}/{SECOND}/votes.1/unconfirmed" in required
    assert not any(mark.startswith(f"{CONTEST}/35/") for mark in required)
