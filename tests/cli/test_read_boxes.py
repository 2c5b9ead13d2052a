"""Single digit boxes are read from files, whatever they are."""

import json

import cv2
import numpy as np

from omah.cli.main import main
from omah.core.figures import Mark
from omah.reading.practice.hand import draw_digit


def test_boxes_are_read_one_line_each(tmp_path, capsys):
    rng = np.random.default_rng(3)
    for mark in "37":
        cv2.imwrite(str(tmp_path / f"{mark}.png"), draw_digit(Mark(mark), rng, 40))
    assert main(["read", "--boxes", "--json", str(tmp_path)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["value"] for line in lines] == [3, 7]
    assert all(0.5 < line["p"] <= 1 and len(line["marks"]) == 16 for line in lines)


def test_what_is_no_picture_is_said_and_told_by_the_exit_code(tmp_path, capsys):
    (tmp_path / "torn.jpg").write_bytes(b"\xff\xd8\xff")
    assert main(["read", "--boxes", str(tmp_path)]) == 1
    assert "not a box" in capsys.readouterr().out
