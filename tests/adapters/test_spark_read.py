"""Spark in local mode says of each picture what one process says of it."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from omah.adapters.eyes import load_reader
from omah.adapters.practice import Press
from omah.formats.form_toml import load_form
from omah.reading.image import MAX_BYTES
from omah.reading.practice.figures import invent_figures

FORM = "c-hasil-ppwp-2024"
NEEDED = all(importlib.util.find_spec(name) for name in ("pyspark", "pandas"))
PROGRAM = """
import json, sys
from pyspark.sql import SparkSession
from omah.adapters.spark_read import read_folder
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False)
spark = spark.config("spark.driver.host", "127.0.0.1").getOrCreate()
for row in read_folder(spark, sys.argv[1], (sys.argv[2],)).collect():
    print(json.dumps(row.asDict()))
spark.stop()
"""


@pytest.mark.spark
@pytest.mark.skipif(
    not (NEEDED and shutil.which("java")), reason="pyspark, pandas or Java is missing"
)
def test_spark_reads_as_one_process_does(tmp_path):
    form = load_form(FORM)
    true = invent_figures(form, np.random.default_rng(1))
    sheet = Press(form).sheet("9901010001001", "latihan", true)
    folder = tmp_path / "9901010001001"
    folder.mkdir()
    for photo in sheet.photos:
        (folder / f"{photo.page}.jpg").write_bytes(photo.jpeg)
    (folder / "letter.png").write_bytes(b"Yang terhormat,")
    (folder / "notes.txt").write_bytes(b"not a picture")
    with (folder / "huge.jpg").open("wb") as huge:
        huge.truncate(MAX_BYTES + 1)
    paths = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), FORM],
        env={**os.environ, "PYTHONPATH": paths, "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=True,
    )
    told = {
        row["path"].rpartition("/")[2]: row
        for row in map(json.loads, done.stdout.splitlines())
    }
    assert set(told) == {"1.jpg", "2.jpg", "3.jpg", "letter.png", "huge.jpg"}
    assert told["letter.png"]["reason"] == "not-an-image"
    assert (told["huge.jpg"]["status"], told["huge.jpg"]["reason"]) == (
        "rejected",
        "too-large",
    )
    reader = load_reader((FORM,))
    for photo in sheet.photos:
        alone, row = reader.read(photo.jpeg), told[f"{photo.page}.jpg"]
        fields = {f["field"]: (f["value"], f["p"]) for f in json.loads(row["fields"])}
        assert (row["page"], row["status"]) == (photo.page, alone.status)
        assert fields == {f.field: (f.value, round(f.p, 5)) for f in alone.fields}
