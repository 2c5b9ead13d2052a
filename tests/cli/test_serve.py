"""``omah serve``: says where, and refuses what is not a published folder."""

from omah.adapters.static_server import make_server
from omah.cli.main import main


def test_a_folder_without_pages_is_a_clear_error(tmp_path, capsys):
    assert main(["serve", str(tmp_path)]) == 2
    assert "not a published folder" in capsys.readouterr().err


def test_a_taken_port_is_a_clear_error(tmp_path, capsys):
    (tmp_path / "index.html").write_text("hasil")
    with make_server(tmp_path, "127.0.0.1", 0) as server:
        taken = str(server.server_port)
        assert main(["serve", str(tmp_path), "--port", taken]) == 2
    assert "--port 0" in capsys.readouterr().err


def test_it_says_the_address_and_stops_when_told(tmp_path, capsys, monkeypatch):
    (tmp_path / "index.html").write_text("hasil")

    def stop(_self):
        raise KeyboardInterrupt

    monkeypatch.setattr("http.server.ThreadingHTTPServer.serve_forever", stop)
    assert main(["serve", str(tmp_path), "--port", "0"]) == 0
    assert capsys.readouterr().out.startswith("http://127.0.0.1:")
