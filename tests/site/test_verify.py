"""Verify: an untouched publication agrees; whatever is changed is noticed."""

import json
import random
import re
import shutil
from pathlib import Path

import pytest
from tests.elections import (
    DEFINITIONS,
    FIGURES,
    PHOTO,
    POSTS,
    STATION,
    Election,
    key_of_log,
    office_key,
    publish,
    seal_again,
    sha_of,
)

from omah.adapters.files import Folder
from omah.cli.main import main
from omah.site.verify import verify

PAGE = "hasil/wali-kota/3517092003.html"


def counted() -> Election:
    """One station accepted and corrected, one unconfirmed, one rejected."""
    election = Election()
    photo = election.captures()
    election.reads(FIGURES, captures=[photo.id])
    election.enters("kpps-1", FIGURES)
    election.corrects({"votes.1": [41, 40], "votes.2": [7, 8]})
    election.reads(FIGURES, station="3517092003002")
    election.captures(reason="blank", station=STATION, page=2)
    return election


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> tuple[Election, Path]:
    """A release that no test changes."""
    place = tmp_path_factory.mktemp("release")
    election = counted()
    publish(election, place)
    return election, place


@pytest.fixture
def copy(released, tmp_path) -> tuple[Election, Path]:
    """The same release, to be changed."""
    election, place = released
    shutil.copytree(place, tmp_path / "copy")
    return election, tmp_path / "copy"


def test_an_untouched_publication_agrees_and_is_trusted_with_the_key(released):
    verdict = verify(Folder(released[1] / "public"), key_of_log().public)
    assert verdict.mismatches == ()
    assert (verdict.ok, verdict.trusted) == (True, True)
    assert verdict.pages > 20
    assert verdict.entries == len(released[0].said) + 1


def test_without_a_key_it_is_consistent_but_not_trusted(released):
    verdict = verify(Folder(released[1] / "public"))
    assert (verdict.ok, verdict.trusted) == (True, False)


def test_another_key_than_the_log_s_is_not_trusted(released):
    from omah.formats.note import note_key

    other = note_key("omah.example/lain", office_key(9))
    verdict = verify(Folder(released[1] / "public"), other)
    assert (verdict.ok, verdict.trusted) == (False, False)


def test_a_changed_byte_in_any_file_is_noticed(copy):
    public = copy[1] / "public"
    chance = random.Random(2027)  # noqa: S311  # a repeatable choice of places
    for name in list(Folder(public).names()):
        path = public / name
        before = path.read_bytes()
        place = chance.randrange(len(before))
        flipped = bytearray(before)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert not verify(Folder(public)).ok, (name, place)
        path.write_bytes(before)


def test_a_changed_byte_anywhere_in_the_log_is_noticed(copy):
    public = copy[1] / "public"
    chance = random.Random(7)  # noqa: S311  # a repeatable choice of places
    for name in [n for n in Folder(public).names() if n.startswith("log/")]:
        path = public / name
        before = path.read_bytes()
        for place in chance.sample(range(len(before)), 6):
            flipped = bytearray(before)
            flipped[place] ^= 1 << chance.randrange(8)
            path.write_bytes(flipped)
            assert not verify(Folder(public)).ok, (name, place)
        path.write_bytes(before)


def test_a_missing_file_is_noticed(copy):
    public = copy[1] / "public"
    for name in list(Folder(public).names())[::3]:
        content = (public / name).read_bytes()
        (public / name).unlink()
        assert not verify(Folder(public)).ok, name
        (public / name).write_bytes(content)


@pytest.mark.parametrize(
    "name", ["more.html", "log/more", "lists/more.txt", "log/tile/0/000.p/1"]
)
def test_an_added_file_is_noticed(copy, name):
    path = copy[1] / "public" / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(b"x")
    assert not verify(Folder(copy[1] / "public")).ok


def test_a_publisher_who_seals_honestly_twice_is_believed(copy):
    seal_again(*copy)
    assert verify(Folder(copy[1] / "public")).mismatches == ()


HIDDEN = '<p hidden><data value="40" data-f="wali-kota/3517/votes.1/accepted">40'


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PAGE, r'value="40"', 'value="41"'),  # a figure, as machines read it
        (PAGE, r'(value="40"[^>]*>)40<', r"\g<1>44<"),  # and as people see it
        (PAGE, r'(value="40".*?>)40</data>', r"\g<1></data>"),
        (PAGE, r"<data (.*?)</data>", ""),  # one left out
        (PAGE, "<main", f"{HIDDEN}</data></p><main"),  # shown to us alone
        (PAGE, "<main", "<!-- --><main"),
        (PAGE, "<main", "<template></template><main"),
        (PAGE, "<main", "<script>document.write(99)</script><main"),
        (PAGE, "<main", '<p title="<data>"></p><main'),
        (PAGE, "<main", '<data value="1">1</data><main'),
        (PAGE, r'data-f="[^"]*"', 'data-f="x/y/z"'),
        (PAGE, r"reading\.0", "reading.-1"),
        ("index.html", r'(data-f="wali-kota/3517/votes.1)/acc', r"\g<1>/unc"),
        ("data/wali-kota/sheets.csv", "3517092003001,corrected", f"{STATION},accepted"),
        ("data/wali-kota/totals-kabkota.csv", "KOTA,3", "KOTA,4"),
        ("data/wali-kota/lembar/3517092003.json", '"votes.1":40', '"votes.1":41'),
        ("definitions/regions.tsv", "KECAMATAN", "KECAMATEN"),
        ("definitions/rules.toml", "#", "##"),
    ],
)
def test_a_changed_figure_under_new_lists_and_a_new_seal_is_noticed(
    copy, name, old, new
):
    path = copy[1] / "public" / name
    before = path.read_text()
    after = re.sub(old, new, before, count=0 if new == "" else 1, flags=re.DOTALL)
    assert after != before
    path.write_text(after)
    seal_again(*copy)
    verdict = verify(Folder(copy[1] / "public"), key_of_log().public)
    assert {found.step for found in verdict.mismatches} == {"meaning"}


def test_a_data_file_that_the_statements_do_not_make_is_noticed(copy):
    (copy[1] / "public/data/wali-kota/extra.csv").write_text("votes\n1\n")
    seal_again(*copy)
    (found,) = verify(Folder(copy[1] / "public")).mismatches
    assert found.what == "the statements make no such file"


def test_a_photo_that_no_statement_shows_is_noticed(copy):
    photo = copy[1] / f"public/photos/00/{'0' * 64}.jpg"
    photo.parent.mkdir()
    photo.write_bytes(b"a rejected photograph")
    seal_again(*copy)
    (found,) = verify(Folder(copy[1] / "public")).mismatches
    assert found.what == "no statement shows this photo"


def test_a_withdrawn_photo_is_not_published_and_is_noticed_if_it_comes_back(tmp_path):
    election = counted()
    election.says(
        "penerbit", "content.withdrawn", sha256=sha_of(PHOTO), reason="data-pribadi"
    )
    public = publish(election, tmp_path)
    assert verify(Folder(public)).mismatches == ()
    photo = public / f"photos/{sha_of(PHOTO)[:2]}/{sha_of(PHOTO)}.jpg"
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_bytes(PHOTO)
    seal_again(election, tmp_path)
    assert "no statement shows" in verify(Folder(public)).mismatches[0].what


def test_definitions_that_are_not_published_are_missed(copy):
    for name in DEFINITIONS:
        (copy[1] / "public/definitions" / name).unlink()
    seal_again(*copy)
    assert "not published" in verify(Folder(copy[1] / "public")).mismatches[0].what


def test_a_log_that_grew_agrees_with_the_checkpoint_of_an_earlier_visit(copy):
    before = (copy[1] / "public/log/checkpoint").read_bytes()
    seal_again(*copy)
    assert verify(Folder(copy[1] / "public"), since=before).ok


def test_a_log_that_was_rewritten_betrays_itself_to_an_earlier_visitor(
    released, tmp_path
):
    before = (released[1] / "public/log/checkpoint").read_bytes()
    other = counted()
    other.said.pop()
    other.reads(FIGURES, station="3517092003003")
    public = publish(other, tmp_path)
    assert verify(Folder(public)).ok
    verdict = verify(Folder(public), since=before)
    assert "changed what it said" in verdict.mismatches[0].what


def test_a_log_that_shrank_betrays_itself_to_an_earlier_visitor(copy, released):
    seal_again(*copy)
    later = (copy[1] / "public/log/checkpoint").read_bytes()
    verdict = verify(Folder(released[1] / "public"), since=later)
    assert "shorter" in verdict.mismatches[0].what


def test_the_command_speaks_json_and_exits_one_on_a_mismatch(copy, capsys):
    public, key = copy[1] / "public", key_of_log().public.text
    assert main(["verify", str(public), "--key", key, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said.pop("entries") == len(copy[0].said) + 1
    assert said.pop("pages") > 20
    assert said == {"ok": True, "trusted": True, "mismatches": []}
    (public / "index.html").write_bytes(b"<!doctype html>")
    assert main(["verify", str(public), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["mismatches"][0]
    assert (found["step"], found["where"]) == ("bytes", "index.html")


def test_the_command_tells_people_what_it_found(copy, capsys):
    public, key = str(copy[1] / "public"), key_of_log().public.text
    assert main(["verify", public]) == 0
    assert "--key" in capsys.readouterr().out
    assert main(["verify", public, "--key", key]) == 0
    assert "from the log you know" in capsys.readouterr().out
    shutil.rmtree(copy[1] / "public/data")
    assert main(["verify", public]) == 1
    assert "DOES NOT AGREE" in capsys.readouterr().out


def test_what_a_revoked_key_said_is_told_but_is_no_mismatch(tmp_path, capsys):
    election = counted()
    machine = POSTS["mesin"][2].key
    election.root_says("key.revoked", revoked=machine, from_index=0, reason="curi")
    public = str(publish(election, tmp_path))
    assert main(["verify", public, "--json"]) == 0
    doubted, verdict = map(json.loads, capsys.readouterr().out.splitlines())
    assert len(doubted["doubted"]) == 2
    assert verdict["ok"]
    assert main(["verify", public]) == 0
    assert "doubted: 2" in capsys.readouterr().out


def test_wrong_use_exits_two_with_a_sentence(copy, tmp_path, capsys):
    public = str(copy[1] / "public")
    for words in (
        ["verify", str(tmp_path / "nowhere")],
        ["verify", public, "--key", "not a key"],
        ["verify", public, "--since", str(tmp_path / "nowhere")],
    ):
        assert main(words) == 2
        assert capsys.readouterr().err.count("\n") == 1
