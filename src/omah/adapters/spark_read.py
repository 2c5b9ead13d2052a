"""Read an archive of photographs on a cluster: the same reading, under Spark.

Needs the extra ``spark`` and Java; nothing else of Omah imports this module. Each
picture stands alone: pages of one station are not weighed together here.
"""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

from omah.adapters.eyes import load_reader, settle_down
from omah.reading.image import MAX_BYTES
from omah.reading.read import PageReading
from omah.reading.reasons import Reason

COLUMNS = (
    "path string, form string, page int, status string, reason string, fields string"
)
PICTURES = "*.{jpg,jpeg,png,JPG,JPEG,PNG}"
# Spark hands over ten thousand rows at once if not told otherwise; each is a picture.
PICTURES_AT_ONCE = 4
TOO_LARGE = (
    "path",
    "'' as form",
    "0 as page",
    "'rejected' as status",
    f"'{Reason.TOO_LARGE}' as reason",
    "'[]' as fields",
)


def read_folder(spark: SparkSession, folder: str, forms: tuple[str, ...]) -> DataFrame:
    """Return one row per photograph below a folder that Spark can reach."""
    at_once = "spark.sql.execution.arrow.maxRecordsPerBatch"
    spark.conf.set(at_once, str(PICTURES_AT_ONCE))
    files = (
        spark.read.format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", PICTURES)
        .load(folder)
    )
    small = files.where(f"length <= {MAX_BYTES}").select("path", "content")
    large = files.where(f"length > {MAX_BYTES}").selectExpr(*TOO_LARGE)

    def read_batches(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        settle_down()
        reader = load_reader(forms)
        for batch in batches:
            rows = [
                as_row(path, reader.read(bytes(content)))
                for path, content in zip(batch["path"], batch["content"], strict=True)
            ]
            yield pd.DataFrame(rows)

    return small.mapInPandas(read_batches, COLUMNS).union(large)


def as_row(path: str, page: PageReading) -> dict[str, Any]:
    """Return a reading as a row; its fields are JSON, in the order of the paper."""
    fields = [
        {
            "field": field.field,
            "value": field.value,
            "p": round(field.p, 5),
            "marks": "".join(mark.value for mark in field.marks),
            "witnesses": {
                name: {"value": value, "p": round(p, 5)}
                for name, value, p in field.witnesses
            },
        }
        for field in page.fields
    ]
    return {
        "path": path,
        "form": page.form,
        "page": page.page,
        "status": page.status.value,
        "reason": page.reason.value if page.reason else "",
        "fields": json.dumps(fields),
    }
