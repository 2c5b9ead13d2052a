"""What a demo refuses before it does anything."""

import socket

import pytest

from omah.cli import demo, demo_house, main


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("OMAH_DATA_DIR", str(tmp_path))
    return tmp_path


def test_a_second_demo_leaves_the_first_alone(data, capsys, monkeypatch):
    monkeypatch.setattr(demo, "show_town", lambda args: pytest.fail("it began"))
    with demo_house.only_demo():
        assert main.main(["demo", "--port", "0"]) == main.USAGE
    said = capsys.readouterr().err
    assert f"another demo runs in {data}" in said
    assert "OMAH_DATA_DIR=" in said


def test_a_demo_begins_once_the_first_has_ended(data, monkeypatch):
    monkeypatch.setattr(demo, "show_town", lambda args: main.OK)
    with demo_house.only_demo():
        pass
    assert main.main(["demo", "--no-serve"]) == main.OK


def test_a_taken_port_is_said_before_two_minutes_of_counting(data, capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main.main(["demo", "--port", str(port)]) == main.USAGE
    assert f"port {port} already" in capsys.readouterr().err
    assert not (data / "demo").exists()
