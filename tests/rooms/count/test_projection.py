"""Statements never change; the tables of screens are what statements make of them."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.elections import FIGURES, STATION
from tests.rooms.count.houses import SECOND_STATION, hand_in

from omah.core.count.sheet_states import sheet_of
from omah.core.log.whole_fold import fold
from omah.core.people.roles import Role
from omah.formats.keys_spki import statement_holds
from omah.rooms.count import projection
from omah.rooms.count.models import Capture, Sheet, Statement
from omah.rooms.count.projection import rebuild


@pytest.fixture
def busy(client, house, phone_of):
    """A night with one accepted, one differing and corrected sheets."""
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    ppk = phone_of(Role.PPK, "351709")
    far = [phone_of(Role.KPPS, SECOND_STATION) for _ in range(2)]
    hand_in(client, one.enters(), two.enters(), ppk.corrects({"votes.1": [41, 40]}))
    hand_in(
        client,
        far[0].enters(station=SECOND_STATION),
        far[1].enters({**FIGURES, "votes.2": 8}, station=SECOND_STATION),
        ppk.captures("a" * 64, reason="blurred", station="3517092003003"),
    )


def tables() -> list:
    return [
        list(model.objects.order_by("contest", "station").values())
        for model in (Sheet, Capture)
    ]


def without_keys(rows: list) -> list:
    return [[{**row, "id": 0} for row in table] for table in rows]


def test_the_tables_made_again_are_the_tables(busy):
    before = without_keys(tables())
    assert {row["state"] for row in before[0]} == {"corrected", "differs", "rejected"}
    assert rebuild() == Statement.objects.count()
    assert without_keys(tables()) == before


def test_a_damaged_table_is_made_right_again(busy):
    before = without_keys(tables())
    Sheet.objects.update(state="accepted", figures={})
    Capture.objects.all().delete()
    rebuild()
    assert without_keys(tables()) == before


def test_the_tables_say_what_the_log_s_own_fold_says(busy, house):
    record = fold(house.election.ledger.statements(), statement_holds)
    assert record.refusals == []
    for row in Sheet.objects.all():
        known = record.sheet(row.contest, row.station)
        opened = record.contests[row.contest, row.form]
        assert row.state == sheet_of(opened.fields, known).state.name
        assert row.figures == {
            k: "?" if v is None else v for k, v in known.figures.items()
        }


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE count_statement SET received_at = 0",
        "UPDATE count_statement SET entry = NULL WHERE seq = 1",
        "DELETE FROM count_statement",
        "DELETE FROM count_statement WHERE seq = 3",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_a_statement(busy, sql):
    with (
        pytest.raises(IntegrityError, match="never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_statement_and_projection_are_written_together_or_not_at_all(
    client, house, phone_of, monkeypatch
):
    phone = phone_of(Role.KPPS, STATION)
    size = Statement.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(projection, "insert", fail)
        with pytest.raises(RuntimeError):
            hand_in(client, phone.enters())
    assert (Statement.objects.count(), Sheet.objects.count()) == (size, 0)
    (answer,) = hand_in(client, phone.enters())
    assert answer["receipt"]


def fail(*_, **__):
    raise RuntimeError("the disk is full")
