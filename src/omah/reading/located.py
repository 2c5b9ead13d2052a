"""A page found in a photograph: which, and where it lies."""

from dataclasses import dataclass

import numpy as np

from omah.core.count.forms import Form, Page
from omah.reading.bend import Bend
from omah.reading.fit import Matrix, Sight
from omah.reading.image import Grey


@dataclass(frozen=True, slots=True)
class Located:
    """A page found in a photograph.

    Attributes
    ----------
    form, page
        Which page it is.
    photograph
        ``(H, W) uint8``.
    lines
        Where the printed lines of the flat page are sought.
    flat
        ``(3, 3)``; page mm to px of the flat page.
    to_photograph
        ``(3, 3)``; px of the flat page to px of the photograph.
    similarity
        Share of the page's printed lines found in place, 0 to 1.
    bend
        How the paper departs from a plane, where it has to be known.
    """

    form: Form
    page: Page
    photograph: Grey
    lines: Sight
    flat: Matrix
    to_photograph: Matrix
    similarity: float
    bend: Bend | None = None

    @property
    def homography(self) -> Matrix:
        """Page mm to px of the photograph."""
        return np.asarray(self.to_photograph @ self.flat)
