"""The database is killed, and comes back: the house says so, and loses nothing."""

from contextlib import closing

import pytest

from omah.cli.bench.invented import invent
from omah.cli.bench.line import Line, submission
from omah.cli.bench.processes import new_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
JSON = {"Content-Type": "application/json"}


def test_a_database_that_is_gone_is_named_and_nothing_promised_is_lost(postgres):
    with new_house(postgres.new_database("gone")) as house:
        letters = invent(house.election, villages=2, stations=3).entries()
        house.move_in()
        house.start()
        (phone, first), (other, second) = next(letters), next(letters)
        with closing(Line(house.port)) as line:
            (kept,) = line.hand_in(phone, [first])
            assert kept["receipt"]
            postgres.kill()
            status, told = line.call(
                other, "POST", "/api/v1/statements", submission([second]), JSON
            )
            assert (status, told["refused"]["code"]) == (503, "no-database")
            postgres.start()
            (again,) = line.hand_in(phone, [first])
            (late,) = line.hand_in(other, [second])
        assert again["receipt"] == kept["receipt"]
        assert late["receipt"]
        ids = [row.id for row in house.rows()]
        assert (ids.count(first.id), ids.count(second.id)) == (1, 1)
