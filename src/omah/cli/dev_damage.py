"""The picture of the damage generator: one page of one sheet at each level."""

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.adapters.practice import Press
from omah.cli.test import ROOT
from omah.formats.form_toml import load_form
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.photograph import Level

PICTURE = ROOT / "docs" / "pictures" / "damage.jpg"
FORM, PAGE, SEED = "c-hasil-ppwp-2024", 2, 26
LEVELS = (Level.LIGHT, Level.MEDIUM, Level.HEAVY)
HEIGHT_PX, GAP_PX, CLOSE_PX = 560, 12, 220
CLOSE_UP = (0.55, 0.35)
"""Where the close-up begins, as shares of width and height."""
QUALITY = 72


def write() -> int:
    form = load_form(FORM)
    press = Press(form)
    figures = invent_figures(form, np.random.default_rng(SEED))
    columns = []
    for level in LEVELS:
        sheet = press.sheet(
            "9901010001001", "latihan", figures, level=level, seed=(SEED,)
        )
        columns.append(column(sheet.photos[PAGE - 1].jpeg))
    gap = np.full((HEIGHT_PX + GAP_PX + CLOSE_PX, GAP_PX, 3), 255, np.uint8)
    rows = [columns[0], gap, columns[1], gap, columns[2]]
    cv2.imwrite(str(PICTURE), np.hstack(rows), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return 0


def column(jpeg: bytes) -> NDArray[np.uint8]:
    """Return the whole photograph above a part of it at full size."""
    raw = np.frombuffer(jpeg, np.uint8)
    photo = np.asarray(cv2.imdecode(raw, cv2.IMREAD_COLOR), np.uint8)
    height, width = photo.shape[:2]
    wide = round(width * HEIGHT_PX / height)
    small = cv2.resize(photo, (wide, HEIGHT_PX), interpolation=cv2.INTER_AREA)
    x, y = (
        round(share * side)
        for share, side in zip(CLOSE_UP, (width, height), strict=True)
    )
    close = photo[y : y + CLOSE_PX, x : x + wide]
    gap = np.full((GAP_PX, wide, 3), 255, np.uint8)
    return np.vstack([small, gap, close])
