"""Our log, checked by Go's transparency log library: another hand, other code."""

import os
import subprocess
from pathlib import Path

import pytest
from tests.elections import key_of_log, open_log

SOURCE = Path(__file__).parent / "go" / "check_log.go"
GOPATH = Path("/usr/share/gocode")
ENTRIES = [f"entry {number}".encode() for number in range(1300)]

pytestmark = pytest.mark.go


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    """The checker, built once; skips where Debian's golang-golang-x-mod-dev is not."""
    if not (GOPATH / "src/golang.org/x/mod").is_dir():
        pytest.skip("golang.org/x/mod is not installed")
    place = tmp_path_factory.mktemp("go")
    environment = {
        **os.environ,
        "GOPATH": str(GOPATH),
        "GO111MODULE": "off",
        "GOFLAGS": "",
        "GOCACHE": str(place / "cache"),
    }
    program = place / "check_log"
    words = ["go", "build", "-o", str(program), str(SOURCE)]
    subprocess.run(words, check=True, env=environment, timeout=200)

    def run(folder, key):
        return subprocess.run(
            [str(program), str(folder), key],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.mark.parametrize("size", [2, 255, 256, 257, 700, 1300])
def test_go_finds_note_tiles_tree_and_proofs_right(check, tmp_path, size):
    log = open_log(tmp_path)
    log.append(ENTRIES[: size // 3])
    log.append(ENTRIES[size // 3 : size])
    done = check(tmp_path, key_of_log().public.text)
    assert (done.stdout.strip(), done.stderr) == (str(size), "")


def test_go_finds_a_changed_entry(check, tmp_path):
    open_log(tmp_path).append(ENTRIES[:300])
    bundle = tmp_path / "tile/entries/000"
    bundle.write_bytes(bundle.read_bytes().replace(b"entry 7", b"entry 8", 1))
    assert check(tmp_path, key_of_log().public.text).returncode == 1
