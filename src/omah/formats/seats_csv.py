"""Tables that people hand in for seats: votes, spread, and decisions.

Every fault is one :class:`SeatsTableError` that names the row as a spreadsheet
numbers it: the header is row 1.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from omah.core.places.regions import level_of
from omah.core.seats.ties import Decision, RegionVotes
from omah.core.seats.votes import DistrictVotes, VoteLine
from omah.formats.csv_table import CsvError, read_cells

MOST_DIGITS = 12  # a thousand times the voters of the world's largest nation
MOST_SEATS = 10_000  # above every parliament; a slip must not run for hours
Row = Mapping[str, str]


class SeatsTableError(CsvError):
    """The table can't be used as it stands; the message says where and why."""


@dataclass(frozen=True, slots=True)
class VoteTable:
    """The votes of each district, and the columns that were not used."""

    districts: tuple[DistrictVotes, ...]
    ignored: tuple[str, ...]


def read_votes(table: bytes) -> VoteTable:
    r"""Return the votes of each district, in the order of the table.

    Parameters
    ----------
    table
        CSV in UTF-8 with the columns ``district``, ``votes``, and ``party``,
        ``candidate`` or both; ``seats`` where the file says how many. With
        both, a row without a candidate holds the votes for the party itself.

    Raises
    ------
    SeatsTableError
        At the first fault: missing columns, a number that is not whole and
        plain, a line given twice, a name spelt in two ways, seats that differ
        inside a district. A blank is unknown, not 0, and is refused.

    Examples
    --------
    >>> rows = "district,seats,party,votes\nDapil 1,4,A,700\nDapil 1,4,B,300\n"
    >>> read_votes(rows.encode()).districts[0].by_party()
    {'A': 700, 'B': 300}
    """
    lines: dict[str, dict[tuple[str, str], int]] = {}
    seats: dict[str, int | None] = {}
    ignored: list[str] = []
    spelt: dict[tuple[str, str], str] = {}
    for number, row in _rows(table, {"seats", "party", "candidate"}, ignored):
        district = _name(number, row, "district")
        _refuse_two_spellings(number, row, spelt)
        key = (row.get("party", ""), row.get("candidate", ""))
        if not any(key):
            raise _fault(number, "names neither a party nor a candidate")
        told = _seats(number, row)
        if seats.setdefault(district, told) != told:
            raise _fault(
                number, f"says {told} seats for {district}, above {seats[district]}"
            )
        given = lines.setdefault(district, {})
        if key in given:
            what = " / ".join(filter(None, key))
            raise _fault(number, f"gives {what} in {district} a second time")
        given[key] = _whole(number, row, "votes")
    districts = (_district(name, seats[name], given) for name, given in lines.items())
    return VoteTable(tuple(districts), tuple(ignored))


def read_spread(table: bytes) -> tuple[RegionVotes, ...]:
    """Return votes by region below the district, for the evidence of ties.

    Parameters
    ----------
    table
        CSV with ``district``, ``code`` (KPU region code), ``votes`` and
        ``party``, ``candidate`` or both.
    """
    found = []
    for number, row in _rows(table, {"code", "party", "candidate"}):
        code = _name(number, row, "code")
        try:
            level_of(code)
        except ValueError as problem:
            raise _fault(number, f"has a wrong code: {problem}") from problem
        party, candidate = row.get("party", ""), row.get("candidate", "")
        found.append(
            RegionVotes(
                _name(number, row, "district"),
                code,
                party if candidate else "",
                candidate or party,
                _whole(number, row, "votes"),
            )
        )
    return tuple(found)


def read_decisions(document: bytes) -> tuple[Decision, ...]:
    """Return recorded decisions about ties.

    Parameters
    ----------
    document
        TOML with one ``[[decision]]`` per tie: ``district``, ``party`` for a
        tie of candidates, ``tie`` (all names), ``chosen`` and ``document``
        (number and date of the minutes).

    Raises
    ------
    SeatsTableError
        If it is not such a document.
    """
    try:
        rows = tomllib.loads(document.decode())["decision"]
        return tuple(
            Decision(
                str(row["district"]),
                frozenset(map(str, row["tie"])),
                tuple(map(str, row["chosen"])),
                str(row["document"]),
                str(row.get("party", "")),
            )
            for row in rows
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise SeatsTableError(
            "the decisions need [[decision]] tables with district, tie, chosen "
            f"and document ({type(problem).__name__}: {problem})"
        ) from problem


def _rows(
    table: bytes, optional: set[str], ignored: list[str] | None = None
) -> Iterator[tuple[int, Row]]:
    """Yield rows with their number, stripped, under a checked header.

    ``ignored`` collects the columns that mean nothing here.
    """
    cells = read_cells(table)
    known = _known_columns(list(cells.columns), optional)
    if ignored is not None:
        ignored += [name for name in cells.columns if name not in known]
    for number, row in cells.rows():
        yield number, {name: row[name] for name in known}


def _known_columns(header: Sequence[str], optional: set[str]) -> list[str]:
    needed = {"district", "votes"} | (optional & {"code"})
    missing = sorted(needed - set(header))
    if missing:
        raise SeatsTableError(f"missing columns: {', '.join(missing)}")
    if not {"party", "candidate"} & set(header):
        raise SeatsTableError("missing columns: party, or candidate")
    return [name for name in header if name in needed | optional]


def _name(number: int, row: Row, column: str) -> str:
    if not row[column]:
        raise _fault(number, f"has no {column}")
    return row[column]


def _refuse_two_spellings(
    number: int, row: Row, spelt: dict[tuple[str, str], str]
) -> None:
    """Refuse ``PKB`` beside ``Pkb``: as two parties both could miss the threshold."""
    for column in ("district", "party"):
        name = row.get(column, "")
        before = spelt.setdefault((column, " ".join(name.split()).casefold()), name)
        if before != name:
            raise _fault(number, f"writes {name!r} where a row above has {before!r}")


def _whole(number: int, row: Row, column: str) -> int:
    text = row[column]
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    wanted = f"{column} must be a whole number of 0 or more"
    raise _fault(number, f"has a wrong number: {wanted}, not {text[:40]!r}")


def _seats(number: int, row: Row) -> int | None:
    if "seats" not in row:
        return None
    seats = _whole(number, row, "seats")
    if not 1 <= seats <= MOST_SEATS:
        raise _fault(number, f"has a wrong number: seats must be 1 to {MOST_SEATS}")
    return seats


def _district(
    name: str, seats: int | None, given: Mapping[tuple[str, str], int]
) -> DistrictVotes:
    lines = tuple(VoteLine(party, who, votes) for (party, who), votes in given.items())
    return DistrictVotes(name, seats, lines)


def _fault(number: int, what: str) -> SeatsTableError:
    return SeatsTableError(f"row {number} {what}")
