"""Which column of a table of sheets holds which field.

Our own tables name their columns by field id. Tables that others published
are described here as data, one TOML file each under ``omah/data/tables``.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files

PATH_SEPARATOR = " › "
LARGEST_FIGURE = 999_999_999  # five times the voters of the nation
FIELD = re.compile(
    r"(votes|voters|used|ballots|disabled|roll)(\.[a-z0-9]+)+|valid|invalid|total"
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

    Notes
    -----
    A table that others published may lack columns of its description: what it
    lacks is not known, and the rules that need it are not checked.

    Examples
    --------
    >>> columns_of(["station", "votes.1", "valid"]).fields
    (('votes.1', 'votes.1'), ('valid', 'valid'))
    """
    present = list(header)
    described = (_those_present(load_columns(name), present) for name in COLUMN_SETS)
    fitting = [c for c in (_own_columns(present), *described) if c is not None]
    # A description may lack some of its columns; most columns is the best fit.
    best = max(fitting, key=lambda columns: len(columns.fields), default=None)
    if best is None:
        raise ValueError(
            "the table has no column 'station', and its columns are not those of a "
            f"table that is known by name ({', '.join(COLUMN_SETS)})"
        )
    if not best.fields:
        raise ValueError("the table has no column that is a field, such as 'votes.1'")
    return best


def _those_present(columns: Columns, present: list[str]) -> Columns | None:
    """Return a description without the fields that a table lacks."""
    station = columns.station if columns.station in present else ""
    station = station or ("station" if "station" in present else "")
    path = () if station else columns.path
    if not station and not (path and set(path) <= set(present)):
        return None
    fields = tuple(pair for pair in columns.fields if pair[1] in present)
    names = columns.names if set(columns.names) <= set(present) else ()
    return replace(columns, station=station, path=path, fields=fields, names=names)


def _own_columns(present: list[str]) -> Columns | None:
    if "station" not in present:
        return None
    fields = tuple((name, name) for name in present if FIELD.fullmatch(name))
    names = ("provinsi", "kabkota", "kecamatan", "keldes")
    return Columns(
        station="station",
        path=(),
        fields=fields,
        names=names if set(names) <= set(present) else (),
        status="status" if "status" in present else "",
    )
