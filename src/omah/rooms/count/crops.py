"""Pictures of single figures, cut from the public copy of a photograph."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from omah.adapters.blobs import BlobChangedError
from omah.core.count.contests import Contest
from omah.core.count.forms import Number, Page, Rect
from omah.core.count.record import SheetRecord
from omah.core.log import canonical_json
from omah.core.log.statements import parse_entry
from omah.formats.form_toml import load_form
from omah.rooms.count.details import details
from omah.rooms.count.models import Capture, Statement

PX_PER_BOX = 96
"""Height of a digit box in a picture; its width follows."""
CORNERS = 8
"""Numbers that say where the corners of a page lie."""
AROUND = 0.35
"""Paper shown around the boxes, in heights of a box."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: on which public copy, and where the page lies in it."""

    public_sha256: str
    page: Page
    number: Number
    corners: tuple[float, ...]


def place_of(contest: Contest, record: SheetRecord | None, field: str) -> Place | None:
    """Return where a field of a sheet can be seen, newest reading first."""
    for reading in reversed(record.readings if record else ()):
        for original, seen in detail_of(reading.id).items():
            page = page_with(contest.form, field, seen["page"])
            if page is None or len(seen.get("corners", ())) != CORNERS:
                continue
            copy = Capture.objects.filter(
                contest=contest.id, original_sha256=original, reason=""
            ).first()
            if copy is not None and copy.public_sha256:
                corners = tuple(side / 100 for side in seen["corners"])
                return Place(copy.public_sha256, page, page.number_of(field), corners)
    return None


def detail_of(reading: str) -> dict[str, Any]:
    """Return what a reading saw in each photograph; nothing where it is not kept."""
    row = Statement.objects.get(sha256=reading)
    sha256 = parse_entry(bytes(row.entry)).text("detail_sha256")
    try:
        detail = canonical_json.decode(details().get(sha256))
    except (OSError, BlobChangedError):
        return {}
    return detail if isinstance(detail, dict) else {}


def page_with(form: str, field: str, number: int) -> Page | None:
    """Return a form's page if the field stands on it."""
    for page in load_form(form).pages:
        if page.number == number and any(n.field == field for n in page.numbers):
            return page
    return None


def around(number: Number) -> Rect:
    """Return the rectangle of all boxes of a number, with some paper around it."""
    first, last = number.cells[0], number.cells[-1]
    margin = round(first.h * AROUND)
    width = last.x + last.w - first.x + 2 * margin
    return Rect(first.x - margin, first.y - margin, width, first.h + 2 * margin)


def edges(box: Rect) -> list[tuple[int, int]]:
    right, bottom = box.x + box.w, box.y + box.h
    return [(box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)]


def page_to_copy(page: Page, corners: tuple[float, ...]) -> np.ndarray:
    """Return the map from micrometres on the page to px of its public copy."""
    sheet = np.array(edges(Rect(0, 0, page.width, page.height)), np.float32)
    there = np.array(corners, np.float32).reshape(4, 2)
    return np.asarray(cv2.getPerspectiveTransform(sheet, there))


def crop(place: Place, copy: bytes) -> bytes:
    """Return the boxes of a figure as a JPEG, level and upright."""
    box = around(place.number)
    height = round(PX_PER_BOX * (1 + 2 * AROUND))
    width = round(height * box.w / box.h)
    picture = cv2.imdecode(np.frombuffer(copy, np.uint8), cv2.IMREAD_COLOR)
    there = cv2.perspectiveTransform(
        np.array([edges(box)], np.float32), page_to_copy(place.page, place.corners)
    )
    here = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    flat = cv2.warpPerspective(
        np.asarray(picture),
        cv2.getPerspectiveTransform(there[0], here),
        (width, height),
    )
    return bytes(cv2.imencode(".jpg", flat, [cv2.IMWRITE_JPEG_QUALITY, 80])[1])
