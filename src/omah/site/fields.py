"""What each field of a form is called, and in which section a reader looks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from omah.core.count.contests import Contest
from omah.site.i18n import Words

SEXES = ("l", "p", "j")
SECTIONS = ("votes", "counted", "voters", "used", "ballots", "disabled", "other")
_COUNTED = ("valid", "invalid", "total")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a figures table: one field, or one for each sex and the total."""

    key: str
    label: str
    fields: tuple[str, ...]
    heading: bool = False

    @property
    def by_sex(self) -> bool:
        return len(self.fields) > 1


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together, in the order of the paper."""

    key: str
    rows: tuple[Row, ...]

    @property
    def by_sex(self) -> bool:
        return any(row.by_sex for row in self.rows)


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands on the ballot: a candidate, a pair or a party, and its field."""

    number: int
    name: str
    field: str


def choices(contest: Contest) -> tuple[Choice, ...]:
    if contest.parties:
        return tuple(
            Choice(p.number, p.name, f"votes.{p.number}.total") for p in contest.parties
        )
    return tuple(
        Choice(c.number, c.name, f"votes.{c.number}") for c in contest.candidates
    )


def sections(
    contest: Contest, fields: Iterable[str], words: Words
) -> tuple[Section, ...]:
    """The sections of a form for one contest: its own votes, then its other fields."""
    return _sections(contest, tuple(fields), words)


@cache
def _sections(
    contest: Contest, fields: tuple[str, ...], words: Words
) -> tuple[Section, ...]:
    others = [field for field in fields if not field.startswith("votes.")]
    rows: dict[str, list[Row]] = {key: [] for key in SECTIONS}
    rows["votes"] = list(_vote_rows(contest, words))
    for row in _rows(others, words):
        rows[_section_of(row.key)].append(row)
    rows["counted"].sort(key=lambda row: _COUNTED.index(row.key))
    return tuple(Section(key, tuple(found)) for key, found in rows.items() if found)


@cache
def label(field: str, contest: Contest, words: Words) -> str:
    """The full name of one field, the sex included."""
    if field.startswith("votes."):
        for row in _vote_rows(contest, words):
            if field in row.fields:
                return row.label
    stem, _, sex = field.rpartition(".")
    if sex in SEXES:
        return f"{_name(stem, words)}, {words(f'sex.{sex}_long')}"
    return _name(field, words)


def _vote_rows(contest: Contest, words: Words) -> Iterator[Row]:
    for c in contest.candidates:
        yield Row(f"votes.{c.number}", f"{c.number}. {c.name}", (f"votes.{c.number}",))
    for p in contest.parties:
        stem, party = f"votes.{p.number}", f"{p.number}. {p.name}"
        yield Row(
            f"{stem}.party", f"{party}: {words('field.party')}", (f"{stem}.party",)
        )
        for c in p.candidates:
            field = f"{stem}.{c.number}"
            yield Row(field, f"{p.number}.{c.number} {c.name}", (field,))
        total = f"{stem}.total"
        yield Row(
            total, f"{party}: {words('field.party_total')}", (total,), heading=True
        )


def _rows(fields: list[str], words: Words) -> Iterator[Row]:
    """Fields that differ only in the sex become one line."""
    grouped: dict[str, list[str]] = {}
    for field in fields:
        stem, _, last = field.rpartition(".")
        grouped.setdefault(stem if last in SEXES else field, []).append(field)
    for key, members in grouped.items():
        by_sex = tuple(f"{key}.{sex}" for sex in SEXES if f"{key}.{sex}" in members)
        yield Row(key, _name(key, words), by_sex or (key,))


def _section_of(key: str) -> str:
    head = key.partition(".")[0]
    if key in _COUNTED:
        return "counted"
    return head if head in SECTIONS else "other"


def _name(key: str, words: Words) -> str:
    special = {"disabled": "field.disabled.total"}.get(key, f"field.{key}")
    return words.get(special, key)
