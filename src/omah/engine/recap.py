"""The recapitulation of ``omah.core.recap`` over tables, at engine speed.

Sheets are added up once, to the kelurahan or desa; every level above is the
sum of the totals of the level below.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from omah.core.participation import PAIRS, Pair, Turnout
from omah.core.recap import FieldTotal, Standing, Total
from omah.core.regions import Level
from omah.engine.sheet_table import PATH_SEPARATOR, SheetTable, literal, quoted


@dataclass(frozen=True, slots=True)
class RegionTotal:
    """One line of a recapitulation."""

    code: str
    name: str
    level: Level
    standing: Standing
    total: Total


@dataclass(frozen=True, slots=True)
class TableRecap:
    """Totals of a table at every level, kept in the engine until asked for."""

    table: SheetTable
    fields: tuple[str, ...]
    pairs: tuple[Pair, ...]

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

    def level_of(self, code: str) -> Level:
        return self.table.level_of(code)

    def holds(self, code: str, part: str) -> bool:
        """Whether ``part`` lies within the region ``code``."""
        return self.table.ancestor(part, self.level_of(code)) == code

    def _rows(self, level: Level, condition: str) -> Iterator[RegionTotal]:
        source = f"recap_{int(level)}"
        if level is Level.STATION:
            source = f"({_station_sql(self)})"
        columns = ", ".join(_columns(self))
        rows = self.table.con.execute(
            f"select code, standing, sheets, {columns} from {source} "  # noqa: S608 - quoted
            f"where {condition} order by code, standing"
        ).fetchall()
        names = _names(self.table, level, condition)
        for code, standing, sheets, *sums in rows:
            total = _total(self, sheets, sums)
            name = names.get(code, "")
            yield RegionTotal(code, name, level, Standing(standing), total)


def recap_table(table: SheetTable) -> TableRecap:
    """Add a table up at every level."""
    pairs = tuple(p for p in PAIRS if {p.voters, p.users} <= set(table.fields))
    recap = TableRecap(table, table.fields, pairs)
    for level in (Level.KELDES, Level.KECAMATAN, Level.KABKOTA, Level.PROVINSI):
        table.con.execute(_level_sql(recap, level))
    table.con.execute(_level_sql(recap, Level.NASIONAL))
    return recap


def _level_sql(recap: TableRecap, level: Level) -> str:
    if level is Level.KELDES:
        source, region, sheets = "sheets", "station", "count(*)"
        sums = _first_sums(recap)
    else:
        source, region, sheets = f"recap_{level + 1}", "code", "sum(sheets)"
        sums = [f"sum({column})" for column in _columns(recap)]
    selected = ", ".join(
        f"{expression} as {column}"
        for expression, column in zip(sums, _columns(recap), strict=True)
    )
    return (
        f"create temp table recap_{int(level)} as select "  # noqa: S608 - quoted
        f"{recap.table.region_sql(region, level)} as code, standing, "
        f"{sheets}::bigint as sheets, {selected} from {source} "
        "where standing is not null group by 1, 2"
    )


def _station_sql(recap: TableRecap) -> str:
    selected = ", ".join(
        f"{expression} as {column}"
        for expression, column in zip(_first_sums(recap), _columns(recap), strict=True)
    )
    return (
        f"select station as code, standing, count(*) as sheets, {selected} "  # noqa: S608 - quoted
        "from sheets where standing is not null group by 1, 2"
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
        both = f"filter ({voters} is not null and {users} is not null)"
        sums += [
            f"coalesce(sum({voters}) {both}, 0)",
            f"coalesce(sum({users}) {both}, 0)",
            f"count(*) {both}",
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
