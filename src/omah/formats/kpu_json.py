"""Sheets from KPU's public JSON (``hhcw``), one document or a folder of them.

A station's own document has the figures of the vote and of the administration
page. The document of a kelurahan or desa repeats the candidates' votes of its
stations; it fills in only stations that have no document of their own.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from omah.formats.columns_toml import LARGEST_FIGURE, Columns

# Abroad, KPU's codes may hold two letters.
STATION = re.compile(r"(?<![0-9])(?:[0-9]{13}|99[0-9A-Z]{2}[0-9]{9})(?![0-9])")
PARTY_FIELDS = {"jml_suara_partai": "party", "jml_suara_total": "total"}


class KpuJsonError(ValueError):
    """A document can't be read without guessing; the message says which."""


@dataclass(frozen=True, slots=True)
class KpuSheets:
    """Sheets by station, and the documents that hold none."""

    own: dict[str, dict[str, int | None]] = field(default_factory=dict)
    from_table: dict[str, dict[str, int | None]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def sheets(self) -> dict[str, dict[str, int | None]]:
        """Return every station's figures; its own document goes first."""
        return {**self.from_table, **self.own}

    def by_column(self) -> tuple[Columns, list[str], dict[str, list[int | None]]]:
        """Return the sheets by column: description, stations, fields."""
        sheets = self.sheets()
        names = dict.fromkeys(name for sheet in sheets.values() for name in sheet)
        fields = {n: [sheet.get(n) for sheet in sheets.values()] for n in names}
        columns = Columns("station", (), tuple((n, n) for n in names))
        return columns, list(sheets), fields


def read_kpu_json(documents: Iterable[tuple[str, bytes]]) -> KpuSheets:
    """Return the sheets of KPU's documents.

    Parameters
    ----------
    documents
        File name and content; the name of a station's document ends in its
        13-digit code.

    Raises
    ------
    KpuJsonError
        If a document is broken, a figure is not a whole number, or a station
        has two documents.

    Examples
    --------
    >>> document = b'{"mode": "hhcw", "chart": {"100025": 7}, "administrasi": null}'
    >>> read_kpu_json([("1101012001001.json", document)]).sheets()
    {'1101012001001': {'votes.1': 7}}
    """
    found = KpuSheets()
    for name, content in documents:
        _add(found, name, _parse(name, content))
    return found


def _parse(name: str, content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise KpuJsonError(f"{name} is not JSON") from None
    return document if isinstance(document, dict) else {}


def _add(found: KpuSheets, name: str, document: dict[str, Any]) -> None:
    if "administrasi" in document:
        station = _station(name)
        if station in found.own:
            raise KpuJsonError(f"{name}: station {station} has two documents")
        found.own[station] = _sheet(name, document)
        return
    rows = _mapping(name, document.get("table")) if "table" in document else {}
    stations = {code: row for code, row in rows.items() if STATION.fullmatch(code)}
    if not stations:
        found.others.append(name)
    for code, row in stations.items():
        found.from_table[code] = _votes(name, _mapping(name, row))


def _station(name: str) -> str:
    codes = STATION.findall(name)
    if not codes:
        raise KpuJsonError(f"{name}: the name holds no 13-digit station code")
    return str(codes[-1])


def _sheet(name: str, document: dict[str, Any]) -> dict[str, int | None]:
    page = _mapping(name, document["administrasi"])
    known = _words()["administrasi"]
    figures = {known[k]: _figure(name, k, v) for k, v in page.items() if k in known}
    figures |= _votes(name, _mapping(name, document.get("chart")))
    for party, candidates in _mapping(name, document.get("caleg")).items():
        for number, votes in _mapping(name, candidates).items():
            if number.isdigit():
                figures[f"votes.{party}.{number}"] = _figure(name, number, votes)
    return figures


def _votes(name: str, chart: Mapping[str, Any]) -> dict[str, int | None]:
    figures: dict[str, int | None] = {}
    for key, value in chart.items():
        if not key.isdigit():
            continue
        if isinstance(value, dict):
            for part, suffix in PARTY_FIELDS.items():
                figures[f"votes.{key}.{suffix}"] = _figure(name, part, value.get(part))
        else:
            number = _words()["candidates"].get(key, key)
            figures[f"votes.{number}"] = _figure(name, key, value)
    return figures


def _figure(name: str, key: str, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise KpuJsonError(f"{name}: '{key}' is not a whole number")
    if abs(value) > LARGEST_FIGURE:
        raise KpuJsonError(f"{name}: '{key}' is {value}, which no sheet can say")
    return value


def _mapping(name: str, value: object) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise KpuJsonError(f"{name} does not have the shape of KPU's documents")
    return value


@cache
def _words() -> dict[str, dict[str, Any]]:
    source = files("omah").joinpath("data/tables/kpu-json.toml")
    return tomllib.loads(source.read_text("utf-8"))
