"""The printable recapitulation of one kecamatan, as PDF.

It follows the rows of D.HASIL KECAMATAN (sections I to V) in a layout of our
own: first one column per kelurahan or desa, then for each of these one column
per polling station. The last column adds the others up; where a table goes on
over several pages, it carries the sum so far ("jumlah pindahan").
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import typst

from omah.core.count.contests import Contest
from omah.core.count.recap import FieldTotal, Total

COLUMNS_PER_PAGE = 9
UNKNOWN = "—"
_SEXES = (("l", "L"), ("p", "P"), ("j", "Jml"))


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One part of a recapitulation: a kelurahan, a desa or a station."""

    name: str
    total: Total


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table whose last column is the sum of the others."""

    title: str
    columns: tuple[SheetColumn, ...]

    @property
    def total(self) -> Total:
        """The sum of all columns."""
        return sum((column.total for column in self.columns), Total())


@dataclass(frozen=True, slots=True)
class RecapSheet:
    """All that stands on the recapitulation of one kecamatan.

    Attributes
    ----------
    title
        What was voted on, in Indonesian.
    place
        Names from the province down to the kecamatan.
    labels
        Field id of each vote to the words beside it, in ballot order.
    tables
        The kecamatan by kelurahan and desa, then each of these by station.
    left_out
        Sheets that are not in the sums because nobody has confirmed them.
    """

    title: str
    place: tuple[str, ...]
    labels: Mapping[str, str]
    tables: tuple[SheetTable, ...]
    left_out: int = 0
    invented: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    number: str
    label: str
    fields: tuple[tuple[str, str], ...]  # field id, and what sets it apart


def _by_sex(number: str, label: str, stem: str) -> _Line:
    fields = tuple((f"{stem}.{sex}", word) for sex, word in _SEXES)
    return _Line(number, label, fields)


_SECTIONS = (
    (
        "I. Data pemilih dan pengguna hak pilih",
        (
            _by_sex("A", "Pemilih dalam DPT", "voters.dpt"),
            _by_sex("A.2", "Pemilih dalam DPTb", "voters.dptb"),
            _by_sex("A.3", "Pemilih dalam DPK", "voters.dpk"),
            _by_sex("A.4", "Jumlah pemilih", "voters.total"),
            _by_sex("B.1", "Pengguna hak pilih dalam DPT", "used.dpt"),
            _by_sex("B.2", "Pengguna hak pilih dalam DPTb", "used.dptb"),
            _by_sex("B.3", "Pengguna hak pilih dalam DPK", "used.dpk"),
            _by_sex("B.4", "Jumlah pengguna hak pilih", "used.total"),
        ),
    ),
    (
        "II. Data penggunaan surat suara",
        (
            _Line("1", "Diterima, termasuk cadangan", (("ballots.received", ""),)),
            _Line("2", "Digunakan", (("ballots.used", ""),)),
            _Line("3", "Dikembalikan, rusak/keliru", (("ballots.returned", ""),)),
            _Line("4", "Tidak digunakan", (("ballots.unused", ""),)),
        ),
    ),
    (
        "III. Data pemilih disabilitas",
        (
            _by_sex("", "Pemilih disabilitas terdaftar", "disabled.registered"),
            _by_sex("", "Pemilih disabilitas yang memilih", "disabled"),
        ),
    ),
)
_LAST_SECTION = (
    "V. Data suara sah dan tidak sah",
    (
        _Line("A", "Jumlah seluruh suara sah", (("valid", ""),)),
        _Line("B", "Jumlah suara tidak sah", (("invalid", ""),)),
        _Line("C", "Jumlah suara sah dan tidak sah", (("total", ""),)),
    ),
)


def vote_labels(contest: Contest | None, fields: Iterable[str]) -> dict[str, str]:
    """Return the words beside each vote field, in ballot order.

    Examples
    --------
    >>> vote_labels(None, ["votes.1", "valid"])
    {'votes.1': 'Nomor urut 1'}
    """
    votes = [name for name in fields if name.startswith("votes.")]
    labels = {name: f"Nomor urut {name.removeprefix('votes.')}" for name in votes}
    if contest is None:
        return labels
    known = {f"votes.{c.number}": c.name for c in contest.candidates}
    for party in contest.parties:
        stem = f"votes.{party.number}"
        known[f"{stem}.party"] = f"{party.name}: suara partai"
        known |= {f"{stem}.{c.number}": c.name for c in party.candidates}
        known[f"{stem}.total"] = f"{party.name}: jumlah"
    return {name: known.get(name, labels[name]) for name in votes}


def render_recap_sheet(sheet: RecapSheet) -> bytes:
    """Return the PDF (PDF/UA-1) of a recapitulation; same input, same bytes.

    Raises
    ------
    ValueError
        If there is no column to add up.

    References
    ----------
    PKPU 5/2024 Pasal 4-5 and the rows of D.HASIL KECAMATAN. The sheet is an
    aid; the legal result is the signed form of the plenary meeting.
    """
    if not sheet.tables or not all(table.columns for table in sheet.tables):
        raise ValueError("a recapitulation needs at least one column")
    template = files("omah") / "data" / "typst" / "recap_sheet.typ"
    pdf = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"sheet": json.dumps(_content(sheet))},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf


def _content(sheet: RecapSheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "place": sheet.place,
        "left_out": dotted(sheet.left_out),
        "has_left_out": sheet.left_out > 0,
        "invented": sheet.invented,
        "pages": [page for table in sheet.tables for page in _pages(sheet, table)],
    }


def _pages(sheet: RecapSheet, table: SheetTable) -> Iterator[dict[str, Any]]:
    size = COLUMNS_PER_PAGE
    carried = Total()
    for start in range(0, len(table.columns), size):
        columns = table.columns[start : start + size]
        totals = [column.total for column in columns]
        before = [carried] if start else []
        carried = sum(totals, carried)
        is_last = start + size >= len(table.columns)
        shown = [*before, *totals, carried]
        yield {
            "title": table.title,
            "part": f"{start + 1}–{start + len(columns)} dari {len(table.columns)}",
            "is_split": len(table.columns) > size,
            "head": [
                *(["Jumlah pindahan"] if before else []),
                *(column.name for column in columns),
                "Jumlah akhir" if is_last else "Jumlah pindahan",
            ],
            "carried": bool(before),
            "signed": is_last and table is sheet.tables[0],
            "sheets": [dotted(total.sheets) for total in shown],
            "sections": list(_sections(sheet, table.total, shown)),
        }


def _sections(
    sheet: RecapSheet, whole: Total, shown: Sequence[Total]
) -> Iterator[dict[str, Any]]:
    votes = tuple(
        _Line(str(place), label, ((name, ""),))
        for place, (name, label) in enumerate(sheet.labels.items(), start=1)
    )
    middle = ("IV. Data perolehan suara", votes)
    for title, lines in (*_SECTIONS, middle, _LAST_SECTION):
        drawn = [_line(line, shown) for line in lines if _is_on_form(line, whole)]
        if drawn:
            yield {"title": title, "lines": drawn}


def _is_on_form(line: _Line, whole: Total) -> bool:
    return any(name in whole.fields for name, _ in line.fields)


def _line(line: _Line, shown: Sequence[Total]) -> dict[str, Any]:
    return {
        "number": line.number,
        "label": line.label,
        "rows": [
            {"word": word, "cells": [_cell(total, name) for total in shown]}
            for name, word in line.fields
        ],
    }


def _cell(total: Total, name: str) -> str:
    field = total.fields.get(name, FieldTotal())
    if not field.known:
        return UNKNOWN
    return dotted(field.value) + ("*" if total.unknown(name) else "")


def dotted(number: int) -> str:
    """Return a number as Indonesian writes it.

    Examples
    --------
    >>> dotted(84143641)
    '84.143.641'
    """
    return f"{number:,}".replace(",", ".")
