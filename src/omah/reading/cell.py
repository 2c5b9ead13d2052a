"""From a digit box to the writing in it: light on black, centred, of one size.

Training (``tools/train_digits.py``) and reading share this, so that the network
sees in service what it saw in training. All boxes of a page go through at once.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 24
"""Side of a normalised cell in pixels."""

LONGEST = 48
"""Larger crops shrink to this first; strokes keep at least two pixels."""

_PAPER_WINDOW = 0.4
"""Share of the crop over which paper must show; wider than any pen stroke."""

_RULE_REACH = 0.22
"""Printed box lines lie within this share of the crop from its edge."""

_RULE_LENGTH = 0.75
"""A printed line runs this share of the crop; pen strokes so near the edge do not."""

GUIDED_LENGTH = 0.9
"""The same where a 1 is drawn along a printed guide: near the edge and 0.85 long."""

_RIM_REACH = 0.1
"""A box whose lines begin within this share at both edges fills its crop."""

_SIDE_REACH, _SIDE_LENGTH = 0.34, 0.92
"""A printed box's sides lie within this share, and run so far from rule to rule."""

_SQUARE = 0.7
"""A printed box is no narrower than this share of its other side; a 3 or 0 may be."""

_RULE_DRIFT = 2
"""Rows up and down by which a line may drift, for boxes turned by five degrees."""

_FAINTEST = 64
"""Darkness (of 255) below which strokes are not stretched to full black.

Without this floor the noise of an empty box would be raised to ink.
"""

_STRONGEST = 99
"""Percentile of a box's ink taken for its strongest; a thin 1 covers hardly more."""

_WRITING = 0.4
"""Share of the strongest ink above which a pixel belongs to the writing.

Both are smoothed first, which pales a thin pen more than a broad one.
"""

_ROOM = 1.25
"""The window's side over the writing's longer side."""

_CLOSEST = 0.45
"""The window's least share of the box: a dash or a speck is not blown up."""

BEYOND = 110
"""Grey of what lies beyond the box: the network sees where the box ends."""

_MOST_LAYERS = 128
"""A picture of OpenCV's has no more."""

Stack = NDArray[np.uint8]
"""``(N, H, W)``: crop after crop."""
Layers = NDArray[np.uint8]
"""``(H, W, N)``: crops as layers of one picture, which OpenCV and numpy change all at
once, each apart from the others."""
Matrix = NDArray[np.float64]
Places = NDArray[np.int64]


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
        ratio is kept; what lies beyond the crop or its printed lines is ``BEYOND``,
        so that the rest of a line at the edge does not look like a 1.

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
    >>> cell.shape, int(cell[12, 11]), int(cell[12, 3])
    ((24, 24), 255, 0)
    """
    if crop.ndim != 2 or crop.dtype != np.uint8 or min(crop.shape) < 4:
        raise ValueError("a digit box is a grey uint8 picture of at least 4 x 4")
    return np.asarray(normalise_stack(_shrink(crop)[None])[0])


def normalise_stack(crops: Stack, rule_length: float = _RULE_LENGTH) -> Stack:
    """Return the cells of boxes cut to one size.

    Parameters
    ----------
    crops
        ``(N, H, W) uint8``, as :func:`normalise` takes them, no side longer than
        ``LONGEST``.
    rule_length
        A line near the edge is printed if it runs this share of the crop, 0 to 1.

    Returns
    -------
    ndarray
        ``(N, SIDE, SIDE) uint8``.
    """
    if not len(crops):
        return np.zeros((0, SIDE, SIDE), np.uint8)
    starts = range(0, len(crops), _MOST_LAYERS)
    parts = [crops[k : k + _MOST_LAYERS] for k in starts]
    return np.concatenate([_cells(part, rule_length) for part in parts])


def _cells(crops: Stack, rule_length: float) -> Stack:
    ink = _darkness(crops)
    rows, columns = _inside(ink, rule_length)
    ink = ink * (rows[:, None] & columns)
    sides = np.sort([rows.sum(axis=0), columns.sum(axis=0)], axis=0)
    strongest = np.maximum(_percentile(ink, _STRONGEST), _FAINTEST)
    y, x = _window_places(*_framed(ink, sides))
    stretched = _windows(ink, y, x) * (255 / strongest)[:, None, None]
    cells = np.asarray(np.minimum(np.rint(stretched), 255), np.uint8)
    within = _is_within(rows, y)[:, :, None] & _is_within(columns, x)[:, None]
    cells[~within] = BEYOND
    return cells


def ink_strength(crop: NDArray[np.uint8]) -> int:
    """Return how dark the darkest strokes in a box are beside its paper, 0 to 255."""
    ink = _darkness(_shrink(crop)[None])
    rows, columns = _inside(ink)
    return int(_percentile(ink * (rows[:, None] & columns), 98)[0])


def _shrink(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    scale = LONGEST / max(crop.shape)
    if scale >= 1:
        return crop
    size = (max(4, round(crop.shape[1] * scale)), max(4, round(crop.shape[0] * scale)))
    return np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), np.uint8)


def _darkness(crops: Stack) -> Layers:
    """Return how much of the paper's light each pixel swallows, 0 to 255.

    Paper is what is light over a window wider than a stroke, seen at half size.
    """
    layers = _layered(crops)
    height, width = layers.shape[:2]
    paper: cv2.typing.MatLike = _halved(crops, layers)
    reach = max(1, int(max(paper.shape[:2]) * _PAPER_WINDOW) // 2)
    size = (2 * reach + 1, 2 * reach + 1)
    window, edge = np.ones(size, np.uint8), cv2.BORDER_REPLICATE
    paper = cv2.dilate(paper, window, borderType=edge)
    paper = cv2.erode(paper, window, borderType=edge)
    paper = cv2.blur(paper, size, borderType=edge)
    light = _resized(paper, (width, height))
    swallowed = cv2.divide(
        layers.reshape(height, -1), light.reshape(height, -1), scale=255
    )
    return np.asarray(cv2.bitwise_not(swallowed), np.uint8).reshape(layers.shape)


def _layered(crops: Stack) -> Layers:
    return np.ascontiguousarray(crops.transpose(1, 2, 0))


def _halved(crops: Stack, layers: Layers) -> Layers:
    """Return the crops at half their size."""
    count, height, width = crops.shape
    size = (width // 2, height // 2)
    if height % 2:
        return _resized(layers, size)
    # One on the other, no two crops share a row. Layers would be rounded another way.
    tall = _resized(crops.reshape(-1, width), (size[0], count * size[1]))
    return _layered(tall.reshape(count, size[1], size[0]))


def _resized(picture: cv2.typing.MatLike, size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.asarray(
        cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8
    )


def _percentile(ink: Layers, share: int) -> NDArray[np.int64]:
    """Return for each crop the value that ``share`` percent of its pixels are below.

    Every other row and column will do.
    """
    pixels = ink[::2, ::2].reshape(-1, ink.shape[2]).T.astype(np.uint16, order="C")
    rank = pixels.shape[1] * share // 100
    return np.partition(pixels, rank, axis=1)[:, rank].astype(np.int64)


def _inside(
    ink: Layers, rule_length: float = _RULE_LENGTH
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which rows and columns lie inside the printed lines, if there are any.

    ``(H, N)`` and ``(W, N)``.
    """
    limit = np.maximum(2 * _percentile(ink, 97) // 5, 20).astype(np.uint8)
    dark = (ink > limit).view(np.uint8)
    drifting = _drifting(dark, 0), _drifting(dark, 1).transpose(1, 0, 2)
    rows, columns = (_between_rules(part, rule_length) for part in drifting)
    low = _between_sides(drifting[0], columns)
    narrow = _between_sides(drifting[1], rows)
    is_tall, is_wide = rows.all(axis=0), columns.all(axis=0)
    return np.where(is_tall, low, rows), np.where(is_wide, narrow, columns)


def _drifting(dark: Layers, axis: int) -> Layers:
    """Return what is dark within a few pixels along an axis."""
    drift = 2 * _RULE_DRIFT + 1
    window = np.ones((drift, 1) if axis == 0 else (1, drift), np.uint8)
    return np.asarray(cv2.dilate(dark, window), np.uint8).reshape(dark.shape)


def _between_rules(drifting: Layers, rule_length: float) -> NDArray[np.bool_]:
    """Return for each crop the rows between the innermost lines near both edges.

    Where a box fills its crop, lines farther in are a pen's.
    """
    height = len(drifting)
    is_rule = drifting.sum(axis=1, dtype=np.uint8) / drifting.shape[1] > rule_length
    first, last = _innermost(is_rule, _RULE_REACH)
    at_top, at_end = _after_rim(is_rule), height - _after_rim(is_rule[::-1])
    fills = (at_top > 0) & (at_end < height)
    ends = np.where(fills, at_top, first), np.where(fills, at_end, last)
    return _from_to(*ends, height)


def _after_rim(is_rule: NDArray[np.bool_]) -> Places:
    """Return the first row after a line that begins within the rim, 0 without one.

    It ends in time: what is dark over ``_PAPER_WINDOW`` is taken for paper.
    """
    begun = is_rule.cumsum(axis=0) > 0
    after = (begun & ~is_rule).argmax(axis=0)
    return np.where(begun[int(len(is_rule) * _RIM_REACH)], after, 0)


def _between_sides(drifting: Layers, across: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows between two lines that run all the way from rule to rule.

    Such lines are a printed box's sides wherever they lie, if both are there.
    """
    length, height = across.sum(axis=0), len(drifting)
    long = (drifting & across).sum(axis=1, dtype=np.uint8) / np.maximum(length, 1)
    first, last = _innermost(long > _SIDE_LENGTH, _SIDE_REACH)
    ruled = ~across[0] & ~across[-1]
    is_box = ruled & (first > 0) & (last < height) & (last - first > _SQUARE * length)
    return _from_to(np.where(is_box, first, 0), np.where(is_box, last, height), height)


def _innermost(is_rule: NDArray[np.bool_], share: float) -> tuple[Places, Places]:
    """Return the first row inside the rules near the top, and the last one's end."""
    height = len(is_rule)
    reach, at = int(height * share), np.arange(height)[:, None]
    first = np.where(is_rule & (at < reach), at + 1, 0).max(axis=0)
    last = np.where(is_rule & (at >= height - reach), at, height).min(axis=0)
    return first, last


def _from_to(first: Places, last: Places, height: int) -> NDArray[np.bool_]:
    at = np.arange(height)[:, None]
    return np.asarray((at >= first) & (at < last))


def _framed(ink: Layers, sides: Places) -> tuple[Matrix, Matrix]:
    """Return middle ``(N, 2)`` (y, x) and side of a square around each writing.

    ``sides`` are each box's shorter and longer one, ``(2, N)``; of an empty box the
    square lies within it.
    """
    shorter, longer = sides
    blurred = cv2.blur(ink, (3, 3), borderType=cv2.BORDER_REPLICATE)
    soft = np.asarray(blurred, np.uint8).reshape(ink.shape)
    strongest = np.maximum(_percentile(soft, _STRONGEST), _FAINTEST)
    inked = soft > (_WRITING * strongest).astype(np.uint8)
    spans = [_span(np.asarray(inked.any(axis=axis))) for axis in (1, 0)]
    middles, extents = zip(*spans, strict=True)
    side = (np.maximum(*extents) * _ROOM).clip(longer * _CLOSEST, longer)
    empty = ~inked.any(axis=(0, 1))
    return np.column_stack(middles), np.where(empty, shorter, np.rint(side))


def _span(inked: NDArray[np.bool_]) -> tuple[Matrix, Matrix]:
    """Return middle and length of what is inked in each crop; all where nothing is."""
    length = len(inked)
    empty = ~inked.any(axis=0)
    first = np.where(empty, 0, inked.argmax(axis=0))
    last = np.where(empty, length, length - inked[::-1].argmax(axis=0))
    return (first + last) / 2, last - first


def _window_places(middles: Matrix, sides: Matrix) -> tuple[Matrix, Matrix]:
    """Return where each window's rows and columns lie, ``(N, SIDE)`` pixels each."""
    step = (np.arange(SIDE) + 0.5) / SIDE - 0.5
    y, x = (middles[:, k, None] - 0.5 + sides[:, None] * step for k in (0, 1))
    return y, x


def _is_within(inside: NDArray[np.bool_], at: Matrix) -> NDArray[np.bool_]:
    """Return which places along one axis lie within the box, ``(N, SIDE)``."""
    first = inside.argmax(axis=0)[:, None]
    after = first + inside.sum(axis=0)[:, None]
    return np.asarray((at > first - 0.5) & (at < after - 0.5))


def _windows(ink: Layers, y: Matrix, x: Matrix) -> NDArray[np.float32]:
    """Return the pixels at these rows and columns of each crop."""
    height, width, count = ink.shape
    tiles = np.zeros((count, height + 2, width + 2), np.uint8)
    tiles[:, 1:-1, 1:-1] = ink.transpose(2, 0, 1)
    row = y.clip(-1, height) + 1 + (np.arange(count) * (height + 2))[:, None]
    column = x.clip(-1, width) + 1
    shape = (count, SIDE, SIDE)
    cells = cv2.remap(
        tiles.reshape(-1, width + 2),
        np.broadcast_to(column[:, None, :], shape).reshape(-1, SIDE).astype(np.float32),
        np.broadcast_to(row[:, :, None], shape).reshape(-1, SIDE).astype(np.float32),
        cv2.INTER_LINEAR,
    )
    return np.asarray(cells, np.float32).reshape(shape)
