"""The front door: names, help, wrong words, exit codes."""

import importlib
import subprocess
import sys

import pytest

from omah.cli import arguments, main
from omah.cli.arguments import ARGUMENTS, DAMAGE
from omah.reading import read
from omah.reading.practice.photograph import Level


def test_help_names_every_command(capsys):
    assert main.main(["help"]) == main.OK
    shown = capsys.readouterr().out
    assert all(name in shown for name in main.COMMANDS)


def test_unknown_command_is_wrong_usage_in_one_sentence(capsys):
    assert main.main(["conut"]) == main.USAGE
    said = capsys.readouterr().err
    assert "conut" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", sorted(main.COMMANDS))
def test_every_command_has_its_work_and_its_arguments(name):
    module = importlib.import_module(f"omah.cli.{name}")
    assert callable(module.run)
    assert (name in ARGUMENTS) != hasattr(module, "add_arguments")


def test_what_help_says_of_reading_is_what_reading_does():
    assert list(DAMAGE) == [level.value for level in Level]
    assert arguments.MISREAD_BOUND == read.MISREAD_BOUND


HELP = """
import sys
from omah.cli import main
for name in sorted(set(main.COMMANDS) - {"manage", "test"}):
    try:
        main.main([name, "--help"])
    except SystemExit as left:
        assert left.code == 0, name
print("loaded:", *{name.partition(".")[0] for name in sys.modules})
"""
HEAVY = {"cv2", "django", "duckdb", "numpy", "onnxruntime", "pyarrow"}


def test_help_of_no_command_loads_a_heavy_library():
    done = subprocess.run(
        [sys.executable, "-c", HELP], capture_output=True, text=True, check=True
    )
    shown, _, loaded = done.stdout.rpartition("loaded: ")
    assert "usage: omah read" in shown
    assert "argparse" in loaded
    assert HEAVY.isdisjoint(loaded.split())


def test_usage_error_is_exit_2_with_one_sentence(monkeypatch, capsys):
    def complain(_args):
        raise main.UsageError("the file is not there")

    module = importlib.import_module("omah.cli.dev")
    monkeypatch.setattr(module, "run", complain)
    assert main.main(["dev", "fix"]) == main.USAGE
    assert capsys.readouterr().err == "omah dev: the file is not there\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "a.csv"], "arguments are required: --form"),
        (["recap", "a.csv", "--by", "rt"], "invalid choice: 'rt'"),
        (["seats", "a.csv", "--rules", "dpr-2024", "--nope"], "unrecognized"),
        (["forms", "fill"], "arguments are required"),
        (["read"], "arguments are required: path"),
    ],
)
def test_wrong_words_are_one_sentence(words, says, capsys):
    with pytest.raises(SystemExit) as left:
        main.main(words)
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (main.USAGE, "")
    assert says in said.err
    assert "--help" in said.err
    assert said.err.count("\n") == 1
