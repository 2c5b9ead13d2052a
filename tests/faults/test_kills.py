"""Killed with -9 under load: nothing acknowledged is lost, nothing is doubled."""

import secrets

import pytest

from omah.cli.bench.faults import KILLS, measure


def check(outcome, kills):
    assert outcome.problems() == [], f"seed {outcome.seed}"
    assert outcome.kills == kills
    assert outcome.acknowledged > 10 * kills
    assert outcome.photographs > kills // 2
    assert outcome.cut > 0, "no kill came while a phone was sending"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_kills_lose_and_double_nothing():
    check(measure("sqlite", "", KILLS, secrets.randbelow(10**9)), KILLS)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_three_kills_with_postgresql_lose_and_double_nothing(postgres):
    database = postgres.new_database("kills")
    seed = secrets.randbelow(10**9)
    check(measure("postgresql", database, 3, seed, loaded=True), 3)
