"""Cut digit boxes straight out of the picture, each number nudged into place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.forms import Guide, Number, Page, Rect
from omah.reading.cell import GUIDED_LENGTH, LONGEST, SIDE, normalise_stack
from omah.reading.fit import (
    UM_PER_MM,
    Matrix,
    Samples,
    nearest_line,
    page_scale,
    project,
    sample_lines,
)
from omah.reading.image import Grey, look_up
from omah.reading.located import Located

# How far paper may have stretched or curled away from the fitted page, in px at
# 1,000 px page width. Measured on odd-numbered 2019 scans: 3 px at most.
NUDGE_PX = 4.0
# A nudge needs this share of the boxes' samples on lines of one direction.
LEAST_FRAME = 0.1
SAMPLES_PER_SIDE = 6
# A box is cut this much inside the middle of its printed line, in mm.
INSET_MM = 0.35
# Cut boxes have their longer side between these, in px.
CUT_PX = (40, LONGEST)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one number lies.

    Attributes
    ----------
    number
        The number.
    homography
        Page mm to picture px, nudged onto this number's own printed lines.
    framed
        Share of its boxes' printed lines seen where they should be, 0 to 1.
    """

    number: Number
    homography: Matrix
    framed: float


@dataclass(frozen=True, slots=True)
class Frames:
    """Points along the printed box lines of a page's numbers, and whose they are.

    Attributes
    ----------
    numbers
        The page's numbers.
    samples
        Points on the lines of all their boxes.
    owner
        ``(N,)``: which number each point belongs to.
    insides
        ``(M, 4)``: x, y, width, height of all boxes inside their lines, in mm.
    """

    numbers: tuple[Number, ...]
    samples: Samples
    owner: NDArray[np.intp]
    insides: Matrix


def frames_of(page: Page) -> Frames:
    """Return the box lines of a page's numbers: the same for all its photographs."""
    width = page.width / UM_PER_MM
    frames = [frame_samples(number, width) for number in page.numbers]
    samples = Samples(
        np.concatenate([frame.points for frame in frames]),
        np.concatenate([frame.level for frame in frames]),
        width,
    )
    owner = np.repeat(np.arange(len(frames)), [len(frame) for frame in frames])
    insides = [inset(cell) for number in page.numbers for cell in number.cells]
    return Frames(page.numbers, samples, owner, sides_mm(insides))


def place_numbers(located: Located, frames: Frames) -> list[Place]:
    """Return where each number lies, corrected by its own printed box lines.

    Paper stretches, curls and folds; a number's boxes move together.

    Parameters
    ----------
    located
        The page as found as a whole.
    frames
        The page's numbers and their box lines.
    """
    samples, homography = frames.samples, located.flat
    half = NUDGE_PX * page_scale(homography, samples)
    offset, found = nearest_line(located.lines, samples, homography, half, located.bend)
    level = samples.level ^ (abs(homography[1, 0]) > abs(homography[0, 0]))
    sizes = np.bincount(frames.owner)
    shifts = np.tile(np.eye(3), (len(sizes), 1, 1))
    for axis, ways in enumerate((found & ~level, found & level)):
        moves, seen = _medians(offset[ways], frames.owner[ways], len(sizes))
        shifts[:, axis, 2] = np.where(seen >= sizes * LEAST_FRAME, moves, 0.0)
    framed = np.bincount(frames.owner, found) / sizes
    if located.bend is not None:
        shifts = shifts @ [bent_at(located, number) for number in frames.numbers]
    homographies = located.to_photograph @ shifts @ located.flat
    return [
        Place(number, homographies[k], float(framed[k]))
        for k, number in enumerate(frames.numbers)
    ]


def bent_at(located: Located, number: Number) -> Matrix:
    """Return how a bent page is moved and sheared where a number stands, in flat px."""
    first, last = number.cells[0], number.cells[-1]
    left, right = first.x, last.x + last.w
    corners = np.array([[left, first.y], [right, first.y], [left, first.y + first.h]])
    corners = corners / UM_PER_MM
    flat = project(located.flat, corners)
    lies = flat if located.bend is None else flat + located.bend.at(corners)
    moved = cv2.getAffineTransform(flat.astype(np.float32), lies.astype(np.float32))
    return np.vstack((moved, (0.0, 0.0, 1.0)))


def _medians(
    values: Matrix, owner: NDArray[np.intp], owners: int
) -> tuple[Matrix, NDArray[np.intp]]:
    """Return the median of each owner's values, 0 of none, and how many they are."""
    sizes = np.bincount(owner, minlength=owners)
    ordered = np.append(values[np.lexsort((values, owner))], 0.0)
    first = np.cumsum(sizes) - sizes
    low, high = first + (sizes - 1).clip(0) // 2, first + sizes // 2
    return np.where(sizes > 0, (ordered[low] + ordered[high]) / 2, 0.0), sizes


def frame_samples(number: Number, page_mm: float) -> Samples:
    """Return points along the printed sides of a number's boxes."""
    sides = dict.fromkeys(side for cell in number.cells for side in edges(cell))
    step_mm = number.cells[0].w / UM_PER_MM / SAMPLES_PER_SIDE
    return sample_lines(sides, page_mm=page_mm, step_mm=step_mm)


def cut_boxes(grey: Grey, place: Place) -> list[Grey]:
    """Return the digit boxes of a number: upright ``(h, w) uint8`` crops."""
    return [cut_box(grey, place.homography, inset(c)) for c in place.number.cells]


def cut_cells(grey: Grey, places: Sequence[Place], insides: Matrix) -> Grey:
    """Return what stands in the boxes of a page, ready for the network.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` picture.
    places
        Where the numbers lie.
    insides
        As in :class:`Frames`.

    Returns
    -------
    ndarray
        ``(N, SIDE, SIDE) uint8``: number by number, box by box.
    """
    sizes = [len(place.number.cells) for place in places]
    maps = np.repeat([place.homography for place in places], sizes, axis=0)
    guided = np.repeat([p.number.guide is Guide.SEGMENT for p in places], sizes)
    kinds = np.column_stack((np.rint(insides[:, 2:]), guided))
    cells = np.empty((len(insides), SIDE, SIDE), np.uint8)
    for kind in np.unique(kinds, axis=0):
        alike = (kinds == kind).all(axis=1)
        mine, boxes = maps[alike], insides[alike]
        crops = cut_alike(grey, mine, boxes, _crop_size(mine, boxes))
        lengths = {"rule_length": GUIDED_LENGTH} if kind[-1] else {}
        cells[alike] = normalise_stack(crops, **lengths)
    return cells


def _crop_size(maps: Matrix, boxes: Matrix) -> tuple[int, int]:
    """Return height and width for crops of like boxes: as sharp as the middling."""
    w, h = np.median(boxes[:, 2:], axis=0)
    scale = np.median(_crop_scale(maps, boxes[:, :2], max(w, h)))
    return max(4, round(h * scale)), max(4, round(w * scale))


def cut_alike(
    grey: Grey, homographies: Matrix, boxes: Matrix, size: tuple[int, int]
) -> Grey:
    """Return boxes as upright crops of one size, all in one go.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` picture.
    homographies
        ``(N, 3, 3)`` or ``(3, 3)``; page mm to px of the picture, near each box.
    boxes
        ``(N, 4)``: x, y, width, height in mm; each is taken as a parallelogram in
        the picture.
    size
        Height and width of every crop, in px.

    Returns
    -------
    ndarray
        ``(N, h, w) uint8``.
    """
    height, width = size
    start, extent = boxes[:, :2], boxes[:, 2:]
    ends = np.stack((start, start + extent * (1, 0), start + extent * (0, 1)), axis=1)
    mapped = np.concatenate((ends, np.ones((len(boxes), 3, 1))), axis=2)
    mapped = mapped @ np.swapaxes(homographies, -1, -2)
    corner, right, below = np.moveaxis(mapped[..., :2] / mapped[..., 2:], 1, 0)
    across = (np.arange(width) + 0.5) / width
    down = ((np.arange(height) + 0.5) / height)[:, None]
    x, y = (
        corner[:, k, None, None]
        + down * (below - corner)[:, k, None, None]
        + across * (right - corner)[:, k, None, None]
        for k in (0, 1)
    )
    crops = look_up(grey, x.reshape(-1, width), y.reshape(-1, width))
    return crops.reshape(-1, height, width)


def sides_mm(boxes: Iterable[Rect]) -> Matrix:
    """Return x, y, width and height of boxes in mm, ``(N, 4)``."""
    return np.array([[b.x, b.y, b.w, b.h] for b in boxes]) / UM_PER_MM


def edges(box: Rect) -> tuple[Rect, Rect, Rect, Rect]:
    """Return the four sides of a box as lines without width.

    Examples
    --------
    >>> edges(Rect(0, 0, 8500, 7500))[1]
    Rect(x=0, y=7500, w=8500, h=0)
    """
    x, y, w, h = box.x, box.y, box.w, box.h
    return (
        Rect(x, y, w, 0),
        Rect(x, y + h, w, 0),
        Rect(x, y, 0, h),
        Rect(x + w, y, 0, h),
    )


def inset(box: Rect, by_mm: float = INSET_MM) -> Rect:
    """Return the box without its printed line."""
    by = round(by_mm * UM_PER_MM)
    return Rect(box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by)


def cut_box(
    grey: Grey, homography: Matrix, box: Rect, longest: int = CUT_PX[1]
) -> Grey:
    """Return one box as an upright crop, about as sharp as the picture is.

    Its longer side has ``longest`` px at most.
    """
    x, y, w, h = (side / UM_PER_MM for side in (box.x, box.y, box.w, box.h))
    middle = np.array([[x + w / 2, y + h / 2]])
    scale = float(_crop_scale(homography[None], middle, max(w, h), longest)[0])
    size = (max(4, round(w * scale)), max(4, round(h * scale)))
    to_page = np.array([[w / size[0], 0, x], [0, h / size[1], y], [0, 0, 1]])
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    back = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1]])
    crop = cv2.warpPerspective(
        grey,
        back @ homography @ to_page @ half,
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(crop, np.uint8)


def _crop_scale(
    homographies: Matrix, places: Matrix, side_mm: float, longest: int = CUT_PX[1]
) -> Matrix:
    """Return px per mm of the picture at places, within what a crop may have."""
    beside = places[:, None] + np.array([[-0.5, 0.0], [0.5, 0.0]])
    mapped = beside @ np.swapaxes(homographies[:, :, :2], 1, 2)
    mapped += homographies[:, None, :, 2]
    ends = mapped[..., :2] / mapped[..., 2:]
    there = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    return np.asarray(np.clip(there, CUT_PX[0] / side_mm, longest / side_mm))
