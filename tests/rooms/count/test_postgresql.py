"""The count on PostgreSQL: a sample of this folder's tests, run over a real server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import skip_or_fail

from omah.cli.bench.postgres import own_postgres

HERE = Path(__file__).parent
SAMPLE = ("test_projection.py", "test_statements_api.py", "test_tasks.py")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_sample_of_the_count_passes_on_postgresql():
    """Once, in a process of its own: Django has one database for all its life."""
    with own_postgres() as cluster:
        if cluster is None:
            skip_or_fail("postgres", "PostgreSQL is not installed")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", *(HERE / name for name in SAMPLE)],
            env={**os.environ, "OMAH_DATABASE": cluster.new_database("house")},
            cwd=HERE.parents[2],
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stdout[-5000:]
    assert "passed" in done.stdout
