"""The log folder: readable after a kill at any step, never behind its ledger."""

import itertools
import shutil

import pytest
from tests.elections import FIGURES, Election, key_of_log, open_ledger, open_log

from omah.adapters.files import Disk, Folder, UnsafeFileError, safe_name
from omah.adapters.log import Log, LogForkError, Sequencer
from omah.core.log.tree import edge_of, leaf_hash
from omah.formats.note import open_note, parse_checkpoint
from omah.site.verify_log import LogReading, log_files, read_log

ENTRIES = [f"entry {number}".encode() for number in range(700)]


class KilledError(BaseException):
    """The process dies here."""


class DyingDisk(Disk):
    """A disk whose user is killed at one step; a file then holds a part of it."""

    def __init__(self, steps: int, share: float) -> None:
        self.steps = steps
        self.share = share

    def step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise KilledError

    def write(self, path, content):
        try:
            self.step()
        except KilledError:
            path.write_bytes(content[: int(len(content) * self.share)])
            raise
        path.write_bytes(content)

    def rename(self, source, target):
        self.step()
        super().rename(source, target)

    def make_folder(self, path):
        self.step()
        super().make_folder(path)

    def sync_folder(self, path):
        self.step()


def write_until_killed(path, entries, steps, share) -> bool:
    """Append entries; return whether the writer survived."""
    try:
        Log(Folder(path, DyingDisk(steps, share)), key_of_log()).append(entries)
    except KilledError:
        return False
    return True


def size_on_disk(path) -> int:
    data = Folder(path).get("checkpoint", 10_000)
    return parse_checkpoint(open_note(data, [key_of_log().public])).size


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_a_kill_at_any_step_leaves_a_log_that_reads_and_goes_on(tmp_path, share):
    before, whole = tmp_path / "before", tmp_path / "whole"
    open_log(before).append(ENTRIES[:250])
    open_log(whole).append(ENTRIES)
    for steps in itertools.count():
        path = tmp_path / "killed"
        shutil.copytree(before, path)
        survived = write_until_killed(path, ENTRIES[250:], steps, share)
        log = open_log(path)
        assert log.size in {250, 700}
        assert log.root == edge_of(map(leaf_hash, ENTRIES[: log.size])).root()
        log.append(ENTRIES[log.size :])
        for name in log_files(700):
            assert (path / name).read_bytes() == (whole / name).read_bytes(), name
        assert (path / "checkpoint").read_bytes() == (whole / "checkpoint").read_bytes()
        shutil.rmtree(path)
        if survived:
            break
    assert steps > 30


@pytest.mark.parametrize("batch", [1, 7, 255, 256, 257, 700])
def test_batches_of_any_size_make_the_same_log(tmp_path, batch):
    log = open_log(tmp_path)
    for start in range(0, len(ENTRIES), batch):
        log.append(ENTRIES[start : start + batch])
        assert size_on_disk(tmp_path) == log.size
    assert open_log(tmp_path).root == edge_of(map(leaf_hash, ENTRIES)).root()


def test_a_log_opened_again_goes_on_where_it_was(tmp_path):
    for start in range(0, 600, 100):
        open_log(tmp_path).append(ENTRIES[start : start + 100])
    assert open_log(tmp_path).root == edge_of(map(leaf_hash, ENTRIES[:600])).root()


def test_a_log_whose_tiles_were_changed_is_not_opened(tmp_path):
    open_log(tmp_path).append(ENTRIES[:10])
    tile = tmp_path / "tile/0/000.p/10"
    tile.write_bytes(bytes(320))
    with pytest.raises(LogForkError, match="tiles"):
        open_log(tmp_path)


def test_old_unfinished_tiles_may_stay_but_only_as_they_were(tmp_path):
    public = tmp_path / "public"
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    election = Election()
    sequencer = Sequencer(ledger, open_log(public / "log"))
    for said in election.said:
        ledger.append(said)
        sequencer.run()
    assert read_log(Folder(public), key_of_log().public).mismatches == []
    (public / "log/tile/0/000.p/3").write_bytes(bytes(96))
    assert wrong(read_log(Folder(public), None)) == ["tile/0/000.p/3"]


def wrong(reading: LogReading) -> list[str]:
    return [found.where for found in reading.mismatches]


def test_the_sequencer_refuses_a_ledger_behind_the_published_log(tmp_path):
    election = Election()
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    ledger.append(*election.said)
    backup = open_ledger(tmp_path / "backup.sqlite")
    backup.append(*election.said[:5])
    Sequencer(ledger, open_log(tmp_path / "log")).run()
    with pytest.raises(LogForkError, match="a backup was restored"):
        Sequencer(backup, open_log(tmp_path / "log"))


def test_the_sequencer_refuses_a_ledger_that_went_another_way(tmp_path):
    one, other = Election(), Election()
    one.reads(FIGURES)
    other.enters("kpps-1", FIGURES)
    other.captures()
    for name, election in (("one", one), ("other", other)):
        open_ledger(tmp_path / name).append(*election.said)
    Sequencer(open_ledger(tmp_path / "one"), open_log(tmp_path / "log")).run()
    with pytest.raises(LogForkError, match="does not begin"):
        Sequencer(open_ledger(tmp_path / "other"), open_log(tmp_path / "log"))


@pytest.mark.parametrize(
    "name",
    ["../secret", "/etc/passwd", "a/../b", "a//b", "", ".", "a\\b", "a\0b", "a/"],
)
def test_a_name_that_leaves_its_folder_is_refused(name):
    with pytest.raises(UnsafeFileError):
        safe_name(name)


def test_links_and_giants_are_not_read(tmp_path):
    folder = Folder(tmp_path)
    folder.put("real/file", b"0123456789")
    (tmp_path / "link").symlink_to("real/file")
    (tmp_path / "linked").symlink_to("real")
    assert folder.get("real/file", 10) == b"0123456789"
    assert sorted(folder.names()) == ["link", "linked", "real/file"]
    for name, limit in (("link", 10), ("linked/file", 10), ("real/file", 9)):
        with pytest.raises(UnsafeFileError):
            folder.get(name, limit)
    with pytest.raises(UnsafeFileError):
        folder.get("real", 10)
