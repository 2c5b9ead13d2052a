"""Printed guides that look like an 8: told from ink by how dark they are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from omah.core.count.figures import Mark
from omah.reading.cell import ink_strength
from omah.reading.digits import MARKS

PEN_PERCENTILE = 80
"""Of the boxes' darkest ink: at least one box in three of a filled page is written."""
LEAST_PEN = 140
"""No pen is taken to be paler: a page of empty boxes must not read as eights."""
PRINT_SHARE, INK_SHARE = 0.5, 0.7
"""Below the first share of the pen's darkness it is print, above the second ink.

In photographs of the digital drafts, guides stand at 0.2 to 0.45, ink at 0.6 or more
(every one below 0.75 a thin 1).
"""

LEAST_WRITTEN = 0.2
"""Other marks in this share of the boxes tell how dark the pen is, pale or not."""

_EIGHT, _BLANK = MARKS.index(Mark.D8), MARKS.index(Mark.BLANK)


def discount_guides(
    crops: Sequence[NDArray[np.uint8]],
    marks: NDArray[np.float32],
    guided: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Return the marks with what is only a printed guide taken for a blank box.

    The seven segments printed in an empty box make an 8, paler than any pen used on
    the same page. Between the two the box stays undecided, for a person; so it does
    where the pen is so pale that print may be as dark.

    Parameters
    ----------
    crops
        ``N`` grey pictures of boxes, all of one page.
    marks
        ``(N, 16) float32``: probabilities in the order of ``MARKS``.
    guided
        ``(N,)``: which boxes have a printed guide.
    """
    suspects = guided & (marks.argmax(axis=1) == _EIGHT)
    if not suspects.any():
        return marks
    strengths = np.array([ink_strength(crop) for crop in crops], float)
    pens = [max(float(np.percentile(strengths[guided], PEN_PERCENTILE)), LEAST_PEN)]
    written = guided & ~np.isin(marks.argmax(axis=1), (_EIGHT, _BLANK))
    if np.count_nonzero(written) >= LEAST_WRITTEN * np.count_nonzero(guided):
        pens.append(max(1.0, float(np.median(strengths[written]))))
    told = marks.copy()
    for k in np.flatnonzero(suspects):
        shares = (strengths[k] / np.array(pens) - PRINT_SHARE) / (
            INK_SHARE - PRINT_SHARE
        )
        kept = float(np.clip(shares, 0, 1).mean())
        moved = told[k, _EIGHT] * (1 - kept)
        told[k, _EIGHT] -= moved
        told[k, _BLANK] += moved
    return told
