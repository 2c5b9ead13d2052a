"""The recapitulation of ``omah.core.count.recap`` over tables, at engine speed.

A level is added up when it is first asked for: from the totals of the nearest
level below it that is known, else from the sheets.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from omah.core.count.participation import PAIRS, Pair, Turnout
from omah.core.count.recap import FieldTotal, Standing, Total
from omah.core.places.regions import Level
from omah.core.places.registers import RegionRegister
from omah.engine.sheet_table import SheetTable, literal, quoted
from omah.formats.columns_toml import PATH_SEPARATOR


@dataclass(frozen=True, slots=True)
class RegionTotal:
    """One line of a recapitulation.

    ``registered`` is how many stations the region has; None without a register.
    """

    code: str
    name: str
    level: Level
    standing: Standing
    total: Total
    registered: int | None = None


@dataclass(frozen=True, slots=True)
class TableRecap:
    """Totals of a table at every level, kept in the engine until asked for."""

    table: SheetTable
    fields: tuple[str, ...]
    pairs: tuple[Pair, ...]
    register: RegionRegister | None = None
    known: set[Level] = field(default_factory=set)

    def add_up(self, *levels: Level) -> None:
        """Compute the totals of these levels, the lowest first."""
        for level in sorted(levels, reverse=True):
            if level not in self.known and level is not Level.STATION:
                below = min((k for k in self.known if k > level), default=None)
                self.table.con.execute(_level_sql(self, level, below))
                self.known.add(level)

    def at(self, level: Level, within: str = "") -> Iterator[RegionTotal]:
        """Yield the totals of a level, of the regions that lie within one."""
        return self._rows(level, _within_sql(self.table, within))

    def parts_of(self, code: str) -> Iterator[RegionTotal]:
        """Yield the parts whose sum is the total of ``code``."""
        level = self.level_of(code)
        if level is Level.STATION:
            return iter(())
        return self.at(Level(level + 1), code)

    def of(self, code: str) -> Iterator[RegionTotal]:
        """Yield the totals of one region, one for each standing it has."""
        return self._rows(self.level_of(code), f"code = {literal(code)}")

    def waiting(self) -> int:
        """How many sheets are in no total because a person must look first."""
        ((count,),) = self.table.con.execute(
            "select count(*) from sheets where standing is null"
        ).fetchall()
        return int(count)

    def strangers(self) -> tuple[str, ...]:
        """Stations with a sheet that the register does not know, in order."""
        if self.register is None or not self.table.columns.station:
            return ()
        known = frozenset(self.register.stations_of(""))
        rows = self.table.con.execute("select station from sheets").fetchall()
        return tuple(sorted(station for (station,) in rows if station not in known))

    def level_of(self, code: str) -> Level:
        return self.table.level_of(code)

    def holds(self, code: str, part: str) -> bool:
        """Whether ``part`` lies within the region ``code``."""
        return self.table.ancestor(part, self.level_of(code)) == code

    def _rows(self, level: Level, condition: str) -> Iterator[RegionTotal]:
        self.add_up(level)
        source = f"recap_{int(level)}"
        if level is Level.STATION:
            source = f"({_station_sql(self)})"
        columns = ", ".join(_columns(self))
        rows = self.table.con.execute(
            f"select code, standing, sheets, {columns} from {source} "  # noqa: S608 - quoted
            f"where {condition} order by code, standing"
        ).fetchall()
        names = {} if self.register else _names(self.table, level, condition)
        for code, standing, sheets, *sums in rows:
            total = _total(self, int(sheets), sums)
            name, registered = names.get(code, ""), None
            if self.register:
                name = self.register.name_of(code)
                registered = len(self.register.stations_of(code))
            yield RegionTotal(code, name, level, Standing(standing), total, registered)


def recap_table(
    table: SheetTable, register: RegionRegister | None = None
) -> TableRecap:
    """Open the recapitulation of a table; nothing is added up before it is asked.

    With a register, regions have its names and say how many stations they have.
    """
    pairs = tuple(p for p in PAIRS if {p.voters, p.users} <= set(table.fields))
    return TableRecap(table, table.fields, pairs, register)


def _level_sql(recap: TableRecap, level: Level, below: Level | None) -> str:
    if below is None:
        source, region = "sheets", "station"
        sums = ["count(*)", *_first_sums(recap)]
    else:
        source, region = f"recap_{int(below)}", "code"
        sums = [f"sum({column})" for column in ("sheets", *_columns(recap))]
    return f"create or replace temp table recap_{int(level)} as " + _grouped_sql(
        recap, recap.table.region_sql(region, level), sums, source
    )


def _station_sql(recap: TableRecap) -> str:
    sums = ["count(*)", *_first_sums(recap)]
    return _grouped_sql(recap, "station", sums, "sheets")


def _grouped_sql(recap: TableRecap, code: str, sums: list[str], source: str) -> str:
    named = ", ".join(
        f"{expression} as {column}"
        for expression, column in zip(sums, ("sheets", *_columns(recap)), strict=True)
    )
    return (
        f"select {code} as code, standing, {named} from {source} "  # noqa: S608 - quoted
        "where standing is not null group by 1, 2"
    )


def _columns(recap: TableRecap) -> list[str]:
    return [
        *(quoted(f"{part} {name}") for name in recap.fields for part in ("sum", "n")),
        *(
            quoted(f"{part} {pair.group}")
            for pair in recap.pairs
            for part in ("voters", "users", "sheets")
        ),
    ]


def _first_sums(recap: TableRecap) -> list[str]:
    sums: list[str] = []
    for name in recap.fields:
        sums += [f"coalesce(sum({quoted(name)}), 0)", f"count({quoted(name)})"]
    for pair in recap.pairs:
        voters, users = quoted(pair.voters), quoted(pair.users)
        # A sum with FILTER costs DuckDB more than twice this.
        sums += [
            f"coalesce(sum(case when {users} is not null then {voters} end), 0)",
            f"coalesce(sum(case when {voters} is not null then {users} end), 0)",
            f"count({voters} + {users})",
        ]
    return sums


def _total(recap: TableRecap, sheets: int, sums: list[int]) -> Total:
    split = 2 * len(recap.fields)
    values, known = sums[:split:2], sums[1:split:2]
    fields = map(FieldTotal, values, known)
    turnout = {pair.group: Turnout() for pair in PAIRS}
    for place, pair in enumerate(recap.pairs):
        turnout[pair.group] = Turnout(*sums[split + 3 * place : split + 3 * place + 3])
    return Total(sheets, dict(zip(recap.fields, fields, strict=True)), turnout)


def _within_sql(table: SheetTable, code: str) -> str:
    if not code:
        return "true"
    prefix = code if table.columns.station else code + PATH_SEPARATOR
    return f"starts_with(code, {literal(prefix)})"


def _names(table: SheetTable, level: Level, condition: str) -> dict[str, str]:
    if level is Level.NASIONAL:
        return {}
    if not table.columns.station:
        last = f"string_split(station, {literal(PATH_SEPARATOR)})[{int(level)}]"
    elif table.columns.names and level < Level.STATION:
        last = f"name_{int(level)}"
    else:
        return {}
    return dict(
        table.con.execute(
            f"select {table.region_sql('station', level)} as code, min({last}) "  # noqa: S608 - quoted
            f"from sheets where {condition} group by 1"
        ).fetchall()
    )
