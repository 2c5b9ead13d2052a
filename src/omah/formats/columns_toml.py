"""Which column of a table of sheets holds which field.

Our own tables name their columns by field id. Tables that others published
are described here as data, one TOML file each under ``omah/data/tables``.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

FIELD = re.compile(
    r"(votes|voters|used|ballots|disabled)(\.[a-z0-9]+)+|valid|invalid|total"
)
# Where a table fits several descriptions, the first of these is taken.
COLUMN_SETS = ("sirekap-2024", "ppwp-2019-kpu", "ppwp-2019-kawal-pemilu")


@dataclass(frozen=True, slots=True)
class Columns:
    """The meaning of a table's columns.

    Attributes
    ----------
    station
        Column with the 13-digit KPU code; empty if the table has only names.
    path
        Columns with the names from province down to station, where there is
        no code.
    fields
        Field id and the column that holds it.
    names
        Columns with the names of provinsi, kabkota, kecamatan and keldes.
    status
        Column with the status of the sheet, or empty.
    minus_one_is_unknown
        Whether the table writes -1 for a number that is not known.
    """

    station: str
    path: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = ()
    status: str = ""
    minus_one_is_unknown: bool = False

    def needed(self) -> set[str]:
        """Return the columns without which a table does not fit."""
        keys = {self.station} if self.station else set(self.path)
        return keys | set(self.names) | {column for _, column in self.fields}


def load_columns(name: str) -> Columns:
    """Return a packaged description.

    Raises
    ------
    ValueError
        If there is none of this name.

    Examples
    --------
    >>> dict(load_columns("sirekap-2024").fields)["used.total.j"]
    'pengguna_total_j'
    """
    if name not in COLUMN_SETS:
        raise ValueError(f"no table is called '{name}'; known: {COLUMN_SETS}")
    path = files("omah") / "data" / "tables" / f"{name}.toml"
    table = tomllib.loads(path.read_text("utf-8"))
    return Columns(
        station=table.get("station", ""),
        path=tuple(table.get("path", ())),
        fields=tuple(table["fields"].items()),
        names=tuple(table.get("names", ())),
        minus_one_is_unknown=table.get("minus_one_is_unknown", False),
    )


def columns_of(header: Iterable[str]) -> Columns:
    """Return the description that fits a table's header.

    Parameters
    ----------
    header
        The names of the table's columns.

    Raises
    ------
    ValueError
        If the table has neither our own column names nor known ones.

    Examples
    --------
    >>> columns_of(["station", "votes.1", "valid"]).fields
    (('votes.1', 'votes.1'), ('valid', 'valid'))
    """
    present = list(header)
    if "station" in present:
        return _own_columns(present)
    for name in COLUMN_SETS:
        columns = load_columns(name)
        if columns.needed() <= set(present):
            return columns
    raise ValueError(
        "the table has no column 'station', and its columns are not those of a "
        f"table that is known by name ({', '.join(COLUMN_SETS)})"
    )


def _own_columns(present: list[str]) -> Columns:
    fields = tuple((name, name) for name in present if FIELD.fullmatch(name))
    if not fields:
        raise ValueError("the table has no column that is a field, such as 'votes.1'")
    names = ("provinsi", "kabkota", "kecamatan", "keldes")
    return Columns(
        station="station",
        path=(),
        fields=fields,
        names=names if set(names) <= set(present) else (),
        status="status" if "status" in present else "",
    )
