"""A contest written down by an election office, as TOML.

Every key is known and typed; a misspelt one is refused rather than ignored,
because a contest that silently loses a candidate counts wrong.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from omah.core.count.contests import Candidate, Contest, ContestKind, Party
from omah.core.places.regions import Level, level_of

T = TypeVar("T")
Table = Mapping[str, Any]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LARGEST_NUMBER = 99  # two digits on the ballot


class ContestError(ValueError):
    """The text is not a contest; the message says which key is wrong and why."""


def load_contest(text: str) -> Contest:
    """Return the contest that a TOML text describes.

    Parameters
    ----------
    text
        TOML with the keys of ``docs/contest.toml``.

    Raises
    ------
    ContestError
        If the text is not TOML, a key is missing, unknown or of the wrong
        kind, a number is given twice, or candidates and parties don't fit the
        kind of contest.

    Examples
    --------
    >>> contest = load_contest('''
    ... id = "wali-kota"
    ... kind = "kepala-daerah"
    ... election = "latihan-2027"
    ... title = { id = "Wali Kota", en = "Mayor" }
    ... date = 2027-06-23
    ... region = "3576"
    ... form = "c-hasil-ppwp-2024"
    ... [[candidates]]
    ... number = 1
    ... name = "Pasangan Satu"
    ... ''')
    >>> contest.vote_fields()
    ('votes.1',)
    """
    table = _Reader(_parse(text), "")
    title = _Reader(table.get("title", dict), "title.")
    contest = Contest(
        id=table.checked("id", _short_id),
        kind=table.checked("kind", ContestKind),
        election=table.checked("election", _short_id),
        title_id=title.get("id", str),
        title_en=title.get("en", str),
        date=table.get("date", date).isoformat(),
        region=table.checked("region", _region),
        form=table.checked("form", _short_id),
        candidates=_candidates(table),
        parties=tuple(map(_party, table.tables("parties"))),
        invented=table.get("invented", bool, default=False),
    )
    title.refuse_unknown()
    table.refuse_unknown()
    _check_choices(contest)
    return contest


def _parse(text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ContestError(f"this is not TOML: {problem}") from None


class _Reader:
    """One table, read key by key, so that what was not read is unknown."""

    def __init__(self, table: Table, where: str) -> None:
        self._left = dict(table)
        self.where = where

    def get(self, key: str, kind: type[T], default: T | None = None) -> T:
        if key not in self._left:
            if default is None:
                raise ContestError(f"{self.where}{key} is missing")
            return default
        value = self._left.pop(key)
        # In TOML, true is not a number; in Python, it is.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ContestError(f"{self.where}{key} must be {_KIND_NAMES[kind]}")
        if value == "" and key != "region":
            raise ContestError(f"{self.where}{key} is empty")
        return value

    def checked(self, key: str, check: Callable[[str], T]) -> T:
        value = self.get(key, str)
        try:
            return check(value)
        except ValueError as problem:
            raise ContestError(f"{self.where}{key}: {problem}") from None

    def tables(self, key: str) -> "tuple[_Reader, ...]":
        items = self.get(key, list, default=[])
        if not all(isinstance(item, dict) for item in items):
            raise ContestError(f"{self.where}{key} must be a list of tables")
        return tuple(
            _Reader(item, f"{self.where}{key}[{place}].")
            for place, item in enumerate(items, start=1)
        )

    def refuse_unknown(self) -> None:
        if self._left:
            raise ContestError(f"{self.where}{min(self._left)} is not a known key")


_KIND_NAMES: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2024-02-14",
    dict: "a table",
    list: "a list",
}


def _short_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("use small letters, digits and single hyphens")
    return value


def _region(value: str) -> str:
    if level_of(value) is Level.STATION:
        raise ValueError("a contest is held in a region, not at one station")
    return value


def _candidates(reader: _Reader) -> tuple[Candidate, ...]:
    return tuple(map(_candidate, reader.tables("candidates")))


def _candidate(reader: _Reader) -> Candidate:
    candidate = Candidate(_ballot_number(reader), reader.get("name", str))
    reader.refuse_unknown()
    return candidate


def _party(reader: _Reader) -> Party:
    number, name = _ballot_number(reader), reader.get("name", str)
    party = Party(number, name, _candidates(reader))
    reader.refuse_unknown()
    _refuse_repeated(party.candidates, f"{reader.where}candidates")
    return party


def _ballot_number(reader: _Reader) -> int:
    number = reader.get("number", int)
    if not 1 <= number <= _LARGEST_NUMBER:
        raise ContestError(f"{reader.where}number must lie between 1 and 99")
    return number


def _refuse_repeated(choices: Iterable[Candidate | Party], where: str) -> None:
    seen: set[int] = set()
    for choice in choices:
        if choice.number in seen:
            raise ContestError(f"{where}: number {choice.number} is given twice")
        seen.add(choice.number)


_WITH_PARTIES = {
    ContestKind.DPR,
    ContestKind.DPRD_PROVINSI,
    ContestKind.DPRD_KABKOTA,
}


def _check_choices(contest: Contest) -> None:
    by_party = contest.kind in _WITH_PARTIES
    wanted, other = ("parties", "candidates") if by_party else ("candidates", "parties")
    if not getattr(contest, wanted):
        raise ContestError(f"a {contest.kind} contest needs {wanted}")
    if getattr(contest, other):
        raise ContestError(f"a {contest.kind} contest has {wanted}, not {other}")
    _refuse_repeated(contest.candidates, "candidates")
    _refuse_repeated(contest.parties, "parties")


def dump_contest(contest: Contest) -> str:
    """Return a contest as TOML that `load_contest` reads back.

    Examples
    --------
    >>> from omah.core.count.contests import Candidate, ContestKind
    >>> contest = Contest(
    ...     "dpd", ContestKind.DPD, "contoh", "DPD", "DPD", "2024-02-14", "35",
    ...     "c-hasil-ppwp-2024", candidates=(Candidate(1, "Calon"),),
    ... )
    >>> load_contest(dump_contest(contest)) == contest
    True
    """
    text = _toml_text
    title = f"{{ id = {text(contest.title_id)}, en = {text(contest.title_en)} }}"
    lines = [
        f"id = {text(contest.id)}",
        f"kind = {text(contest.kind.value)}",
        f"election = {text(contest.election)}",
        f"title = {title}",
        f"date = {contest.date}",
        f"region = {text(contest.region)}",
        f"form = {text(contest.form)}",
        f"invented = {str(contest.invented).lower()}",
    ]
    for candidate in contest.candidates:
        lines += _person_lines("candidates", candidate)
    for party in contest.parties:
        lines += _person_lines("parties", party)
        for candidate in party.candidates:
            lines += _person_lines("parties.candidates", candidate)
    return "\n".join(lines) + "\n"


def _person_lines(table: str, who: Candidate | Party) -> list[str]:
    return [
        "",
        f"[[{table}]]",
        f"number = {who.number}",
        f"name = {_toml_text(who.name)}",
    ]


def _toml_text(text: str) -> str:
    # JSON's own escapes are TOML's, save for characters that JSON writes as two.
    return json.dumps(text, ensure_ascii=False)
