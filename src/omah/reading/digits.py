"""What stands in one digit box: a small network over normalised cells."""

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.figures import Mark
from omah.reading.cell import SIDE, normalise
from omah.reading.session import open_session

MARKS: tuple[Mark, ...] = (
    *(Mark(str(digit)) for digit in range(10)),
    Mark.X,
    Mark.DASH,
    Mark.BLANK,
    Mark.STRUCK,
    Mark.OVERWRITTEN,
    Mark.UNREADABLE,
)
"""Order of the network's classes."""

LEGIBLE = 13
"""So many of them stand for a digit or for nothing; the last three are doubts."""

# A crop is light ink on dark paper when its lightest part stands out by this many
# grey levels, and by this much more than its darkest.
LIGHT_INK, LIGHTER = 30, 1.5


class DigitNet:
    """The trained network; reads many cells at once.

    Parameters
    ----------
    model
        The bytes of ``digits.onnx``.
    threads
        Threads inside one call; pages are better read by several processes.
    """

    def __init__(self, model: bytes, threads: int = 1) -> None:
        self._session = open_session(model, threads)

    def classify(
        self, cells: Sequence[NDArray[np.uint8]] | NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        """Return how likely each mark is in each cell.

        Parameters
        ----------
        cells
            ``(N, SIDE, SIDE) uint8``, each made by :func:`omah.reading.cell.normalise`.

        Returns
        -------
        ndarray
            ``(N, 16) float32``: calibrated probabilities in the order of
            ``MARKS``; each row sums to 1.

        Raises
        ------
        ValueError
            If the cells do not have the shape and type of normalised ones.
        """
        batch = np.asarray(cells)
        if batch.size == 0:
            return np.zeros((0, len(MARKS)), np.float32)
        if batch.shape[1:] != (SIDE, SIDE) or batch.dtype != np.uint8:
            raise ValueError(f"cells must be (N, {SIDE}, {SIDE}) uint8")
        return np.asarray(self._session.run(None, {"cells": batch})[0], np.float32)


def read_boxes(
    net: DigitNet, crops: Iterable[NDArray[np.uint8]]
) -> NDArray[np.float32]:
    """Return how likely each mark is in pictures of single digit boxes.

    For crops from elsewhere, cut by anyone: a page's own boxes go through
    :func:`omah.reading.cut.cut_cells`.

    Parameters
    ----------
    net
        The network.
    crops
        One box each, ``(H, W)`` grey or ``(H, W, 3)`` BGR, ``uint8``, both sides at
        least 4 px: of any size, with or without printed lines and some paper
        around them, upright to about ten degrees, dark ink on light or the other
        way round.

    Returns
    -------
    ndarray
        ``(N, 16) float32``: calibrated probabilities in the order of ``MARKS``.

    Raises
    ------
    ValueError
        If a crop is not such a picture.

    Examples
    --------
    >>> from importlib.resources import files
    >>> net = DigitNet(files("omah").joinpath("data/models/digits.onnx").read_bytes())
    >>> box = np.full((60, 50), 230, np.uint8)
    >>> _ = cv2.line(box, (25, 12), (25, 48), 40, 3)
    >>> [str(MARKS[k]) for k in read_boxes(net, [box, 255 - box]).argmax(axis=1)]
    ['1', '1']
    """
    cells = [normalise(dark_on_light(crop)) for crop in crops]
    return net.classify(cells)


def dark_on_light(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a crop as grey, its paper light; the middling grey is taken for paper."""
    grey = crop
    if crop.ndim == 3 and crop.dtype == np.uint8:
        grey = np.asarray(cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY), np.uint8)
    if not grey.size:
        return grey
    low, middle, high = np.percentile(grey, (3, 50, 97))
    is_light_ink = high - middle > max(LIGHT_INK, LIGHTER * (middle - low))
    return np.asarray(cv2.bitwise_not(grey), np.uint8) if is_light_ink else grey
