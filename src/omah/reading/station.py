"""Pages of one station, perhaps photographed twice, as one machine reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from omah.core.count.figures import Figures
from omah.reading.decide import FieldReading
from omah.reading.read import LEGIBLE_P, PageReading

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What the machine says of a sheet.

    Attributes
    ----------
    figures
        Field id to value; ``None`` where a person must look: not found, not sure,
        or two photographs of the page say different things.
    ppm
        Field id to confidence in parts per million; fields not found are absent.
    legible
        Whether it says anything at all.
    """

    figures: Figures
    ppm: dict[str, int]
    legible: bool


def read_sheet(pages: Iterable[PageReading], fields: Sequence[str]) -> SheetReading:
    """Return one reading from the settled pages of a station.

    Parameters
    ----------
    pages
        Readings of its photographs, in any order; rejected ones say nothing.
    fields
        Field ids that a sheet has in this contest.

    Returns
    -------
    SheetReading
        A doubtful figure is withheld, not shown: it waits for a person.
    """
    seen: dict[str, list[FieldReading]] = {}
    for page in pages:
        for reading in page.fields:
            seen.setdefault(reading.field, []).append(reading)
    figures = {name: agreed(seen.get(name, ())) for name in fields}
    ppm = {name: confidence(seen[name]) for name in fields if name in seen}
    return SheetReading(figures, ppm, any(v is not None for v in figures.values()))


def agreed(readings: Sequence[FieldReading]) -> int | None:
    """Return the value that every sure photograph of a number shows.

    One doubtful photograph does not spoil a sure one, but two sure ones that
    differ are two different papers, and that is for a person.
    """
    values = {r.value for r in readings if r.value is not None and r.p >= LEGIBLE_P}
    return values.pop() if len(values) == 1 else None


def confidence(readings: Sequence[FieldReading]) -> int:
    """Return the best photograph's confidence in parts per million."""
    return max(int(reading.p * MILLION) for reading in readings)
