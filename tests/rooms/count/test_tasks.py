"""What is lost with a worker is made up for, once and also while another runs."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.elections import CONTEST, STATION
from tests.rooms.count.houses import SECOND_STATION, hand_in

from omah.core.people.roles import Role
from omah.rooms.count import tasks


@pytest.fixture
def waiting(client, house, phone_of):
    """Two photographs of two stations, and the tasks that their statements made."""
    for station, original in ((STATION, "a" * 64), (SECOND_STATION, "b" * 64)):
        phone = phone_of(Role.KPPS, station)
        house.originals.put(original.encode())
        said = phone.captures(original, station=station)
        with house.ledger() as ledger:
            ledger.append(said)
    return DBTaskResult.objects.filter(task_path=tasks.read_sheet.module_path)


def ready_places(rows):
    ready = rows.filter(status=TaskResultStatus.READY)
    return sorted(row.args_kwargs["args"] for row in ready)


BOTH = [[CONTEST, STATION], [CONTEST, SECOND_STATION]]


def test_a_statement_and_its_task_are_written_together(waiting):
    assert ready_places(waiting) == BOTH


def test_what_waits_in_the_queue_is_not_asked_for_twice(waiting):
    assert tasks.make_up() == 0
    assert ready_places(waiting) == BOTH


def test_a_lost_task_is_made_up_for(waiting):
    waiting.all().delete()
    assert tasks.make_up() == 2
    assert ready_places(waiting) == BOTH


@pytest.mark.parametrize(
    ("minutes", "patience", "found"), [(9, 10, 0), (11, 10, 2), (0, 0, 2)]
)
def test_a_reading_that_takes_too_long_is_thought_lost(
    waiting, minutes, patience, found
):
    began = timezone.now() - timedelta(minutes=minutes)
    waiting.update(status=TaskResultStatus.RUNNING, started_at=began)
    assert tasks.make_up(timedelta(minutes=patience)) == found


def test_a_round_makes_up_and_forgets_what_is_long_done(waiting):
    long_ago = timezone.now() - tasks.KEPT - timedelta(seconds=1)
    waiting.update(status=TaskResultStatus.SUCCESSFUL, finished_at=long_ago)
    tasks.go_round()
    assert ready_places(waiting) == BOTH
    assert waiting.count() == 2


def test_a_round_without_an_election_does_nothing(db, settings, tmp_path):
    settings.OMAH_ELECTION = tmp_path / "none"
    tasks.go_round()
    assert not DBTaskResult.objects.exists()


def test_many_statements_ask_for_one_release(client, house, phone_of):
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    hand_in(client, one.enters())
    hand_in(client, two.enters())
    releases = DBTaskResult.objects.filter(task_path=tasks.release.module_path)
    assert releases.count() == 1
