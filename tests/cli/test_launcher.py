"""The launcher explains itself on a machine that lacks something."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "omah"


def test_it_is_plain_enough_for_an_old_python_to_read():
    text = LAUNCHER.read_text()
    compile(text, "omah", "exec")
    assert "f'" not in text
    assert 'f"' not in text
    assert ":=" not in text


def test_an_old_python_is_told_what_to_do(tmp_path):
    script = (
        "import sys, runpy; sys.version_info = (3, 8, 1); sys.argv = ['omah', 'help'];"
        f"runpy.run_path({str(LAUNCHER)!r}, run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert "Omah needs Python 3.11 or newer" in told.stderr
    assert "Nothing was changed" in told.stderr


def test_without_network_it_says_what_happened_and_what_to_do(tmp_path):
    environment = {
        **os.environ,
        "OMAH_VENV": str(tmp_path / "venv"),
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_FIND_LINKS": str(tmp_path),
        "UV_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
    }
    told = subprocess.run(
        [sys.executable, str(LAUNCHER), "help"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert "could not be installed" in told.stderr
    assert "Check the network" in told.stderr


def test_warm_start_adds_less_than_half_a_second():
    """The launcher's own part: its run less the bare module's run, best of five."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    def best(words: list[str]) -> float:
        times = []
        for _ in range(5):
            started = time.perf_counter()
            subprocess.run(words, env=environment, capture_output=True, check=True)
            times.append(time.perf_counter() - started)
        return min(times)

    through = best([sys.executable, str(LAUNCHER), "--version"])
    bare = best([sys.executable, "-m", "omah", "--version"])
    assert through - bare < 0.5
