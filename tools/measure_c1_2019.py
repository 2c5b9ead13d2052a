"""Measure the printed 2019 form on its scans, in millimetres of A4.

Scans are aligned to the first one by its print, and the median of the stack is
taken: handwriting, stamps and scanner noise differ and drop out, print stays.
The four corner squares are then made a rectangle centred on A4, and the lines
that remain are listed. The names and signatures were blanked in the scans.

    python tools/measure_c1_2019.py ../shared/data/forms/c1-ppwp-2019 2 flat.png
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Homography = NDArray[np.float64]

SCAN_DPI = 150
ZOOM = 2  # of the median over the scans, for sub-pixel edges
PX_PER_MM = 12  # of the flat page
A4_MM = (210, 297)
LEAST_MATCHES = 60
SQUARE_PX = (35, 70)  # side of a corner square in the median
UPSIDE_DOWN = {"09_p1"}
NEARLY_BLANK = {"20_p1", "20_p2"}


def scans_of(folder: Path, page: int) -> Iterator[Image]:
    for path in sorted(folder.glob(f"*_p{page}.png")):
        if path.stem not in NEARLY_BLANK:
            scan = np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.uint8)
            yield scan[::-1, ::-1].copy() if path.stem in UPSIDE_DOWN else scan


def median_of(scans: list[Image]) -> Image:
    first = scans[0]
    wanted = features(first)
    height, width = (ZOOM * side + 60 for side in first.shape)
    stack = []
    for scan in scans:
        view = alignment(features(scan), wanted)
        if view is not None:
            zoomed = np.diag([ZOOM, ZOOM, 1.0]) @ view
            stack.append(
                cv2.warpPerspective(scan, zoomed, (width, height), borderValue=255)
            )
    print(f"{len(stack)} of {len(scans)} scans aligned")
    return np.median(np.stack(stack), axis=0).astype(np.uint8)


def features(scan: Image) -> tuple[list[cv2.KeyPoint], NDArray[np.float32]]:
    smooth = cv2.GaussianBlur(scan, (0, 0), 1.2)
    points, descriptors = cv2.SIFT_create(6000).detectAndCompute(smooth, None)
    return list(points), np.asarray(descriptors, np.float32)


def alignment(
    seen: tuple[list[cv2.KeyPoint], NDArray[np.float32]],
    wanted: tuple[list[cv2.KeyPoint], NDArray[np.float32]],
) -> Homography | None:
    pairs = cv2.BFMatcher().knnMatch(seen[1], wanted[1], k=2)
    good = [
        best for best, next_best in pairs if best.distance < 0.8 * next_best.distance
    ]
    if len(good) < LEAST_MATCHES:
        return None
    source = np.array([seen[0][m.queryIdx].pt for m in good], np.float32)
    target = np.array([wanted[0][m.trainIdx].pt for m in good], np.float32)
    view, inliers = cv2.findHomography(source, target, cv2.RANSAC, 3)
    return view if view is not None and inliers.sum() >= LEAST_MATCHES else None


def corner_squares(median: Image) -> NDArray[np.float64]:
    """Return the middles of the four squares: two above, two below, left first."""
    dark = (median < 110).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((25, 25), np.uint8))
    _, _, stats, middles = cv2.connectedComponentsWithStats(solid)
    edge = 150
    found = [
        middle
        for (_, y, w, h, _), middle in zip(stats[1:], middles[1:], strict=True)
        if SQUARE_PX[0] < min(w, h) and max(w, h) < SQUARE_PX[1]
        if y < edge or y > len(median) - 2 * edge
    ]
    if len(found) != 4:
        sys.exit(f"{len(found)} corner squares found, not 4")
    above, below = np.split(np.array(sorted(found, key=lambda m: m[1])), 2)
    return np.concatenate([above[above[:, 0].argsort()], below[below[:, 0].argsort()]])


def flatten(median: Image, squares: NDArray[np.float64]) -> Image:
    px_per_mm = ZOOM * SCAN_DPI / 25.4
    tl, tr, bl, br = squares / px_per_mm
    width = (np.linalg.norm(tr - tl) + np.linalg.norm(br - bl)) / 2
    height = (np.linalg.norm(bl - tl) + np.linalg.norm(br - tr)) / 2
    left, top = (A4_MM[0] - width) / 2, (A4_MM[1] - height) / 2
    corners = [(x, y) for y in (top, top + height) for x in (left, left + width)]
    print("middles of the squares:", np.round(corners, 2).tolist())
    target = np.array(corners, np.float32) * PX_PER_MM
    view = cv2.getPerspectiveTransform(squares.astype(np.float32), target)
    size = (A4_MM[0] * PX_PER_MM, A4_MM[1] * PX_PER_MM)
    return np.asarray(
        cv2.warpPerspective(median, view, size, borderValue=255), np.uint8
    )


def print_lines(flat: Image) -> None:
    """Print left, top, width and height of every long straight run, in mm."""
    dark = (flat < 140).astype(np.uint8)
    for name, long, thick in (
        ("horizontal", (1, 20 * PX_PER_MM), (3, 1)),
        ("vertical", (5 * PX_PER_MM, 1), (1, 3)),
    ):
        closed = cv2.dilate(dark, np.ones(thick, np.uint8))
        runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(long, np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(runs)
        print(name)
        for x, y, w, h in (stats[1:, :4] / PX_PER_MM).tolist():
            print(f"  {x:7.2f} {y:7.2f} {w:7.2f} {h:7.2f}")


def main(folder: str, page: str, out: str) -> None:
    median = median_of(list(scans_of(Path(folder), int(page))))
    flat = flatten(median, corner_squares(median))
    cv2.imwrite(out, flat)
    print_lines(flat)


if __name__ == "__main__":
    main(*sys.argv[1:])
