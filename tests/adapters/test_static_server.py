"""The small web server: reads what is published, and nothing else."""

import gzip
import http.client
import threading

import pytest

from omah.adapters.static_server import file_of, make_server


@pytest.fixture
def served(tmp_path):
    """A served folder beside a secret, and a function that asks it."""
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    (site / "index.html").write_text("<p>hasil</p>" * 50)
    (site / "en/index.html").write_text("result")
    (site / "tile").write_bytes(b"\x00\x01")
    (site / ".hidden").write_text("no")
    (tmp_path / "secret").write_text("no")
    (site / "link").symlink_to(tmp_path / "secret")
    server = make_server(site, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    yield ask
    server.shutdown()
    server.server_close()


def test_a_page_comes_with_its_type_and_a_strict_policy(served):
    answer, body = served("/")
    assert (answer.status, body[:12]) == (200, b"<p>hasil</p>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_folder_answers_with_its_index(served):
    assert served("/en/")[1] == b"result"


def test_texts_are_packed_for_browsers_that_ask(served):
    answer, body = served("/index.html", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).startswith(b"<p>hasil</p>")
    assert served("/tile", **{"Accept-Encoding": "gzip"})[1] == b"\x00\x01"


def test_head_has_no_body(served):
    answer, body = served("/index.html", "HEAD")
    assert (answer.status, body) == (200, b"")
    assert answer.headers["Content-Length"] == "600"


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret", "/%2e%2e/secret", "/en/../../secret", "//secret", "/link"),
        *("/.hidden", "/en", "/nothing", "/index.html/", "/%00", "/..%5csecret"),
    ],
)
def test_nothing_else_can_be_read(served, path):
    answer, body = served(path)
    assert answer.status == 404
    assert body != b"no"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_only_reads(served, method):
    assert served("/index.html", method)[0].status == 501


def test_unfinished_files_are_not_published():
    assert file_of("/a.html.unfinished") is None
    assert file_of("/a.html?x=1") == "a.html"
