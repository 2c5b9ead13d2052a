"""What the page of a region says, ready for its template: pure, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from omah.core.count.contests import Contest
from omah.core.count.recap import FieldTotal, Standing, Total
from omah.core.count.record import SheetStatus
from omah.core.places.regions import Level, level_of
from omah.site.addresses import region_page, station_link
from omah.site.fields import Choice, Row, Section, choices, sections
from omah.site.i18n import Words
from omah.site.marks import COUNT, mark, per_mille
from omah.site.tallies import Tally

STATUS_ORDER = (
    SheetStatus.ACCEPTED,
    SheetStatus.CORRECTED,
    SheetStatus.UNCONFIRMED,
    SheetStatus.DIFFERS,
    SheetStatus.WAITING,
    SheetStatus.REJECTED,
    SheetStatus.MISSING,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its mark; ``rate`` is in per mille, written as per cent."""

    value: int | None
    mark: str
    rate: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a chart: what it is, how many, and its share in per mille."""

    key: str
    count: Figure
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One choice on the ballot with its votes."""

    number: int
    name: str
    votes: Figure
    share: Figure
    width: int
    unknown: Figure | None


@dataclass(frozen=True, slots=True)
class Result:
    """The votes of one standing in one region."""

    standing: Standing
    sheets: Figure
    choices: tuple[ChoiceLine, ...]
    sections: tuple["SummedSection", ...]


@dataclass(frozen=True, slots=True)
class SummedSection:
    """Other sums of a region, such as the use of ballots."""

    section: Section
    lines: tuple[tuple[Row, tuple[Figure, ...]], ...]


@dataclass(frozen=True, slots=True)
class TurnoutLine:
    """Participation of one group; all None where it is unknown."""

    group: str
    voters: Figure
    users: Figure
    rate: Figure


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One line of the table of areas."""

    name: str
    href: str
    stations: Figure
    accepted: Figure
    attention: Figure
    findings: Figure
    votes: tuple[Figure, ...]
    turnout: Figure
    progress: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One station in the grid of all stations of a region."""

    number: str
    href: str
    status: str


@dataclass(frozen=True, slots=True)
class RegionView:
    """Everything that a region's page shows apart from its stations' sheets."""

    contest: Contest
    code: str
    name: str
    level: Level
    trail: tuple[tuple[str, str], ...]
    stations: Figure
    accepted_stations: Figure
    progress: tuple[Part, ...]
    accepted: Result
    unconfirmed: Result
    turnout: tuple[TurnoutLine, ...]
    disabled_known: bool
    choices: tuple[Choice, ...]
    children: tuple[ChildLine, ...]
    findings: tuple[tuple[str, Figure], ...]
    tiles: tuple[tuple[str, str, tuple[Tile, ...]], ...]
    changed_at: int
    waiting: int

    @property
    def child_level(self) -> str:
        return Level(self.level + 1).name.lower()


def region_view(
    tally: Tally, code: str, fields: Sequence[str], words: Words
) -> RegionView:
    accepted = _result(tally, Standing.ACCEPTED, code, fields, words)
    statuses = tally.statuses[code]
    turnout = _turnout(tally, code)
    done = statuses[SheetStatus.ACCEPTED] + statuses[SheetStatus.CORRECTED]
    return RegionView(
        contest=tally.contest,
        code=code,
        name=region_name(tally, code, words),
        level=level_of(code),
        trail=_trail(tally, code, words),
        stations=_count(tally, code, "stations", tally.stations(code)),
        accepted_stations=_count(tally, code, "stations.done", done),
        progress=_progress(tally, code),
        accepted=accepted,
        unconfirmed=_result(tally, Standing.UNCONFIRMED, code, fields, words),
        turnout=turnout,
        disabled_known=any(line.group.startswith("disabled") for line in turnout),
        choices=choices(tally.contest),
        children=_children(tally, code, words),
        findings=tuple(
            (rule, _count(tally, code, f"findings.{rule}", sheets))
            for rule, sheets in sorted(tally.broken[code].items(), key=_rule_order)
        ),
        tiles=_tiles(tally, code, words),
        changed_at=tally.changed_at.get(code, 0),
        waiting=tally.needing_person(code),
    )


def region_name(tally: Tally, code: str, words: Words) -> str:
    return tally.register.name_of(code) if code else words("level.nation_name")


def _rule_order(item: tuple[str, int]) -> tuple[int, str]:
    return int("".join(filter(str.isdigit, item[0])) or 0), item[0]


def _trail(tally: Tally, code: str, words: Words) -> tuple[tuple[str, str], ...]:
    """Name and page of the regions above, the top first."""
    tops = [
        above
        for above in (code[:digits] for digits in (0, 2, 4, 6))
        if len(tally.contest.region) <= len(above) < len(code)
    ]
    return tuple(
        (region_name(tally, above, words), region_page(tally.contest.id, above))
        for above in dict.fromkeys(tops)
    )


def _count(tally: Tally, code: str, field: str, value: int) -> Figure:
    return Figure(value, mark(tally.contest.id, code, field, COUNT))


def _progress(tally: Tally, code: str) -> tuple[Part, ...]:
    stations = tally.stations(code)
    parts, start = [], 0
    for status in STATUS_ORDER:
        value = tally.statuses[code][status]
        width = per_mille(value, stations) or 0
        count = _count(tally, code, f"stations.{status}", value)
        parts.append(Part(status, count, start, width))
        start += width
    return tuple(parts)


def _sum(
    tally: Tally, standing: Standing, code: str, field: str, total: Total
) -> Figure:
    """A total; unknown where no sheet states the field."""
    known = total.fields.get(field, FieldTotal())
    value = known.value if known.known else None
    return Figure(value, mark(tally.contest.id, code, field, standing))


def _result(
    tally: Tally, standing: Standing, code: str, fields: Sequence[str], words: Words
) -> Result:
    total = tally.total(standing, code)
    groups = sections(tally.contest, fields, words)
    return Result(
        standing,
        Figure(total.sheets, mark(tally.contest.id, code, "sheets", standing)),
        tuple(
            _choice_line(tally, standing, code, choice, total)
            for choice in choices(tally.contest)
        ),
        tuple(
            _summed(tally, standing, code, group, total)
            for group in groups
            if group.key != "votes"
        ),
    )


def _summed(
    tally: Tally, standing: Standing, code: str, section: Section, total: Total
) -> SummedSection:
    lines = tuple(
        (row, tuple(_sum(tally, standing, code, f, total) for f in row.fields))
        for row in section.rows
    )
    return SummedSection(section, lines)


def _choice_line(
    tally: Tally, standing: Standing, code: str, choice: Choice, total: Total
) -> ChoiceLine:
    contest, field = tally.contest.id, choice.field
    votes = _sum(tally, standing, code, field, total)
    valid = total.fields.get("valid", FieldTotal()).value
    share = None if votes.value is None else per_mille(votes.value, valid)
    unknown = total.unknown(field)
    return ChoiceLine(
        choice.number,
        choice.name,
        votes,
        Figure(share, mark(contest, code, f"share.{field}", standing), rate=True),
        min(share or 0, 1000),
        Figure(unknown, mark(contest, code, f"unknown.{field}", standing))
        if unknown
        else None,
    )


def _turnout(tally: Tally, code: str) -> tuple[TurnoutLine, ...]:
    return tuple(
        turnout_line(tally, code, group)
        for group, turnout in tally.total(Standing.ACCEPTED, code).turnout.items()
        if turnout.sheets or not group.startswith("disabled")
    )


def turnout_line(tally: Tally, code: str, group: str) -> TurnoutLine:
    standing = Standing.ACCEPTED
    turnout = tally.total(standing, code).turnout.get(group)
    known = turnout if turnout and turnout.sheets else None

    def figure(name: str, value: int | None, *, rate: bool = False) -> Figure:
        marked = mark(tally.contest.id, code, f"{name}:{group}", standing)
        return Figure(value, marked, rate=rate)

    return TurnoutLine(
        group,
        figure("voters", known.voters if known else None),
        figure("users", known.users if known else None),
        figure("rate", known.per_mille if known else None, rate=True),
    )


def _children(tally: Tally, code: str, words: Words) -> tuple[ChildLine, ...]:
    if level_of(code) >= Level.KELDES:
        return ()
    return tuple(
        _child_line(tally, child, words) for child in tally.register.parts_of(code)
    )


def _child_line(tally: Tally, code: str, words: Words) -> ChildLine:
    statuses, total = tally.statuses[code], tally.total(Standing.ACCEPTED, code)
    done = statuses[SheetStatus.ACCEPTED] + statuses[SheetStatus.CORRECTED]
    return ChildLine(
        region_name(tally, code, words),
        region_page(tally.contest.id, code),
        _count(tally, code, "stations", tally.stations(code)),
        _count(tally, code, "stations.done", done),
        _count(tally, code, "stations.attention", tally.needing_person(code)),
        _count(tally, code, "findings", tally.with_findings[code]),
        tuple(
            _sum(tally, Standing.ACCEPTED, code, choice.field, total)
            for choice in choices(tally.contest)
        ),
        turnout_line(tally, code, "j").rate,
        per_mille(done, tally.stations(code)) or 0,
    )


def _tiles(
    tally: Tally, code: str, words: Words
) -> tuple[tuple[str, str, tuple[Tile, ...]], ...]:
    """Villages with a tile for each station, from kecamatan level down."""
    level = level_of(code)
    if level not in {Level.KECAMATAN, Level.KELDES}:
        return ()
    villages = (code,) if level is Level.KELDES else tally.register.parts_of(code)
    return tuple(
        (
            region_name(tally, keldes, words),
            region_page(tally.contest.id, keldes),
            tuple(_tile(tally, s) for s in tally.register.parts_of(keldes)),
        )
        for keldes in villages
    )


def _tile(tally: Tally, station: str) -> Tile:
    return Tile(
        str(int(station[10:])),
        station_link(tally.contest.id, station),
        tally.status(station),
    )
