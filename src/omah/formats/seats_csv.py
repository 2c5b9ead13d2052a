"""Tables that people hand in for seats: votes, spread, and decisions.

Every fault is one :class:`SeatsTableError` that names the row as a spreadsheet
numbers it: the header is row 1.
"""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping

from omah.core.regions import level_of
from omah.core.seats.ties import Decision, RegionVotes
from omah.core.seats.votes import DistrictVotes, VoteLine

MOST_DIGITS = 12  # a thousand times the voters of the world's largest nation
MOST_SEATS = 10_000  # above every parliament; a slip must not run for hours
Row = Mapping[str, str]


class SeatsTableError(ValueError):
    """The table can't be used as it stands; the message says where and why."""


def read_votes(table: bytes) -> tuple[DistrictVotes, ...]:
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
        At the first fault: unknown or missing columns, a number that is not
        whole and plain, a line given twice, seats that differ inside a
        district, a district without any vote.

    Examples
    --------
    >>> rows = "district,seats,party,votes\nDapil 1,4,A,700\nDapil 1,4,B,300\n"
    >>> read_votes(rows.encode())[0].by_party()
    {'A': 700, 'B': 300}
    """
    lines: dict[str, dict[tuple[str, str], int]] = {}
    seats: dict[str, int | None] = {}
    for number, row in _rows(table, {"seats", "party", "candidate"}):
        district = _name(number, row, "district")
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
    if not lines:
        raise SeatsTableError("the table has a header but no rows")
    return tuple(_district(name, seats[name], given) for name, given in lines.items())


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


def _rows(table: bytes, optional: set[str]) -> Iterator[tuple[int, Row]]:
    """Yield rows with their number, stripped, under a checked header."""
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SeatsTableError(f"the table is not UTF-8 text: {problem}") from problem
    if "\0" in text:
        raise SeatsTableError("the table is not text: it holds NUL bytes")
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = _header([cell.strip() for cell in next(reader, [])], optional)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise _fault(
                    reader.line_num,
                    f"has {len(cells)} cells, the header {len(header)}",
                )
            values = [cell.strip() for cell in cells]
            yield reader.line_num, dict(zip(header, values, strict=True))
    except csv.Error as problem:
        raise SeatsTableError(f"row {reader.line_num}: {problem}") from problem


def _header(names: list[str], optional: set[str]) -> list[str]:
    needed = {"district", "votes"} | (optional & {"code"})
    unknown = [name for name in names if name not in needed | optional]
    if unknown:
        raise SeatsTableError(f"unknown columns: {', '.join(map(repr, unknown))}")
    missing = sorted(needed - set(names))
    if missing:
        raise SeatsTableError(f"missing columns: {', '.join(missing)}")
    if not {"party", "candidate"} & set(names):
        raise SeatsTableError("missing columns: party, or candidate")
    if len(set(names)) < len(names):
        raise SeatsTableError("a column stands in the header twice")
    return names


def _name(number: int, row: Row, column: str) -> str:
    if not row[column]:
        raise _fault(number, f"has no {column}")
    return row[column]


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
    if not any(given.values()):
        raise SeatsTableError(
            f"{name}: no votes at all; unknown is not zero, so nothing is divided"
        )
    lines = tuple(VoteLine(party, who, votes) for (party, who), votes in given.items())
    return DistrictVotes(name, seats, lines)


def _fault(number: int, what: str) -> SeatsTableError:
    return SeatsTableError(f"row {number} {what}")
