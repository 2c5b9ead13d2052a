"""Single digit boxes are read from files, whatever they are."""

import json

import cv2
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from omah.cli.main import main
from omah.core.count.figures import Mark
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


def box(mark: str) -> bytes:
    picture = draw_digit(Mark(mark), np.random.default_rng(3), 40)
    return cv2.imencode(".png", picture)[1].tobytes()


@pytest.mark.parametrize(
    "columns",
    [
        {"label": [3, 0], "jpeg": [box("3"), None]},
        {"label": ["3", ""], "picture": [box("3"), b"torn"]},
        {"image": [{"bytes": box("3"), "path": "a"}, {"bytes": None, "path": ""}]},
    ],
)
def test_a_table_of_boxes_is_read_row_by_row(tmp_path, capsys, columns):
    path = tmp_path / "boxes.PARQUET"
    pq.write_table(pa.table(columns), path)
    assert main(["read", "--boxes", "--json", str(tmp_path)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["file"], line["value"]) for line in lines] == [
        (f"{path}#0", 3),
        (f"{path}#1", None),
    ]


def test_a_table_that_can_t_be_used_stops_no_other(tmp_path, capsys):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 torn")
    pq.write_table(pa.table({"label": [1], "name": ["x"]}), tmp_path / "b.parquet")
    (tmp_path / "c.png").write_bytes(box("7"))
    assert main(["read", "--boxes", "--json", str(tmp_path)]) == 1
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [line["value"] for line in lines] == [None, None, 7]
    assert "there is no column 'jpeg' of pictures" in said.err
    assert said.err.count("\n") == 2
