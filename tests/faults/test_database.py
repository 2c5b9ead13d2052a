"""The database is killed, locked, moved away, or out of room: nothing is lost."""

import shutil
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager

import psycopg
import pytest
from tests.conftest import skip_or_fail

from omah.cli.bench.invented import invent
from omah.cli.bench.line import Line, submission
from omah.cli.bench.processes import House, new_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
JSON = {"Content-Type": "application/json"}
PATIENCE_S = 2


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory):
    """A disk of 12 MB of our own, or a folder where we may not mount one."""
    folder = tmp_path_factory.mktemp("disk")
    words = ["-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    is_mounted = subprocess.run(["mount", *words], capture_output=True).returncode == 0
    yield folder, is_mounted
    if is_mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def town(small_disk):
    """A house on the small disk that waits two seconds for a lock, not twenty."""
    house = House(small_disk[0], OMAH_PATIENCE_S=str(PATIENCE_S))
    try:
        yield begun(house)
    finally:
        house.kill()


@pytest.fixture(scope="module")
def postgres_town(postgres):
    with new_house(postgres.new_database("town")) as house:
        yield begun(house)


def begun(house):
    house.letters = invent(house.election, villages=4, stations=9).entries()
    house.move_in()
    house.start()
    return house


def hand_in(house, phone, *said):
    """Hand statements in on a line of their own; return status and answer."""
    with closing(Line(house.port)) as line:
        body = submission(said)
        return line.call(phone, "POST", "/api/v1/statements", body, JSON)


def receipt(answer):
    return answer[1]["answers"][0]["receipt"]


def assert_once(house, *said):
    ids = [row.id for row in house.rows()]
    assert [ids.count(one.id) for one in said] == [1] * len(said)


def test_a_database_that_is_killed_is_named_and_nothing_promised_is_lost(
    postgres, postgres_town
):
    house = postgres_town
    (phone, first), (other, second) = next(house.letters), next(house.letters)
    kept = receipt(hand_in(house, phone, first))
    assert kept
    postgres.kill()
    status, told = hand_in(house, other, second)
    assert (status, told["refused"]["code"]) == (503, "no-database")
    postgres.start()
    assert receipt(hand_in(house, phone, first)) == kept
    assert receipt(hand_in(house, other, second))
    assert_once(house, first, second)


def test_a_lock_that_outlasts_the_house_s_patience_is_told(town):
    (phone, first), (other, second) = next(town.letters), next(town.letters)
    kept = receipt(hand_in(town, phone, first))
    path = town.folder / "omah.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as locker:
        locker.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        status, told = hand_in(town, other, second)
        assert (status, told["refused"]["code"]) == (503, "no-database")
        assert told["refused"]["retry"]
        assert time.monotonic() - began >= PATIENCE_S
        locker.execute("ROLLBACK")
    assert receipt(hand_in(town, phone, first)) == kept
    assert receipt(hand_in(town, other, second))
    assert_once(town, first, second)


def test_a_database_file_that_was_moved_away_is_not_written_to(town):
    """An open file can be written to after it is gone: that would be lost."""
    (phone, first), (other, second) = next(town.letters), next(town.letters)
    kept = receipt(hand_in(town, phone, first))
    path, away = town.folder / "omah.sqlite3", town.folder / "away"
    path.rename(away)
    for _ in range(3):
        status, told = hand_in(town, other, second)
        assert (status, told["refused"]["code"]) == (503, "no-database")
    path.write_bytes(b"")  # another file in its place is no better
    status, told = hand_in(town, other, second)
    assert (status, told["refused"]["code"]) == (503, "no-database")
    away.rename(path)
    assert until_taken(town, phone, first) == kept
    assert until_taken(town, other, second)
    assert_once(town, first, second)


def until_taken(house, phone, said):
    """Send until it is taken: each thread notices for itself that its file is back."""
    for _ in range(50):
        status, told = hand_in(house, phone, said)
        if status == 200:
            return receipt((status, told))
    pytest.fail(f"never taken: {told}")


def test_a_disk_that_is_full_takes_no_statement_and_loses_none(town, small_disk):
    folder, is_mounted = small_disk
    if not is_mounted:
        skip_or_fail("mount", "this machine does not let us mount a small disk")
    (phone, first), (other, second) = next(town.letters), next(town.letters)
    kept = receipt(hand_in(town, phone, first))
    fill(folder / "ballast")
    status, told = hand_in(town, other, second)
    assert (status, told["refused"]["code"]) == (503, "disk-full")
    assert told["refused"]["id"].startswith("Penyimpanan server penuh")
    (folder / "ballast").unlink()
    assert receipt(hand_in(town, other, second))
    assert receipt(hand_in(town, phone, first)) == kept
    assert_once(town, first, second)


def fill(ballast) -> None:
    """Write until not one byte more has room."""
    with ballast.open("wb", buffering=0) as file:
        for size in (65_536, 512, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def test_a_device_revoked_elsewhere_is_refused_at_once_and_what_it_said_stands(town):
    (phone, first), (other, second) = next(town.letters), next(town.letters)
    kept = receipt(hand_in(town, phone, first))
    town.inside(
        "from omah.rooms.count.house import house\n"
        "here = house()\n"
        "with here.ledger() as ledger:\n"
        '    ledger.append(here.election.say("root", "key.revoked",'
        f' revoked="{phone.signer.key}", from_index=ledger.size, reason="hilang"))'
    )
    third = next(said for whose, said in town.letters if whose is phone)
    _, told = hand_in(town, phone, third)
    assert told["answers"][0]["refused"]["code"] == "revoked-key"
    assert receipt(hand_in(town, phone, first)) == kept
    assert receipt(hand_in(town, other, second))
    assert_once(town, first, second)
    assert third.id not in {row.id for row in town.rows()}


def test_postgresql_asks_the_disk_before_it_says_commit(
    postgres, postgres_town, tmp_path
):
    """The house answers after COMMIT; PostgreSQL says COMMIT after its log is down."""
    with psycopg.connect(postgres.address) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            (value,) = connection.execute(f"SHOW {name}").fetchone()
            assert value == "on", f"{name} is {value}: a power cut would lose answers"
    house = postgres_town
    phone, said = next(house.letters)
    out = tmp_path / "trace"
    with tracing(postgres.pid, out):
        assert receipt(hand_in(house, phone, said))
    calls = out.read_text(errors="replace").splitlines()
    inserted = next(n for n, call in enumerate(calls) if said.id in call)
    after = calls[inserted:]
    committed = next(n for n, call in enumerate(after) if "COMMIT\\0Z" in call)
    assert any(n < committed for n in log_synced(after))


def log_synced(calls: list[str]):
    """Yield where a flush of PostgreSQL's log has come back from the disk."""
    asked = set()
    for number, call in enumerate(calls):
        pid = call.split()[0]
        if "sync(" in call and "/pg_wal/" in call:
            asked.add(pid)
        if pid in asked and "sync" in call and call.endswith("= 0"):
            asked.remove(pid)
            yield number


@contextmanager
def tracing(pid: int, out):
    """Trace a running PostgreSQL and the processes that it starts meanwhile."""
    strace = shutil.which("strace")
    if strace is None:
        skip_or_fail("strace", "strace is not installed")
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    words = ["-f", "-y", "-s", "65536", "-e", "trace=fsync,fdatasync,recvfrom,sendto"]
    running = [str(pid), *listed.stdout.split()]
    attached = [word for number in running for word in ("-p", number)]
    with subprocess.Popen(
        [strace, *words, *attached, "-o", str(out)], stderr=subprocess.PIPE, text=True
    ) as tracer:
        if "attached" not in tracer.stderr.readline():
            skip_or_fail("strace", "this machine does not let strace trace")
        yield
        tracer.terminate()
