"""Who stands on the ballot, from KPU's public JSON.

Candidates and parties are tables keyed by KPU's own numbers. Their shape is
taken from a description of these files, not from the files themselves.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from omah.core.count.contests import Candidate, Party


class BallotError(ValueError):
    """A file is not the list of candidates or parties that KPU publishes."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """Who stands on a ballot, and which of KPU's numbers is which field.

    ``fields`` joins KPU's number of a pair, or party and candidate parted by a
    slash, to our field id.
    """

    candidates: tuple[Candidate, ...] = ()
    parties: tuple[Party, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def read_candidates(content: bytes) -> Ballot:
    """Return the ballot of a contest of persons or pairs.

    Examples
    --------
    >>> pairs = b'{"100025": {"nama": "Satu dan Dua", "nomor_urut": 1}}'
    >>> read_candidates(pairs).fields
    {'100025': 'votes.1'}
    """
    people = _candidates(_table(content))
    return Ballot(
        candidates=_in_order(people.values()),
        fields={kpu_id: f"votes.{person.number}" for kpu_id, person in people.items()},
    )


def read_parties(parties: bytes, candidates: bytes = b"{}") -> Ballot:
    """Return the ballot of a contest of parties with open lists.

    Parameters
    ----------
    parties
        The file ``partai.json``.
    candidates
        The file of one dapil: party to candidates; none if left out.
    """
    lists = {key: _candidates(value) for key, value in _table(candidates).items()}
    found: list[Party] = []
    fields: dict[str, str] = {}
    for key, row in _table(parties).items():
        people = lists.pop(key, {})
        party = Party(
            _number(row, key), _text(row, key, "nama"), _in_order(people.values())
        )
        found.append(party)
        fields[key] = f"votes.{party.number}"
        for kpu_id, person in people.items():
            fields[f"{key}/{kpu_id}"] = f"votes.{party.number}.{person.number}"
    if lists:
        raise BallotError(f"party {min(lists)} has candidates but is not listed")
    return Ballot(
        parties=tuple(sorted(found, key=lambda party: party.number)), fields=fields
    )


def _table(content: bytes) -> dict[str, Any]:
    try:
        table = json.loads(content)
    except (ValueError, RecursionError):
        raise BallotError("this is not JSON") from None
    if not isinstance(table, dict):
        raise BallotError("a table keyed by KPU's numbers was expected")
    return table


def _candidates(table: object) -> dict[str, Candidate]:
    if not isinstance(table, dict):
        raise BallotError("a table of candidates was expected")
    people = {
        key: Candidate(_number(row, key), _text(row, key, "nama"))
        for key, row in table.items()
    }
    if len({person.number for person in people.values()}) < len(people):
        raise BallotError("two candidates have the same number on the ballot")
    return people


def _in_order(people: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(people, key=lambda person: person.number))


def _number(row: object, key: str) -> int:
    number = row.get("nomor_urut") if isinstance(row, dict) else None
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise BallotError(f"{key} has no number on the ballot (nomor_urut)")
    return number


def _text(row: Mapping[str, object], key: str, name: str) -> str:
    text = row.get(name)
    if not isinstance(text, str) or not text.strip():
        raise BallotError(f"{key} has no {name}")
    return " ".join(text.split())
