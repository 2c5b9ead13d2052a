"""Totals from stations beside the totals that the commission announced."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from omah.core.places.regions import Level
from omah.engine.recap import TableRecap
from omah.engine.sheet_table import connect
from omah.formats.columns_toml import PATH_SEPARATOR


@dataclass(frozen=True, slots=True)
class Comparison:
    """One region: what was announced, what its stations add up to.

    ``from_stations`` is None where no station of the region is in the table;
    ``unknown`` counts the region's stations whose votes nobody had typed.
    """

    region: str
    official: tuple[int, ...]
    from_stations: tuple[int, ...] | None
    unknown: int

    @property
    def differences(self) -> tuple[int, ...] | None:
        if self.from_stations is None:
            return None
        pairs = zip(self.from_stations, self.official, strict=True)
        return tuple(ours - theirs for ours, theirs in pairs)


def compare_president_2019(
    recap: TableRecap, official: Path, level: Level
) -> Iterator[Comparison]:
    """Compare with the official table of 2019, by provinsi or by kabkota."""
    totals = {row.code: row.total for row in recap.at(level)}
    place = "prov" if level is Level.PROVINSI else "prov || ? || kab"
    separator = [] if level is Level.PROVINSI else [PATH_SEPARATOR]
    with connect() as con:
        rows = con.execute(
            f"select ltrim({place}, '+') as region, v1::bigint, v2::bigint "  # noqa: S608 - constants
            "from read_csv(?, all_varchar = true) order by region",
            [*separator, str(official)],
        ).fetchall()
    for region, *votes in rows:
        total = totals.get(region)
        names = ("votes.1", "votes.2")
        ours = tuple(total.fields[name].value for name in names) if total else None
        unknown = total.unknown("votes.1") if total else 0
        yield Comparison(region, tuple(votes), ours, unknown)
