"""Fit a page to the printed lines of a picture: coarse first, then exact.

A page is described by its long printed lines. Coarse: the profiles of level and
upright lines say at which scale, place and quarter turn the page lies. Exact:
each line is sampled, the ink nearest each sample found, and the homography
solved that brings page and ink together; the window narrows at each round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from omah.core.count.forms import Rect
from omah.reading.bend import Bend, fit_bend
from omah.reading.ink import Lines

Matrix = NDArray[np.float64]

UM_PER_MM = 1000.0
# Half the search window in px for each round, at a page 1,000 px wide. The first
# absorbs the coarse step, the last is below half the distance of double lines.
WINDOWS_PX = (16.0, 10.0, 6.0, 4.0, 3.0)
# The same where corner marks already say where the page lies.
ANCHORED_PX = (10.0, 5.0, 3.0)
# The same in a small picture, where it is only to be found.
SEEKING_PX = (16.0, 10.0, 6.0, 4.0)
# Half the search windows where the paper may bend: below half of what boxes are apart.
BENT_PX = (9.0, 7.0, 5.0, 4.0, 3.0)
# So many samples place a page to a fraction of a px; only its similarity needs all.
PLACING_SAMPLES = 400
# A sample lies on ink when ink is within this many px (at 1,000 px page width).
NEAR_PX = 1.6
# The page may be this much smaller than the picture, or larger (cropped).
SCALES = np.geomspace(0.62, 1.15, 40)
# Level and upright scale differ by no more than this in a scan.
ASPECTS = np.linspace(0.95, 1.05, 9)
# Around the best coarse scale, how the fine scales are spaced.
FINE_SCALES = np.linspace(0.985, 1.015, 9)
# The coarse search looks at the picture in bins of this many px.
BIN_PX = 4
# So many scales are tried in one go; more would not stay near the processor.
SCALES_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Samples:
    """Points on the printed lines of a page, and which way each line runs.

    Attributes
    ----------
    points
        ``(N, 2)`` x, y in mm.
    level
        ``(N,)`` whether the line runs along x.
    page_mm
        Width of the whole page, the yardstick for what counts as near.
    """

    points: Matrix
    level: NDArray[np.bool_]
    page_mm: float

    def __len__(self) -> int:
        return len(self.points)

    def thinned(self, most: int) -> "Samples":
        """Return every so many of the samples: at most ``most``."""
        step = -(-len(self) // most)
        return Samples(self.points[::step], self.level[::step], self.page_mm)


class Sight(Protocol):
    """A flat picture in which printed lines can be sought."""

    def nearest(
        self, points: Matrix, runs_level: NDArray[np.bool_], half_px: float
    ) -> tuple[Matrix, NDArray[np.bool_]]:
        """Return, per point, the px across to its line, and if any is near."""
        ...


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a page lies: page millimetres to picture pixels, and how sure.

    Attributes
    ----------
    homography
        ``(3, 3)``; maps page (x, y) in mm to picture (x, y) in px.
    similarity
        Share of the printed lines' samples that lie on lines, 0 to 1; the worse of
        level and upright ones.
    bend
        How the paper departs from a plane, where it has to be known.
    """

    homography: Matrix
    similarity: float
    bend: Bend | None = None


def sample_lines(lines: Iterable[Rect], *, page_mm: float, step_mm: float) -> Samples:
    """Return evenly spaced points on the middles of printed lines.

    Examples
    --------
    >>> samples = sample_lines([Rect(0, 4800, 9000, 400)], page_mm=210, step_mm=3)
    >>> samples.points.tolist()
    [[1.5, 5.0], [4.5, 5.0], [7.5, 5.0]]
    """
    points: list[tuple[float, float]] = []
    level: list[bool] = []
    for line in dict.fromkeys(lines):
        along = line.w >= line.h
        length = max(line.w, line.h) / UM_PER_MM
        count = max(1, int(length / step_mm))
        for k in range(count):
            at = (k + 0.5) / count
            right, down = (at, 0.5) if along else (0.5, at)
            points.append((line.x + right * line.w, line.y + down * line.h))
            level.append(along)
    found = np.array(points, float).reshape(-1, 2) / UM_PER_MM
    return Samples(found, np.array(level, bool), page_mm)


def project(homography: Matrix, points: Matrix) -> Matrix:
    """Return points ``(N, 2)`` mapped by a homography."""
    mapped = points @ homography[:, :2].T + homography[:, 2]
    return np.asarray(mapped[:, :2] / mapped[:, 2:])


def fit_coarse(
    picture: Lines, lines: Sequence[Rect], turns: Sequence[int] = (0, 1, 2, 3)
) -> list[tuple[float, Matrix]]:
    """Return for each quarter turn the best upright placement and its score.

    Parameters
    ----------
    picture
        Line masks of the picture, skew already removed.
    lines
        The page's printed lines.
    turns
        Quarter turns clockwise to try.
    """
    x_at, y_at = profiles(tuple(lines))
    return [_place(x_at, y_at, picture, turn) for turn in turns]


@cache
def profiles(lines: tuple[Rect, ...]) -> tuple[Matrix, Matrix]:
    """Return where upright lines stand and where level ones lie, and how long.

    Each ``(N, 2)`` in mm: place and length.
    """
    across = [line for line in lines if line.w < line.h]
    along = [line for line in lines if line.w >= line.h]
    x_at = _profile([(line.x + line.w // 2, line.h) for line in across])
    y_at = _profile([(line.y + line.h // 2, line.w) for line in along])
    return x_at, y_at


def _profile(spots: Iterable[tuple[int, int]]) -> Matrix:
    """Return (position mm, length mm) rows; lines nearly in line are one."""
    merged: dict[int, list[int]] = {}
    for at, length in spots:
        merged.setdefault(round(at / UM_PER_MM), []).extend((at, length))
    return np.array(
        [
            (np.mean(pairs[::2]) / UM_PER_MM, sum(pairs[1::2]) / UM_PER_MM)
            for pairs in merged.values()
        ]
    )


def _place(
    x_at: Matrix, y_at: Matrix, picture: Lines, turn: int
) -> tuple[float, Matrix]:
    """Return score and homography of the best placement for one quarter turn."""
    sideways = turn % 2 == 1
    on_rows, on_columns = (x_at, y_at) if sideways else (y_at, x_at)
    row_sign = -1 if turn in (2, 3) else 1
    column_sign = -1 if turn in (1, 2) else 1
    fullest = len(picture.rows) / (np.ptp(on_rows[:, 0]) + 2 * on_rows[:, 0].min())
    rows = _slide(on_rows, picture.rows, row_sign * fullest * SCALES)
    columns = _slide(on_columns, picture.columns, column_sign * abs(rows[1]) * ASPECTS)
    (row_score, b, f), (column_score, a, c) = rows, columns
    if sideways:
        matrix = [[0, a, c], [b, 0, f], [0, 0, 1]]
    else:
        matrix = [[a, 0, c], [0, b, f], [0, 0, 1]]
    return (row_score + column_score) / 2, np.array(matrix, float)


def _slide(
    spots: Matrix, strength: NDArray[np.float32], scales: NDArray[np.float64]
) -> tuple[float, float, float]:
    """Return (score, scale, offset) where the spots meet most line pixels.

    First in bins over the whole picture, then px by px around the best.
    """
    size = len(strength) // BIN_PX * BIN_PX
    bins = _spread(strength[:size].reshape(-1, BIN_PX).max(axis=1) / BIN_PX)
    lowest, highest = -0.15 * len(bins), 1.15 * len(bins)
    _, scale, offset = _best_slide(spots, bins, scales / BIN_PX, lowest, highest)
    fine = scale * BIN_PX * FINE_SCALES
    ends = np.sort((spots[:, 0] * scale + offset) * BIN_PX)[[0, -1]]
    lowest, highest = ends + np.array([-3, 3]) * BIN_PX
    return _best_slide(spots, strength, fine, lowest, highest)


def _spread(bins: NDArray[np.float32]) -> NDArray[np.float32]:
    """Let each bin hear its neighbours, somewhat: scales are tried in steps."""
    around = np.pad(bins, 1)
    beside = np.maximum(around[:-2], around[2:])
    return np.maximum(bins, np.float32(0.7) * beside)


def _best_slide(
    spots: Matrix,
    strength: NDArray[np.float32],
    scales: NDArray[np.float64],
    lowest: float,
    highest: float,
) -> tuple[float, float, float]:
    """Try every scale and offset that keep the spots between two limits."""
    size = len(strength)
    at = spots[:, 0] * scales[:, None]
    want = (spots[:, 1] * abs(scales)[:, None]).astype(np.float32)
    low = np.floor(lowest - at.min(axis=1)).astype(np.intp)
    high = np.ceil(highest - at.max(axis=1)).astype(np.intp)
    counts = np.maximum(high - low, 1)
    longest = int(counts.max())
    windows = sliding_window_view(np.pad(strength, (size, size + longest)), longest)
    starts = np.rint(at).astype(np.intp) + low[:, None] + size
    starts = starts.clip(0, 3 * size - counts[:, None])
    best = (-1.0, 1.0, 0.0)
    for first in range(0, len(scales), SCALES_AT_ONCE):
        some = slice(first, first + SCALES_AT_ONCE)
        found = np.minimum(windows[starts[some]], want[some, :, None])
        score = found.sum(axis=1) / want[some].sum(axis=1)[:, None]
        score[np.arange(longest) >= counts[some, None]] = -1
        k, top = divmod(int(score.argmax()), longest)
        if score[k, top] > best[0]:
            scale, offset = scales[first + k], low[first + k] + top
            best = (float(score[k, top]), float(scale), float(offset))
    return best


def refine(
    picture: Sight,
    samples: Samples,
    start: Matrix,
    windows_px: Sequence[float] = WINDOWS_PX,
) -> Fit:
    """Return the homography that brings the samples onto the printed lines."""
    homography = start
    scale = page_scale(start, samples)
    some = samples.thinned(PLACING_SAMPLES)
    for half in windows_px:
        offset, found = nearest_line(picture, some, homography, half * scale)
        if np.count_nonzero(found) < len(some) // 8:
            break
        homography = _solve(some, homography, offset, found)
    return Fit(homography, similarity(picture, samples, homography))


def straighten_out(
    picture: Sight,
    samples: Samples,
    fit: Fit,
    windows_px: Sequence[float] = BENT_PX,
) -> Fit:
    """Return a fit that lets the paper bend, or the same if that is no better."""
    scale = page_scale(fit.homography, samples)
    bend = fit.bend
    for half in windows_px:
        offset, found = nearest_line(
            picture, samples, fit.homography, half * scale, bend
        )
        points, level = samples.points[found], samples.level[found]
        lies = np.zeros((len(points), 2)) if bend is None else bend.at(points)
        wanted = np.where(level, lies[:, 1], lies[:, 0]) + offset[found]
        bend = fit_bend(points, wanted, level)
    bent = Fit(fit.homography, similarity(picture, samples, fit.homography, bend), bend)
    return bent if bent.similarity > fit.similarity else fit


def page_scale(homography: Matrix, samples: Samples) -> float:
    """Return the page's width in the picture, in thousands of px."""
    centre = samples.points.mean(axis=0)
    around = project(homography, centre + np.array([[-1.0, 0.0], [1.0, 0.0]]))
    return float(np.linalg.norm(around[1] - around[0])) / 2 * samples.page_mm / 1000


def nearest_line(
    picture: Sight,
    samples: Samples,
    homography: Matrix,
    half_px: float,
    bend: Bend | None = None,
) -> tuple[Matrix, NDArray[np.bool_]]:
    """Return, per sample, the px to its line across it, and whether one is there.

    A level line is sought up and down, an upright one left and right. Line pixels
    near the expected place weigh more.
    """
    points = project(homography, samples.points)
    if bend is not None:
        points += bend.at(samples.points)
    return picture.nearest(points, _runs_level(samples, homography), half_px)


def _runs_level(samples: Samples, homography: Matrix) -> NDArray[np.bool_]:
    """Return which lines run level in the picture: a quarter turn swaps them."""
    sideways = abs(homography[1, 0]) > abs(homography[0, 0])
    return np.asarray(samples.level ^ sideways)


def _solve(
    samples: Samples, homography: Matrix, offset: Matrix, found: NDArray[np.bool_]
) -> Matrix:
    """Solve the eight numbers of the homography from line offsets, robustly."""
    page = _normal_frame(samples)
    points = samples.points[found]
    unit, now = project(page, points), project(homography, points)
    runs_level = _runs_level(samples, homography)[found]
    size = np.ptp(now, axis=0).max() + 1
    seen = np.where(runs_level, now[:, 1], now[:, 0]) + offset[found]
    seen = seen / size
    one = np.column_stack((unit, np.ones(len(unit))))
    nil = np.zeros_like(one)
    left = np.where(runs_level[:, None], nil, one)
    right = np.where(runs_level[:, None], one, nil)
    system = np.column_stack((left, right, -unit * seen[:, None]))
    start = homography @ np.linalg.inv(page)
    prior = (np.diag([1 / size, 1 / size, 1.0]) @ start).ravel()
    prior = (prior / prior[8])[:8]
    weight = np.ones(len(seen))
    answer = prior
    for _ in range(3):
        answer = _ridge(system * weight[:, None], seen * weight, prior)
        miss = np.abs(system @ answer - seen) * size
        weight = 1 / np.maximum(1.0, miss)
    solved = np.diag([size, size, 1.0]) @ np.append(answer, 1.0).reshape(3, 3) @ page
    return np.asarray(solved / solved[2, 2])


def _ridge(system: Matrix, wanted: Matrix, prior: Matrix) -> Matrix:
    """Least squares that stays near the prior where the lines say nothing."""
    pull = np.array([0.05] * 6 + [1.0, 1.0])
    normal = system.T @ system + np.diag(pull)
    return np.asarray(
        np.linalg.solve(normal, system.T @ wanted + pull * prior), np.float64
    )


def _normal_frame(samples: Samples) -> Matrix:
    """Return the map that brings the samples to about -1 .. 1."""
    centre = samples.points.mean(axis=0)
    spread = np.abs(samples.points - centre).max()
    x, y = centre
    return np.array(
        [[1 / spread, 0, -x / spread], [0, 1 / spread, -y / spread], [0, 0, 1]]
    )


def similarity(
    picture: Sight, samples: Samples, homography: Matrix, bend: Bend | None = None
) -> float:
    """Return the share of samples that lie on lines running their way.

    Level and upright lines are judged apart, and the worse share is returned: a
    page slid along by one column still has all its level lines in place.
    """
    near = max(1.0, NEAR_PX * page_scale(homography, samples))
    offset, found = nearest_line(picture, samples, homography, near, bend)
    in_place = found & (np.abs(offset) <= near + 0.5)
    ways = (samples.level, ~samples.level)
    return min(float(in_place[way].mean()) for way in ways if way.any())
