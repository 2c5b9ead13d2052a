"""What stands in one digit box: a small network over a normalised crop.

Training (``tools/train_digits.py``) and reading share :func:`normalise`, so
that the network sees in service what it saw in training.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from omah.core.figures import Mark

SIDE = 32
"""Side of a normalised cell in pixels."""

MARKS: tuple[Mark, ...] = (
    *(Mark(str(digit)) for digit in range(10)),
    Mark.X,
    Mark.DASH,
    Mark.BLANK,
)
"""Order of the network's classes; unreadable is left to the decision."""

_LONGEST = 64
"""Larger crops shrink to this first; strokes keep at least three pixels."""

_PAPER_WINDOW = 0.4
"""Share of the crop over which paper must show; wider than any pen stroke."""

_RULE_REACH = 0.22
"""Printed box lines lie within this share of the crop from its edge."""

_RULE_LENGTH = 0.75
"""A printed line runs this share of the crop; pen strokes so near the edge do not."""

_RULE_DRIFT = 5
"""Rows over which a line may drift, for boxes turned by up to five degrees."""

_FAINTEST = 64
"""Darkness (of 255) below which strokes are not stretched to full black.

Without this floor the noise of an empty box would be raised to ink.
"""

_WRITING = 0.4
"""Share of the strongest ink above which a pixel belongs to the writing."""

_ROOM = 1.25
"""The window's side over the writing's longer side."""

_CLOSEST = 0.45
"""The window's least share of the box: a dash or a speck is not blown up."""


def normalise(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the writing in a digit box, light on black, in a fixed size.

    Even out the light, cut printed box lines away, centre the writing,
    stretch the ink.

    Parameters
    ----------
    crop
        ``(H, W) uint8`` grey picture of one box, dark ink on light paper, with
        or without its printed lines; both sides at least 4 pixels.

    Returns
    -------
    ndarray
        ``(SIDE, SIDE) uint8``: 0 is paper, 255 the darkest ink. The aspect
        ratio is kept; what lies beyond the crop is paper.

    Raises
    ------
    ValueError
        If the crop is not a grey picture of at least 4 by 4 pixels.

    Notes
    -----
    Ink is measured relative to the paper around it, which removes casts and
    shadows. The printed guide of dots and a watermark stay: they are fainter
    than ink, and the network has learnt them.

    Examples
    --------
    >>> box = np.full((48, 44), 200, np.uint8)
    >>> box[8:40, 20:23] = 60
    >>> cell = normalise(box)
    >>> cell.shape, int(cell[16, 15]), int(cell[16, 4])
    ((32, 32), 255, 0)
    """
    if crop.ndim != 2 or crop.dtype != np.uint8 or min(crop.shape) < 4:
        raise ValueError("a digit box is a grey uint8 picture of at least 4 x 4")
    ink = _inside(_darkness(_shrink(crop)))
    strongest = max(_percentile(ink, 98), _FAINTEST)
    window = _framed(ink, strongest)
    method = cv2.INTER_AREA if len(window) > SIDE else cv2.INTER_LINEAR
    cell = cv2.resize(window, (SIDE, SIDE), interpolation=method)
    return np.asarray(cv2.convertScaleAbs(cell, alpha=255 / strongest), np.uint8)


def _percentile(values: NDArray[np.uint8], share: int) -> int:
    """Return the value that ``share`` percent of the pixels do not exceed."""
    rank = values.size * share // 100
    return int(np.partition(values, rank, axis=None)[rank])


def _shrink(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    scale = _LONGEST / max(crop.shape)
    if scale >= 1:
        return crop
    size = (max(4, round(crop.shape[1] * scale)), max(4, round(crop.shape[0] * scale)))
    return np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), np.uint8)


def _darkness(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return how much of the paper's light each pixel swallows, 0 to 255."""
    size = max(3, int(max(crop.shape) * _PAPER_WINDOW) | 1)
    window = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    paper = cv2.blur(
        cv2.morphologyEx(crop, cv2.MORPH_CLOSE, window),
        (size, size),
        borderType=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cv2.bitwise_not(cv2.divide(crop, paper, scale=255)), np.uint8)


def _inside(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the part of the crop inside the printed lines, where there are any."""
    dark = np.asarray(ink > max(0.4 * _percentile(ink, 97), 20), np.uint8)
    top, bottom = _between_rules(dark)
    left, right = _between_rules(dark.T)
    return ink[top:bottom, left:right]


def _between_rules(dark: NDArray[np.uint8]) -> tuple[int, int]:
    """Return the rows between the innermost lines near both edges."""
    height = dark.shape[0]
    reach = int(height * _RULE_REACH)
    drifting = cv2.dilate(dark, np.ones((_RULE_DRIFT, 1), np.uint8))
    is_rule = drifting.mean(axis=1) > _RULE_LENGTH
    before = np.flatnonzero(is_rule[:reach])
    after = np.flatnonzero(is_rule[::-1][:reach])
    first = int(before[-1]) + 1 if before.size else 0
    last = height - (int(after[-1]) + 1 if after.size else 0)
    return first, last


def _framed(ink: NDArray[np.uint8], strongest: int) -> NDArray[np.uint8]:
    """Return a square window around the writing, no larger than the box."""
    size = max(ink.shape)
    inked = cv2.blur(ink, (3, 3)) > _WRITING * strongest
    spans = [np.flatnonzero(inked.any(axis=axis)) for axis in (1, 0)]
    if not spans[0].size:
        return _window(ink, ink.shape[0] / 2, ink.shape[1] / 2, size)
    extent = max(int(span[-1] - span[0]) + 1 for span in spans)
    side = min(max(extent * _ROOM, size * _CLOSEST), size)
    y, x = (float(span[0] + span[-1] + 1) / 2 for span in spans)
    return _window(ink, y, x, round(side))


def _window(ink: NDArray[np.uint8], y: float, x: float, side: int) -> NDArray[np.uint8]:
    """Return the square around a point; beyond the picture it is paper."""
    top, left = round(y - side / 2), round(x - side / 2)
    first_y, first_x = max(top, 0), max(left, 0)
    part = ink[first_y : top + side, first_x : left + side]
    window = np.zeros((side, side), np.uint8)
    y0, x0 = first_y - top, first_x - left
    window[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = part
    return window


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
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )

    def classify(
        self, cells: Sequence[NDArray[np.uint8]] | NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        """Return how likely each mark is in each cell.

        Parameters
        ----------
        cells
            ``(N, SIDE, SIDE) uint8``, each made by :func:`normalise`.

        Returns
        -------
        ndarray
            ``(N, 13) float32``: calibrated probabilities in the order of
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
