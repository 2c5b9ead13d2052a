"""The repository as a stranger finds it: no hosts, no machine paths, no secrets."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".toml", ".yml", ".lock", ".html", ".css", ".js", ".typ", ""}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/[\w.]")


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("this copy is not a git checkout")
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_lock_files_name_no_host():
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(), lock.name
        assert "--hash=sha256:" in lock.read_text(), lock.name


def test_no_machine_path_is_tracked():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        if path.suffix in TEXT and path != Path(__file__)
        for match in [MACHINE_PATH.search(path.read_text(errors="ignore"))]
        if match
    ]
    assert found == []


def test_uv_lock_is_not_tracked():
    assert ROOT / "uv.lock" not in tracked_files()


def test_no_private_key_is_tracked():
    marker = "PRIVATE" + " KEY-----"
    offenders = [p for p in tracked_files() if marker.encode() in p.read_bytes()]
    assert offenders == []


def test_source_files_stay_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts
        and (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}
