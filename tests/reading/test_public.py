"""The public copy hides names and signatures and carries no metadata."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from omah.core.count.forms import Page, Rect
from omah.reading.public import (
    LONGEST_PX,
    corners_on_copy,
    public_copy,
    quarter_turns,
)

STRIP = Rect(x=20_000, y=150_000, w=100_000, h=30_000)
PAGE = Page(
    number=1,
    width=200_000,
    height=200_000,
    codes=(),
    marks=(),
    lines=(),
    numbers=(),
    strips=(STRIP,),
)
PX_PER_MM = 4.0
STRAIGHT = np.diag([PX_PER_MM, PX_PER_MM, 1.0])


def photograph(side: int = 800) -> tuple[np.ndarray, bytes]:
    rng = np.random.default_rng(7)
    picture = rng.integers(0, 255, (side, side, 3), np.uint8)
    return picture, cv2.imencode(".png", picture)[1].tobytes()


def decoded(jpeg: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)


def strip_of(picture: np.ndarray) -> np.ndarray:
    return picture[600:720, 80:480]


def test_the_strip_is_one_flat_grey_and_the_rest_is_not():
    _, blob = photograph()
    shown = decoded(public_copy(blob, STRAIGHT, PAGE))
    assert strip_of(shown)[8:-8, 8:-8].std() < 2
    assert shown[:500].std() > 30


def test_a_page_lying_on_its_side_is_masked_and_stood_upright():
    picture, _ = photograph()
    turned = cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)
    on_its_side = np.array(
        [[0.0, -PX_PER_MM, 799.0], [PX_PER_MM, 0.0, 0.0], [0.0, 0.0, 1.0]]
    )
    assert quarter_turns(on_its_side) == 1
    blob = cv2.imencode(".png", turned)[1].tobytes()
    shown = decoded(public_copy(blob, on_its_side, PAGE))
    assert strip_of(shown)[8:-8, 8:-8].std() < 2
    assert shown[:500].std() > 30


@pytest.mark.parametrize("turns", range(4))
def test_quarters_are_told_apart(turns):
    angle = np.radians(90 * turns + 7)
    turned = np.array(
        [
            [np.cos(angle), -np.sin(angle), 0],
            [np.sin(angle), np.cos(angle), 0],
            [0, 0, 1.0],
        ]
    )
    assert quarter_turns(turned) == turns


def test_a_large_photograph_is_shrunk():
    _, blob = photograph(2400)
    shown = decoded(public_copy(blob, STRAIGHT * [[3], [3], [1]], PAGE))
    assert max(shown.shape) == LONGEST_PX


def test_where_it_was_taken_is_not_in_the_copy():
    picture, _ = photograph()
    jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
    exif = b"\xff\xe1\x00\x16Exif\x00\x00GPS -7.4,112.2"
    tagged = jpeg[:2] + exif + jpeg[2:]
    copy = public_copy(tagged, STRAIGHT, PAGE)
    assert b"Exif" not in copy
    assert b"GPS" not in copy


@pytest.mark.parametrize("turns", range(4))
def test_the_corners_of_the_page_are_known_in_the_copy(turns):
    """A black page on grey ground, turned: its corners in the copy are the page's."""
    wide, high = 900, 1_200
    picture = np.full((high, wide), 128, np.uint8)
    at = np.array([[150, 200], [750, 200], [750, 1_000], [150, 1_000]], np.float32)
    cv2.fillConvexPoly(picture, at.astype(np.int32), 0)
    at = np.roll(at, -turns, axis=0)
    mm = np.array([[0, 0], [200, 0], [200, 200], [0, 200]], np.float32)
    homography = cv2.getPerspectiveTransform(mm, at)
    blob = cv2.imencode(".png", picture)[1].tobytes()
    copy = cv2.imdecode(
        np.frombuffer(
            public_copy(blob, homography, replace(PAGE, strips=())), np.uint8
        ),
        cv2.IMREAD_GRAYSCALE,
    )
    corners = corners_on_copy(homography, (wide, high), PAGE)
    middle = np.mean(corners, axis=0)
    for corner in corners:
        inside, outside = (corner + k * (middle - corner) for k in (0.05, -0.05))
        assert copy[int(inside[1]), int(inside[0])] < 60
        assert copy[int(outside[1]), int(outside[0])] > 100
    assert corners[0] == pytest.approx(np.min(corners, axis=0), abs=1)
