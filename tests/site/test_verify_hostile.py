"""Verify reads from strangers: whatever they serve, it answers and stays bounded."""

import contextlib
import http.server
import threading
import time

import pytest
from tests.elections import FIGURES, Election, key_of_log, publish, sha

from omah.adapters import web_folder
from omah.adapters.files import Folder, UnsafeFileError
from omah.adapters.web_folder import WebFolder, WebFolderError
from omah.cli.main import main
from omah.site.lists import BadListError, parse_list, render_lists
from omah.site.verify import verify


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    election = Election()
    election.reads(FIGURES)
    election.enters("kpps-1", FIGURES)
    return publish(election, tmp_path_factory.mktemp("release"))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Tricky(Quiet):
    """Redirects without end, elsewhere, and files without end."""

    def do_GET(self):
        if self.path == "/here":
            self.redirect("/here")
        elif self.path == "/other":
            self.redirect("http://127.0.0.2:1/")
        elif self.path == "/file":
            self.redirect("file:///etc/hostname")
        elif self.path == "/giant":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 2000)
        else:
            self.send_error(404)

    def redirect(self, place):
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()


class Slow(Quiet):
    """Breaks off, drips, and speaks in a terminal's signs."""

    def do_GET(self):
        self.send_response(200)
        if self.path == "/short":
            self.send_header("Content-Length", "1000")
        self.end_headers()
        if self.path != "/drip":
            self.wfile.write(b"\x1b[2J")
            return
        with contextlib.suppress(OSError):
            for _ in range(20):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)


class Speaking(Quiet):
    """Names a reason that clears the screen of whoever prints it."""

    def do_GET(self):
        self.send_error(404, "\x1b[2J gone")


@pytest.fixture
def serve():
    servers = []

    def start(handler):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_an_address_is_verified_like_a_folder(public, serve):
    class Public(Quiet):
        def __init__(self, *words):
            super().__init__(*words, directory=str(public))

    verdict = verify(WebFolder(serve(Public)), key_of_log().public)
    assert verdict.mismatches == ()
    assert verdict.trusted


@pytest.mark.parametrize("name", ["here", "other", "file", "absent"])
def test_what_leads_elsewhere_is_an_error(serve, name):
    with pytest.raises(WebFolderError):
        WebFolder(serve(Tricky)).get(name, 1000)


def test_a_giant_is_read_to_its_limit_only(serve):
    with pytest.raises(UnsafeFileError):
        WebFolder(serve(Tricky)).get("giant", 1000)


def test_a_server_that_drips_does_not_hold_the_verifier(serve, monkeypatch):
    monkeypatch.setattr(web_folder, "TIMEOUT_S", 0.3)
    with pytest.raises(WebFolderError, match="too slow"):
        WebFolder(serve(Slow)).get("drip", 1000)


def test_a_file_that_ends_early_is_an_error(serve):
    with pytest.raises(WebFolderError, match="more expected"):
        WebFolder(serve(Slow)).get("short", 1000)


@pytest.mark.parametrize(
    "address", ["file:///etc", "http://", "https://[bad", "http://a b/", "http://a\n/"]
)
def test_what_is_no_web_address_is_refused(address, capsys):
    with pytest.raises(WebFolderError):
        WebFolder(address)
    assert main(["verify", address]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_what_a_site_says_does_not_steer_the_terminal(serve, capsys):
    assert main(["verify", serve(Speaking)]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_a_missing_file_is_named_without_the_machine_s_own_paths(tmp_path):
    (found, *_) = verify(Folder(tmp_path)).mismatches
    assert found.what == "there is no file log/checkpoint"


def test_a_name_can_not_leave_the_address(serve):
    with pytest.raises(UnsafeFileError):
        WebFolder(serve(Tricky)).get("../secret", 1000)


def test_a_dead_or_empty_place_is_a_mismatch_not_a_crash(tmp_path, serve):
    for source in (Folder(tmp_path), WebFolder(serve(Tricky))):
        verdict = verify(source)
        assert not verdict.ok
        assert verdict.mismatches[0].where == "checkpoint"


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"omah\n9999999999999999\n" + b"A" * 43 + b"=\n\n- x\n"],
)
def test_a_hostile_checkpoint_is_a_mismatch(tmp_path, content):
    Folder(tmp_path).put("log/checkpoint", content)
    assert not verify(Folder(tmp_path)).ok


A, B = sha("a"), sha("b")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        f"{A}  a".encode(),
        f"{A} a\n".encode(),
        f"{A[:-1]}  a\n".encode(),
        f"{A}  b\n{A}  a\n".encode(),
        f"{A}  a\n{B}  a\n".encode(),
        f"{A}  ../a\n".encode(),
        f"{A}  /etc/passwd\n".encode(),
        f"{A}  log/checkpoint\n".encode(),
        f"{A}  lists/site.txt\n".encode(),
        f"{A}  a\r\n".encode(),
        b"\n",
    ],
)
def test_a_list_that_we_would_not_write_is_refused(content):
    with pytest.raises(BadListError):
        parse_list(content)


def test_lists_are_read_back_and_leave_out_log_and_lists():
    hashes = {"index.html": A, "data/b.csv": B, "data/a.csv": A}
    lists = render_lists({**hashes, "log/checkpoint": A, "lists/site.txt": A})
    assert sorted(lists) == ["data", "site"]
    assert {**parse_list(lists["data"]), **parse_list(lists["site"])} == hashes
