"""QR codes: whose page a blank of ours is; which page a coded form shows."""

from collections.abc import Sequence

import cv2
import numpy as np
import zxingcpp

from omah.core.count.forms import CodeKind, Page, PageLabel, Rect
from omah.reading.fit import UM_PER_MM, Matrix
from omah.reading.image import Grey
from omah.reading.modules import AROUND, MODULE_PX, MODULES, QR, read_modules
from omah.reading.skeleton import Skeleton

# The code is cut out with this much paper around it: a QR code needs a quiet zone.
QUIET_MM = 4
# Side of the cut: some eight pixels to a module.
SIDE_PX = 260


def read_label(picture: Grey, homography: Matrix, page: Page) -> PageLabel | None:
    """Return what the page's QR code says, or ``None`` if there is none to read.

    Parameters
    ----------
    picture
        ``(H, W) uint8`` in which the page was found.
    homography
        ``(3, 3)``; page mm to px of ``picture``.
    page
        The page; official forms carry no such code, our own blanks do.
    """
    for code in page.codes:
        if code.kind is CodeKind.QR:
            crop = cut_square(picture, homography, code.box)
            found = zxingcpp.read_barcodes(crop, formats=QR)
            if found:
                return PageLabel.parse(found[0].text)
    return None


def page_qr(page: Page) -> str:
    """Return what the page's printed QR code says; empty if it has none."""
    found = (code.value for code in page.codes if code.kind is CodeKind.PAGE_QR)
    return next(found, "")


def read_page_qr(grey: Grey, homography: Matrix, page: Page) -> str:
    """Return what the code of a page in its place says; empty if it can't be read.

    Parameters
    ----------
    homography
        ``(3, 3)``; page mm to px of ``grey``.
    """
    box = next(code.box for code in page.codes if code.kind is CodeKind.PAGE_QR)
    crop = cut_square(grey, homography, box)
    for picture in (crop, cv2.threshold(crop, 0, 255, cv2.THRESH_OTSU)[1]):
        if found := zxingcpp.read_barcodes(picture, formats=QR):
            return str(found[0].text)
    around_mm = AROUND / MODULES * box.w / UM_PER_MM
    side_px = (MODULES + 2 * AROUND) * MODULE_PX
    return read_modules(cut_square(grey, homography, box, around_mm, side_px))


def pages_named(grey: Grey, coded: Sequence[Skeleton]) -> list[Skeleton]:
    """Return the pages that the QR codes of a photograph name, mostly one.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph, any way up.
    coded
        Pages with a printed QR code.
    """
    said = {code.text for code in zxingcpp.read_barcodes(grey, formats=QR)}
    return [page for page in coded if page_qr(page.page) in said]


def cut_square(
    picture: Grey,
    homography: Matrix,
    box: Rect,
    around_mm: float = QUIET_MM,
    side_px: int = SIDE_PX,
) -> Grey:
    """Return a box with paper around it as an upright square of ``side_px``."""
    side_mm = max(box.w, box.h) / UM_PER_MM + 2 * around_mm
    left, top = box.x / UM_PER_MM - around_mm, box.y / UM_PER_MM - around_mm
    step = side_mm / side_px
    to_page = np.array([[step, 0, left], [0, step, top], [0, 0, 1]])
    crop = cv2.warpPerspective(
        picture,
        homography @ to_page,
        (side_px, side_px),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(crop, np.uint8)
