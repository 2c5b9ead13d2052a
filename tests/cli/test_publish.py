"""``omah publish``: the folder and the private half are enough to publish again."""

import json

import pytest
from tests.elections import (
    CONTEST,
    DEFINITION,
    DEFINITIONS,
    FACTS,
    FIELDS,
    FIGURES,
    PHOTO,
    REGISTER,
    SHEET,
    sha,
    sha_of,
)

from omah.adapters.election import OpenedForm, create_election, open_election
from omah.adapters.files import Folder
from omah.cli.main import main
from omah.core.log.statements import figures_json
from omah.site.release import Release
from omah.site.verify import verify

PAGE = f"hasil/{CONTEST}/3517.html"


@pytest.fixture
def counted(tmp_path, monkeypatch):
    """A published folder with one machine reading, and its private half."""
    monkeypatch.setenv("OMAH_DATA_DIR", str(tmp_path / "data"))
    elections = tmp_path / "data" / "elections"
    elections.mkdir(parents=True)
    begun = create_election(
        elections / "new",
        name="uji-2027",
        forms=[OpenedForm(FACTS, DEFINITION.encode(), FIELDS)],
        registers={"regions.tsv": DEFINITIONS["regions.tsv"]},
        rules={"rules.toml": DEFINITIONS["rules.toml"]},
    )
    begun.ledger.close()
    private = elections / begun.root.id[:16]
    (elections / "new").rename(private)
    election = open_election(private)
    capture = election.say(
        "operator",
        "sheet.captured",
        **SHEET,
        page=1,
        original_sha256=sha("original"),
        public_sha256=sha_of(PHOTO),
        reason="",
    )
    election.ledger.append(capture, reading(election))
    out = tmp_path / "out"
    release = Release(
        out, election, [FACTS], REGISTER, DEFINITIONS, lambda _: PHOTO, "KPU Uji"
    )
    release.run()
    election.ledger.close()
    return out, private


def reading(election):
    return election.say(
        "machine",
        "reading.made",
        **SHEET,
        captures=[],
        figures=figures_json(FIGURES),
        ppm=dict.fromkeys(FIGURES, 999_000),
        legible=1,
        model_sha256=sha("model"),
        detail_sha256="",
    )


def entry(election):
    return election.say(
        "operator",
        "entry.made",
        **SHEET,
        post="operator",
        figures=figures_json(FIGURES),
        blind=1,
    )


def test_a_later_entry_is_published_and_the_folder_still_agrees(counted, capsys):
    out, private = counted
    mark = f'data-f="{CONTEST}/3517/votes.1/accepted">41<'
    assert mark not in (out / PAGE).read_text()
    election = open_election(private)
    election.ledger.append(entry(election))
    election.ledger.close()
    assert main(["publish", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] > 0
    page = (out / PAGE).read_text()
    assert mark in page
    assert "KPU Uji" in page
    assert verify(Folder(out)).mismatches == ()


def test_publishing_again_without_news_changes_no_page(counted, capsys):
    out, _ = counted
    assert main(["publish", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 0
    assert verify(Folder(out)).mismatches == ()


def test_a_folder_without_a_count_is_a_clear_error(tmp_path, capsys):
    assert main(["publish", "--out", str(tmp_path)]) == 2
    assert "holds no count" in capsys.readouterr().err


def test_a_count_begun_elsewhere_is_a_clear_error(
    counted, tmp_path, monkeypatch, capsys
):
    out, _ = counted
    monkeypatch.setenv("OMAH_DATA_DIR", str(tmp_path / "another"))
    assert main(["publish", "--out", str(out)]) == 2
    assert "another machine" in capsys.readouterr().err
