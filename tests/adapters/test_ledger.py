"""The ledger: nothing acknowledged is lost, nothing is doubled, nothing changed."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.elections import (
    CONTEST,
    FIGURES,
    POSTS,
    STATION,
    Election,
    key_of_log,
    open_ledger,
)

from omah.adapters.keys import load_key, new_log_key, new_person_key, save_key
from omah.core.log.recall import of_key, of_post, of_sheet
from omah.core.log.roll import RefusedError, Why
from omah.core.log.whole_fold import fold
from omah.formats.keys_spki import spki_of, statement_holds
from omah.formats.receipt import Receipt, receipt_holds, receipt_json

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ledger(tmp_path):
    opened = open_ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def test_every_statement_gets_a_signed_receipt(ledger):
    election = Election()
    receipts = ledger.append(*election.said)
    assert [r.statement for r in receipts] == [said.id for said in election.said]
    assert all(receipt_holds(receipt, key_of_log().public) for receipt in receipts)
    first = receipts[0]
    assert receipt_json(first).startswith(b'{"log":"omah.example/uji"')
    for forged in (
        Receipt(first.statement, 1, first.max_merge_delay, first.log, first.sig),
        Receipt(first.statement, first.received_at, 1, first.log, first.sig),
        Receipt(first.statement, first.received_at, 3600, first.log, "AAAA"),
    ):
        assert not receipt_holds(forged, key_of_log().public)


def test_sending_again_stores_nothing_and_gives_the_same_receipt(ledger):
    election = Election()
    first = ledger.append(*election.said)
    assert ledger.append(*election.said) == first
    assert ledger.append(election.said[3]) == [first[3]]
    assert ledger.size == len(election.said)


def test_a_refused_statement_takes_its_whole_batch_with_it(ledger):
    election = Election()
    ledger.append(*election.said)
    good = election.captures()
    bad = election.corrects({"votes.1": [41, 14]})
    with pytest.raises(RefusedError) as refused:
        ledger.append(good, bad)
    assert refused.value.why is Why.NOT_STANDING
    assert ledger.size == len(election.said) - 2
    ledger.append(good)
    assert ledger.size == len(election.said) - 1


def test_two_open_ledgers_see_each_other_s_statements(tmp_path):
    one, two = (open_ledger(tmp_path / "ledger.sqlite") for _ in range(2))
    election = Election()
    one.append(*election.said)
    two.append(election.enters("kpps-1", FIGURES))
    one.append(election.enters("kpps-2", FIGURES))
    two.append(election.corrects({"votes.1": [41, 40]}))
    assert one.record() == two.record()
    assert list(one.entries(0)) == list(two.entries(0))
    assert list(one.entries(3, 5)) == list(one.entries(0))[3:5]


def test_what_many_statements_need_is_asked_for_once(tmp_path, monkeypatch):
    election = Election()
    before = open_ledger(tmp_path / "ledger.sqlite")
    before.append(*election.said)
    before.close()
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    ledger.fold()
    asked = []
    of = ledger._rows.of
    monkeypatch.setattr(
        ledger._rows,
        "of",
        lambda some, stop: asked.append(list(some)) or of(some, stop),
    )
    posts = ("kpps-1", "kpps-2", "kpps-3")
    answers = ledger.admit([election.enters(post, FIGURES) for post in posts])
    assert all(isinstance(answer, Receipt) for answer in answers)
    keys = sorted(of_key(POSTS[post][2].key) for post in posts)
    assert asked[0] == [*keys, of_sheet(CONTEST, STATION)]
    assert asked[1:] == [[of_post(post)] for post in posts]
    ledger.close()


def test_the_record_of_the_ledger_is_the_fold_of_its_statements(ledger):
    election = Election()
    election.enters("kpps-1", FIGURES)
    ledger.append(*election.said)
    replayed = fold(ledger.statements(), statement_holds)
    assert replayed.record() == ledger.record()
    assert (CONTEST, STATION) in replayed.record().sheets


@pytest.mark.parametrize(
    "change", ["UPDATE statement SET received_at = 0", "DELETE FROM statement"]
)
def test_the_database_itself_refuses_to_change_or_delete(ledger, tmp_path, change):
    ledger.append(*Election().said)
    with (
        sqlite3.connect(tmp_path / "ledger.sqlite") as other,
        pytest.raises(sqlite3.IntegrityError, match="never"),
    ):
        other.execute(change)
    other.close()


SENDER = """
import sys
from pathlib import Path
from tests.elections import Election, open_ledger
ledger, election = open_ledger(Path(sys.argv[1])), Election()
ledger.append(*election.said)
while True:
    (receipt,) = ledger.append(election.captures())
    print(receipt.statement, flush=True)
"""


@pytest.mark.parametrize("receipts", [1, 5, 30])
def test_a_killed_server_has_lost_nothing_that_it_acknowledged(tmp_path, receipts):
    path = tmp_path / "ledger.sqlite"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    words = [sys.executable, "-c", SENDER, str(path)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env=environment
    ) as sender:
        told = [sender.stdout.readline().strip() for _ in range(receipts)]
        sender.send_signal(signal.SIGKILL)
        told += sender.stdout.read().split("\n")[:-1]
    ledger = open_ledger(path)
    kept = [said.id for said in ledger.statements()]
    ledger.close()
    assert told[0]
    assert set(told) <= set(kept)
    assert len(set(kept)) == len(kept)


def test_a_key_file_is_for_its_owner_alone_and_is_never_overwritten(tmp_path):
    for private in (new_person_key().private, new_log_key()):
        path = tmp_path / f"{type(private).__name__}.pem"
        save_key(path, private)
        assert path.stat().st_mode & 0o777 == 0o600
        assert spki_of(load_key(path)) == spki_of(private)
        with pytest.raises(FileExistsError):
            save_key(path, private)
        path.chmod(0o644)
        with pytest.raises(PermissionError):
            load_key(path)


def test_a_signer_does_not_show_its_key():
    assert repr(new_person_key()) == "Signer()"
