"""From a table's totals to the printable sheet of one kecamatan."""

from omah.core.count.contests import Contest
from omah.core.count.recap import Standing
from omah.core.places.regions import Level
from omah.engine.recap import RegionTotal, TableRecap
from omah.formats.columns_toml import PATH_SEPARATOR
from omah.formats.recap_sheet import RecapSheet, SheetColumn, SheetTable, vote_labels


def sheet_of(recap: TableRecap, code: str, contest: Contest | None) -> RecapSheet:
    """Gather the accepted totals of a kecamatan, its parts and its stations."""
    keldes = _accepted(recap, Level.KELDES, code)
    stations = _accepted(recap, Level.STATION, code)
    tables = [SheetTable("Per kelurahan/desa", tuple(map(_column, keldes)))]
    for part in keldes:
        columns = tuple(_column(s) for s in stations if recap.holds(part.code, s.code))
        tables.append(SheetTable(f"Kelurahan/Desa {part.name or part.code}", columns))
    unconfirmed = [r for r in recap.of(code) if r.standing is Standing.UNCONFIRMED]
    return RecapSheet(
        title=contest.title_id if contest else "Hasil penghitungan suara",
        place=_place(recap, code),
        labels=vote_labels(contest, recap.fields),
        tables=tuple(tables),
        left_out=sum(row.total.sheets for row in unconfirmed),
        invented=contest.invented if contest else False,
    )


def file_name(code: str) -> str:
    """A name for the sheet's file that any file system takes."""
    words = "".join(c if c.isalnum() else " " for c in code.casefold()).split()
    return f"rekap-{'-'.join(words)}.pdf"


def _accepted(recap: TableRecap, level: Level, code: str) -> list[RegionTotal]:
    rows = recap.at(level, code)
    return [row for row in rows if row.standing is Standing.ACCEPTED]


def _column(row: RegionTotal) -> SheetColumn:
    if row.level is not Level.STATION:
        return SheetColumn(row.name or row.code, row.total)
    number = row.code.split(PATH_SEPARATOR)[-1][-3:]
    return SheetColumn(f"TPS {number.zfill(3)}", row.total)


def _place(recap: TableRecap, code: str) -> tuple[str, ...]:
    levels = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN)
    codes = [recap.table.ancestor(code, level) for level in levels]
    names = {row.code: row.name for each in codes for row in recap.of(each)}
    return tuple(names[each] or each for each in codes)
