"""Which other ink of a number may be heard on bent paper.

Tallies, sums and words are cut as their number's boxes lie. Beyond a fold that is
aside: all words of a page were once cut alike, each without its first.
"""

from dataclasses import replace

import numpy as np

from omah.core.count.forms import Number, Rect
from omah.reading.cut import Place, bent_at
from omah.reading.fit import UM_PER_MM, project
from omah.reading.located import Located

ASIDE_MM = 1.0
"""An area lies plain with its number if no part of it lies farther aside."""
_GRID = (9, 4)
"""Points across and down an area that are looked at."""


def only_plain(located: Located, place: Place) -> Place:
    """Return the place without areas that the paper bends away from its boxes."""
    if located.bend is None:
        return place
    number = place.number

    def kept(area: Rect | None) -> Rect | None:
        is_heard = area is not None and is_plain(located, number, area)
        return area if is_heard else None

    tally, sums, words = map(kept, (number.tally, number.sums, number.words))
    heard = replace(number, tally=tally, sums=sums, words=words)
    return replace(place, number=heard)


def is_plain(located: Located, number: Number, area: Rect) -> bool:
    """Return whether an area lies where its number's boxes foretell."""
    if located.bend is None:
        return True
    x = area.x + area.w * np.linspace(0, 1, _GRID[0])
    y = area.y + area.h * np.linspace(0, 1, _GRID[1])
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2) / UM_PER_MM
    flat = project(located.flat, points)
    foretold = project(bent_at(located, number), flat)
    aside = np.linalg.norm(flat + located.bend.at(points) - foretold, axis=1)
    px_per_mm = np.sqrt(abs(np.linalg.det(located.flat[:2, :2])))
    return bool(aside.max() <= ASIDE_MM * px_per_mm)
