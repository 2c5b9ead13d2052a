"""Verify: an untouched publication agrees; any changed byte is noticed."""

import json
import random
import shutil
from pathlib import Path

import pytest
from tests.elections import FIGURES, Election, key_of_log, publish

from omah.adapters.files import Folder
from omah.cli.main import main
from omah.site.verify import verify

FILES = {
    "index.html": b"<!doctype html><title>Uji</title>",
    "assets/omah.css": b"body{}",
}


@pytest.fixture
def public(tmp_path: Path) -> Path:
    election = Election()
    election.captures()
    election.reads(FIGURES)
    election.enters("kpps-1", FIGURES)
    return publish(election, tmp_path, FILES)


def test_an_untouched_publication_agrees_and_is_trusted_with_the_key(public):
    verdict = verify(Folder(public), key_of_log().public)
    assert verdict.mismatches == ()
    assert (verdict.ok, verdict.trusted, verdict.pages) == (True, True, 1)


def test_without_a_key_it_is_consistent_but_not_trusted(public):
    verdict = verify(Folder(public))
    assert (verdict.ok, verdict.trusted) == (True, False)


def test_every_file_is_noticed_when_a_byte_of_it_changes(public):
    chance = random.Random(2027)  # noqa: S311  # a repeatable choice
    for name in list(Folder(public).names()):
        path = public / name
        before = path.read_bytes()
        for _ in range(8):
            place = chance.randrange(len(before))
            flipped = bytearray(before)
            flipped[place] ^= 1 << chance.randrange(8)
            path.write_bytes(flipped)
            assert not verify(Folder(public)).ok, (name, place)
        path.write_bytes(before)
    assert verify(Folder(public)).ok


def test_every_missing_and_every_added_file_is_noticed(public, tmp_path):
    for name in list(Folder(public).names()):
        copy = tmp_path / "copy"
        shutil.copytree(public, copy)
        (copy / name).unlink()
        assert not verify(Folder(copy)).ok, name
        shutil.rmtree(copy)
    for name in ("more.html", "log/more", "lists/more.txt", "log/tile/0/000.p/1"):
        path = public / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(b"x")
        assert not verify(Folder(public)).ok, name
        path.unlink()


def test_the_command_speaks_json_and_exits_one_on_a_mismatch(public, capsys):
    key = key_of_log().public.text
    assert main(["verify", str(public), "--key", key, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "ok": True,
        "trusted": True,
        "entries": 22,
        "pages": 1,
        "mismatches": [],
    }
    (public / "index.html").write_bytes(b"<!doctype html><title>Uju</title>")
    assert main(["verify", str(public), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["mismatches"]
    assert (found["step"], found["where"]) == ("bytes", "index.html")
