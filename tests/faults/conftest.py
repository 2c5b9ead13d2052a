"""A running house of real processes, and PostgreSQL where it is installed."""

import pytest
from tests.conftest import skip_or_fail

from omah.cli.bench.invented import invent
from omah.cli.bench.line import Line
from omah.cli.bench.postgres import own_postgres
from omah.cli.bench.processes import new_house


@pytest.fixture(scope="session")
def postgres():
    with own_postgres() as cluster:
        if cluster is None:
            skip_or_fail("postgres", "PostgreSQL is not installed")
        yield cluster


@pytest.fixture(scope="module")
def running():
    """A house with an election, its server up; shared by the tests of a file."""
    with new_house() as house:
        house.invented = invent(house.election, villages=10, stations=20)
        house.letters = house.invented.entries()
        house.move_in()
        house.start()
        yield house


@pytest.fixture
def letter(running):
    """A phone and an entry that nobody has handed in yet."""
    return next(running.letters)


@pytest.fixture
def line(running):
    opened = Line(running.port)
    yield opened
    opened.close()
