"""Practice sheets with known truth: print once, fill by hand, photograph."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from omah.core.count.figures import Mark
from omah.core.count.forms import Form, PageLabel
from omah.formats.blank import render_png, stamp
from omah.reading.practice.figures import new_habit, number_marks
from omah.reading.practice.fill import fill
from omah.reading.practice.hand import Hand, new_hand
from omah.reading.practice.photograph import Level, Spoil, photograph, spoil, to_jpeg

PAGE_PX = 1260  # about this many pixels across: digit boxes get 36 to 50
MM_PER_INCH = 25.4
UM_PER_MM = 1000


@dataclass(frozen=True, slots=True)
class PracticePhoto:
    """One generated photograph and what is true of it."""

    page: int
    jpeg: bytes
    spoiled: Spoil | None


@dataclass(frozen=True, slots=True)
class PracticeSheet:
    """One station's pages and what was written on them."""

    station: str
    contest: str
    marks: Mapping[str, tuple[Mark, ...]]
    photos: tuple[PracticePhoto, ...]


class Press:
    """Prints a form's blank pages once, then fills and photographs copies."""

    def __init__(self, form: Form, page_px: int = PAGE_PX) -> None:
        self.form = form
        self._blanks = [_blank(form, page.number, page_px) for page in form.pages]

    def sheet(
        self,
        station: str,
        contest: str,
        figures: Mapping[str, int | None],
        *,
        level: Level = Level.LIGHT,
        spoiled_pct: float = 0.0,
        seed: tuple[int, ...] = (0,),
    ) -> PracticeSheet:
        """Return one station's sheet, the same for the same arguments."""
        rng = np.random.default_rng(seed)
        hand, habit = new_hand(rng), new_habit(rng)
        marks = {
            number.field: number_marks(
                figures.get(number.field), len(number.cells), habit
            )
            for page in self.form.pages
            for number in page.numbers
        }
        photos = []
        for page in self.form.pages:
            label = PageLabel(self.form.id, page.number, contest, station)
            picture = self.photograph(label, marks, hand, rng, level=level)
            kind = None
            if 100 * rng.random() < spoiled_pct:
                picture, kind = spoil(picture, rng)
            photos.append(PracticePhoto(page.number, to_jpeg(picture), kind))
        return PracticeSheet(station, contest, marks, tuple(photos))

    def photograph(
        self,
        label: PageLabel,
        marks: Mapping[str, tuple[Mark, ...]],
        hand: Hand,
        rng: np.random.Generator,
        *,
        level: Level,
    ) -> NDArray[np.uint8]:
        """Return one page, stamped with its label, filled in and photographed."""
        page = self.form.pages[label.page - 1]
        paper = stamp(self._blanks[label.page - 1], page, label)
        return photograph(fill(paper, page, marks, hand, rng), level, rng)


def _blank(form: Form, page_number: int, page_px: int) -> NDArray[np.uint8]:
    px_per_mm = page_px * UM_PER_MM // form.pages[page_number - 1].width
    png = render_png(form, page_number, dpi=px_per_mm * MM_PER_INCH)
    encoded = np.frombuffer(png, np.uint8)
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)
