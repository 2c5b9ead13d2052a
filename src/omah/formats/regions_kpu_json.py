"""KPU's public lists of regions (``wilayah``): one list for each parent."""

import json
from collections.abc import Iterable
from typing import Any

from omah.core.places.regions import level_of
from omah.core.places.registers import Region, RegionRegister, RegisterError


def read_wilayah(
    documents: Iterable[bytes], *, version: str, source: str
) -> RegionRegister:
    """Return the register of the regions that some of KPU's lists hold.

    Parameters
    ----------
    documents
        Files of ``wilayah``: each a list of regions with one parent.
    version, source
        As of the register.

    Raises
    ------
    RegisterError
        If a file is not such a list, a level contradicts its code, or the
        lists leave a gap in the tree.

    Examples
    --------
    >>> provinsi = b'[{"nama": "ACEH", "id": 100054, "kode": "11", "tingkat": 1}]'
    >>> read_wilayah([provinsi], version="2024-02-14", source="KPU").name_of("11")
    'ACEH'
    """
    regions = [
        _region(row) for content in documents for row in _rows_of_regions(content)
    ]
    return RegionRegister.of(version, source, regions)


def _rows_of_regions(content: bytes) -> list[Any]:
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError):
        raise RegisterError("this is not JSON") from None
    if not isinstance(rows, list):
        raise RegisterError("a list of regions was expected")
    return rows


def _region(row: object) -> Region:
    match row:
        case {
            "nama": str(name),
            "id": int(kpu_id),
            "kode": str(code),
            "tingkat": int(level),
        }:
            pass
        case _:
            raise RegisterError(f"a region needs nama, id, kode, tingkat: {row!r}")
    try:
        found = level_of(code)
    except ValueError as problem:
        raise RegisterError(str(problem)) from None
    if found != level:
        raise RegisterError(f"{code} says it is of level {level}, not {int(found)}")
    return Region(code, " ".join(name.split()), kpu_id)
