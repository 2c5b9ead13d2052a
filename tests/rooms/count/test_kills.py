"""A worker killed with -9 while it reads: each sheet is read, and read once."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from tests import database

from omah.adapters.files import Folder
from omah.core.log.statements import parse_entry
from omah.site.verify import verify

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("OMAH_KILLS", "3"))
SEED = int(os.environ.get("OMAH_SEED", "2027"))


def command(folder: Path, *words: str) -> subprocess.Popen:
    """Start a module in a process group of its own, in the house of this folder."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("OMAH_", "DJANGO"))
    }
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        env={**kept, "OMAH_DATA_DIR": str(folder), "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(folder: Path, *words: str) -> None:
    assert command(folder, *words).wait(240) == 0, words


def logged(folder: Path) -> list:
    with closing(sqlite3.connect(folder / "omah.sqlite3")) as house:
        rows = house.execute("SELECT entry FROM count_statement ORDER BY seq")
        return [parse_entry(bytes(entry)) for (entry,) in rows]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [SEED])
def test_a_worker_killed_mid_read_reads_each_sheet_once(
    tmp_path, seed, django_db_setup
):
    chance = random.Random(seed)  # noqa: S311  # when to kill; no secret
    shutil.copyfile(database.template(), tmp_path / "omah.sqlite3")
    run(tmp_path, "tests.rooms.count.a_house", "3")
    before = len(logged(tmp_path))
    for _ in range(KILLS):
        worker = command(tmp_path, "omah", "worker", "--once")
        time.sleep(chance.uniform(1.0, 5.0))
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    run(tmp_path, "omah", "worker", "--once")
    said = logged(tmp_path)
    read = Counter(s.text("station") for s in said if s.type == "reading.made")
    looked_at = Counter(
        s.text("original_sha256") for s in said[before:] if s.type == "sheet.captured"
    )
    assert sorted(read.values()) == [1, 1, 1]
    assert sorted(looked_at.values()) == [1] * 9
    assert verify(Folder(tmp_path / "public")).ok
