"""A page is followed over a fold that moves its lines farther than they are apart."""

import cv2
import numpy as np
import pytest

from omah.formats.blank import render_png
from omah.formats.form_toml import load_form
from omah.reading.astray import LEAST_MARGIN, margins
from omah.reading.bands import in_photograph
from omah.reading.fit import UM_PER_MM
from omah.reading.located import Located
from omah.reading.skeleton import Skeleton, skeletons
from omah.reading.through import Through
from omah.reading.unfold import unfold

WIDTH_PX = 1_000
FOLD, SLOPE = 0.45, 0.1
"""Where the fold is, as a share of the height; what each px beyond it lies aside."""
NEAR_PX = 3.0


def folded(form_id: str) -> tuple[Skeleton, Located]:
    """Return the first page of a form, folded, placed as if it were not."""
    skeleton = skeletons([load_form(form_id)])[0]
    page, scale = skeleton.page, WIDTH_PX * UM_PER_MM / skeleton.page.width
    png = render_png(skeleton.form, page.number, dpi=round(25.4 * scale))
    printed = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    height, width = printed.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    at = FOLD * height
    back = np.where(y > at, at + (y - at) / (1 + SLOPE), y).astype(np.float32)
    grey = cv2.remap(printed, x, back, cv2.INTER_LINEAR, borderValue=255)
    flat = np.diag([width * UM_PER_MM / page.width] * 2 + [1.0])
    sight = Through(grey, np.eye(3))
    return skeleton, Located(
        skeleton.form, page, grey, sight, flat, np.eye(3), similarity=0.0
    )


@pytest.mark.parametrize("form_id", ["c1-ppwp-2019", "c-hasil-ppwp-2024"])
def test_lines_beyond_a_fold_are_found_though_others_are_nearer(form_id):
    page, before = folded(form_id)
    found = unfold(before, page.samples)
    assert found.similarity > 0.8
    flat = page.samples.points * found.flat[0, 0]
    at = FOLD * before.photograph.shape[0]
    wanted = flat[:, 1] + SLOPE * np.maximum(flat[:, 1] - at, 0)
    missed = np.abs(in_photograph(found, page.samples.points)[:, 1] - wanted)
    assert np.ptp(wanted - flat[:, 1]) > 25
    assert np.percentile(missed, 95) < NEAR_PX
    assert np.mean(margins(found) >= LEAST_MARGIN) > 0.8


def test_paper_without_lines_is_left_as_it_was():
    page, before = folded("c1-ppwp-2019")
    empty = np.full_like(before.photograph, 230)
    sight = Through(empty, np.eye(3))
    blank = Located(
        page.form, page.page, empty, sight, before.flat, np.eye(3), similarity=0.0
    )
    assert unfold(blank, page.samples) is blank
