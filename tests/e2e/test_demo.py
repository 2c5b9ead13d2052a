"""The main job as a stranger runs it: demo, verify, tamper, verify again."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from omah.adapters.files import Folder
from omah.adapters.intake import sha256_of
from omah.adapters.keys import new_log_key
from omah.adapters.log import log_key
from omah.site.lists import is_listed, write_lists

ROOT = Path(__file__).resolve().parents[2]
STATIONS = 12

pytestmark = pytest.mark.slow


def omah(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "OMAH_DATA_DIR": str(data),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "omah", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> tuple[Path, Path, str]:
    """A published town, the data folder beside it, and the log's key."""
    folder = tmp_path_factory.mktemp("town")
    out, data = folder / "public", folder / "data"
    words = ("demo", "--no-serve", "--dir", str(out), "--stations", str(STATIONS))
    done = omah(*words, data=data)
    assert done.returncode == 0, done.stderr
    key = done.stdout.rsplit("--key ", 1)[1].strip()
    return out, data, key


def verdict(out: Path, data: Path, *words: str) -> dict[str, object]:
    done = omah("verify", str(out), "--json", *words, data=data)
    return json.loads(done.stdout.splitlines()[-1])


def test_what_the_demo_publishes_verifies_and_is_trusted_with_its_key(town):
    out, data, key = town
    found = verdict(out, data, "--key", key)
    assert found["ok"] is True, found["mismatches"]
    assert found["trusted"] is True
    assert found["pages"] > STATIONS


def test_without_a_key_it_is_consistent_but_not_trusted(town):
    out, data, _ = town
    found = verdict(out, data)
    assert (found["ok"], found["trusted"]) == (True, False)


def test_another_logs_key_is_refused(town):
    out, data, key = town
    other = log_key(key.split("+")[0], new_log_key()).public.text
    found = verdict(out, data, "--key", other)
    assert (found["ok"], found["trusted"]) == (False, False)


def test_a_changed_figure_is_found_even_with_new_hash_lists(town, tmp_path):
    out, data, key = town
    forged = tmp_path / "forged"
    shutil.copytree(out, forged)
    page = next(
        path
        for path in sorted(forged.glob("hasil/**/*.html"))
        if "/votes.1/" in path.read_text()
    )
    text = page.read_text()
    start = text.index('<data value="', text.index("/votes.1/") - 200)
    value = text[start + 13 : text.index('"', start + 13)]
    page.write_text(text.replace(f'value="{value}"', 'value="999"', 1))
    folder = Folder(forged)
    hashes = {
        name: sha256_of(forged / name) for name in folder.names() if is_listed(name)
    }
    write_lists(folder, hashes)
    found = verdict(forged, data, "--key", key)
    assert found["ok"] is False
    kinds = json.dumps(found["mismatches"])
    assert "meaning" in kinds
    assert "bytes" in kinds


def test_the_commands_of_the_count_run_without_django(town, tmp_path):
    """A stand-in for Django that fails on import proves nobody needs it."""
    (tmp_path / "django").mkdir()
    (tmp_path / "django" / "__init__.py").write_text("raise ImportError('not here')")
    out, data, _ = town
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'src'}",
        "OMAH_DATA_DIR": str(data),
    }
    for words in (["verify", str(out)], ["forms", "list"], ["seats", "--help"]):
        done = subprocess.run(
            [sys.executable, "-m", "omah", *words],
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr)
