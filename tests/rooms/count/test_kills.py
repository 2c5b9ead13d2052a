"""Real processes, killed with -9: nothing acknowledged is lost, nothing doubled."""

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from threading import Thread

import pytest
from tests.elections import CONTEST, FORM, STATION, person, sha

from omah.adapters.files import Folder
from omah.core.log.statements import parse_entry
from omah.site.verify import verify

ROOT = Path(__file__).resolve().parents[3]
OPERATORS = 8
FIRST_KEY = 1000
KILLS = int(os.environ.get("OMAH_KILLS", "3"))
SEED = int(os.environ.get("OMAH_SEED", "2027"))

pytestmark = pytest.mark.slow


def environment(folder: Path) -> dict:
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("OMAH_", "DJANGO"))
    }
    return {**kept, "OMAH_DATA_DIR": str(folder), "PYTHONPATH": path}


def run(folder: Path, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", *words],
        env=environment(folder),
        check=True,
        text=True,
        capture_output=True,
        timeout=240,
    ).stdout


def start(folder: Path, *words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "omah", *words],
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def logged(folder: Path) -> list:
    with sqlite3.connect(folder / "omah.sqlite3") as database:
        rows = database.execute("SELECT entry FROM count_statement ORDER BY seq")
        found = [parse_entry(bytes(entry)) for (entry,) in rows]
    database.close()
    return found


class Senders:
    """Phones that send without a pause, and again whatever got no answer."""

    def __init__(self, address: str, root: str) -> None:
        self.address, self.root = address, root
        self.acknowledged: list[str] = []
        self.unanswered: dict = {}
        self.running = True
        self.threads = [
            Thread(target=self.send, args=(n,), daemon=True) for n in range(OPERATORS)
        ]

    def send(self, number: int) -> None:
        signer, count = person(FIRST_KEY + number), 0
        while self.running and count < 200:  # below the limit of one device
            count += 1
            statement = signer.say(
                "sheet.captured", at=count, election=self.root,
                station=STATION, contest=CONTEST, form=FORM, page=1,
                original_sha256=sha(f"{number} {count}"), public_sha256="",
                reason="blurred",
            )  # fmt: skip
            while self.running and not self.hand_in(statement):
                time.sleep(0.2)
            time.sleep(0.02)

    def hand_in(self, statement) -> bool:
        body = {"statements": [{"body": statement.body, "sig": statement.sig}]}
        request = urllib.request.Request(  # noqa: S310  # our own server
            f"{self.address}/api/v1/statements",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                (got,) = json.load(answer)["answers"]
        except (OSError, ValueError):
            self.unanswered[statement.id] = statement
            return False
        assert got["receipt"]["statement"] == statement.id
        self.acknowledged.append(statement.id)
        return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            known = f"{address}/api/v1/election"
            urllib.request.urlopen(known, timeout=5).close()  # noqa: S310
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not come up within a minute")


@pytest.mark.parametrize("seed", [SEED])
def test_a_server_killed_under_load_loses_and_doubles_nothing(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311  # when to kill; no secret
    root = run(tmp_path, "tests.rooms.count.a_house", str(OPERATORS), "0").strip()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    senders = Senders(address, root)
    for number in range(KILLS):
        server = start(tmp_path, "serve", "--port", str(port))
        wait_for(address)
        if number == 0:
            for thread in senders.threads:
                thread.start()
        time.sleep(chance.uniform(0.2, 1.5))
        kill(server)
    server = start(tmp_path, "serve", "--port", str(port))
    wait_for(address)
    time.sleep(0.5)
    senders.running = False
    for thread in senders.threads:
        thread.join(30)
    for statement in senders.unanswered.values():  # sent once more, no more than that
        assert senders.hand_in(statement)
    kill(server)
    kept = Counter(statement.id for statement in logged(tmp_path))
    assert len(senders.acknowledged) > 10
    assert senders.unanswered, "no request was ever cut off: the kills came too late"
    assert set(senders.acknowledged) <= set(kept), "acknowledged and lost"
    assert max(kept.values()) == 1, "doubled"


@pytest.mark.parametrize("seed", [SEED])
def test_a_worker_killed_mid_read_reads_each_sheet_once(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311  # when to kill; no secret
    run(tmp_path, "tests.rooms.count.a_house", "0", "3")
    before = len(logged(tmp_path))
    for _ in range(KILLS):
        worker = start(tmp_path, "worker", "--once")
        time.sleep(chance.uniform(1.0, 5.0))
        kill(worker)
    run(tmp_path, "omah", "worker", "--once")
    said = logged(tmp_path)
    read = Counter(s.text("station") for s in said if s.type == "reading.made")
    looked_at = Counter(
        s.text("original_sha256") for s in said[before:] if s.type == "sheet.captured"
    )
    assert sorted(read.values()) == [1, 1, 1]
    assert sorted(looked_at.values()) == [1] * 9
    assert verify(Folder(tmp_path / "public")).ok
