"""The house on PostgreSQL: a sample of each room's tests, run over a real server.

What the two databases do differently is here: words that are searched, text beside
numbers, locks, and rows that are taken by one worker.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import skip_or_fail

from omah.cli.bench.postgres import own_postgres

HERE = Path(__file__).parent
SAMPLE = (
    "count/test_projection.py",
    "count/test_statements_api.py",
    "count/test_tasks.py",
    "home/test_search.py",
    "kabar/test_desk_work.py",
    "cases/test_cases.py",
    "assignments/test_assignments.py",
    "notices/test_notify.py",
    "../cli/test_worker.py",
)
SLOW = ("38_offices", "the_demo_furnishes")
"""What is long and does nothing here that its neighbours don't."""
HURRY = "-c synchronous_commit=off"
"""No power cut is tried here (tests/faults does): nobody waits for the disk."""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_sample_of_every_room_passes_on_postgresql():
    """Once, in a process of its own: Django has one database for all its life."""
    with own_postgres() as cluster:
        if cluster is None:
            skip_or_fail("postgres", "PostgreSQL is not installed")
        address = {"OMAH_DATABASE": cluster.new_database("house"), "PGOPTIONS": HURRY}
        chosen = ["-k", " and ".join(f"not {name}" for name in SLOW)]
        paths = [HERE / name for name in SAMPLE]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *chosen, *paths],
            env={**os.environ, **address},
            cwd=HERE.parents[1],
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stdout[-5000:]
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
