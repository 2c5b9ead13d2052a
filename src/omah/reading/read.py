"""A photograph of one page to its figures: the whole way, and never a crash."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from omah.core.count.figures import Figures, Mark
from omah.core.count.forms import Form, Guide, Number
from omah.core.count.rules import Instance, Rule, expand
from omah.reading.astray import LEAST_MARGIN, margins
from omah.reading.bubbles import measure_bubbles
from omah.reading.cut import Place, cut_boxes, cut_cells, frames_of, place_numbers
from omah.reading.decide import (
    FieldReading,
    Likelihood,
    bubbles_say,
    decide_each,
    decide_struck,
    with_bubbles,
)
from omah.reading.fit import UM_PER_MM, Matrix, project
from omah.reading.guides import discount_guides
from omah.reading.identify import locate
from omah.reading.image import (
    Grey,
    ImageRefusedError,
    decode_grey,
    decode_sharper,
)
from omah.reading.locate import sharpened
from omah.reading.located import Located
from omah.reading.plain import only_plain
from omah.reading.quality import advise, is_too_dark
from omah.reading.reasons import PageRefusedError, Reason
from omah.reading.seek import SIMILARITY_CLEAR
from omah.reading.skeleton import skeletons
from omah.reading.strike import find_struck
from omah.reading.weigh import weigh_rules
from omah.reading.witness import hear

# A figure is legible when it is at least this sure.
LEGIBLE_P = 0.98
# A page is accepted when the chance that any figure on it is misread stays below this.
MISREAD_BOUND = 0.02
# A number whose printed boxes are seen less than this is not where it should be.
LEAST_FRAMED = 0.25
UNFRAMED_P = 0.5
# On an empty page a printed line may look like a 1: in so many of its numbers at most,
# in one box and less sure than this. Generated empty pages (tuning seeds) have 5 of 34,
# at 0.75; a single number written on one is 0.96 sure or more.
STRAY_SHARE, STRAY_P = 0.2, 0.8
# Below this a digit is a guess; the smallest real crop the network learnt from is 31.
LEAST_BOX_PX = 14
# Boxes smaller than this, as few real ones are, are cut from a larger copy of the
# photograph where there is one.
SHARP_BOX_PX = 32


def _ignore(step: str) -> None:
    """Do nothing when a step is over."""


class Status(StrEnum):
    """What a reading is good for."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    REJECTED = "rejected"


class Classifier(Protocol):
    """What a page needs of a digit network."""

    def classify(self, cells: Grey) -> NDArray[np.float32]:
        """Return ``(N, 16)`` probabilities of the marks in ``N`` cells."""
        ...


class Bystanders(Protocol):
    """What reads the other ink of a number: tally, line sums, spelled words."""

    def of(
        self, picture: Grey, places: Sequence[Place]
    ) -> Sequence[dict[str, Likelihood | None]]:
        """Return for each number what its witnesses say, by their names."""
        ...


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one photograph says.

    Attributes
    ----------
    form, page
        Form id and page number; empty and 0 where the page was not found.
    status
        Accepted (so legible that hardly any figure can be misread), review, or
        rejected.
    reason
        Why it is not accepted; ``None`` when it is.
    fields
        One reading per number, in the order of the paper.
    homography
        ``(3, 3)``; page mm to px of the photograph as decoded, or ``None``.
    size
        (width, height) of the decoded photograph in px.
    similarity
        Share of the page's printed lines found in place, 0 to 1.
    """

    form: str
    page: int
    status: Status
    reason: Reason | None
    fields: tuple[FieldReading, ...] = ()
    homography: Matrix | None = None
    size: tuple[int, int] = (0, 0)
    similarity: float = 0.0

    def figures(self) -> Figures:
        """Return field id to value, unknown ones ``None``."""
        return {reading.field: reading.value for reading in self.fields}


@dataclass(frozen=True, slots=True)
class Seen:
    """A page with where each number lies on it: what a picture can explain."""

    located: Located
    places: tuple[Place, ...]


class Reader:
    """Reads pages of some forms with one network; keeps nothing between pages.

    Parameters
    ----------
    forms
        The forms a photograph may be a page of.
    net
        What tells the marks.
    rules
        Rules per form id, which lend or take credit; may be empty.
    others
        Forms known but not asked for: a page of theirs is the wrong page.
    witnesses
        What reads tallies, line sums and words; without it boxes speak alone.
    bound
        A page is accepted when the chance that any of its figures is misread stays
        below this, 0 to 1.
    """

    def __init__(
        self,
        forms: Sequence[Form],
        net: Classifier,
        rules: dict[str, tuple[Rule, ...]] | None = None,
        others: Sequence[Form] = (),
        witnesses: Bystanders | None = None,
        bound: float = MISREAD_BOUND,
    ) -> None:
        self._witnesses = witnesses
        self._bound = bound
        self._pages = skeletons(forms)
        self._others = skeletons(others)
        self._frames = {
            (page.form.id, page.page.number): frames_of(page.page)
            for page in self._pages
        }
        self._net = net
        self._rules = {
            form.id: expand((rules or {}).get(form.id, ()), tuple(form.fields()))
            for form in forms
        }

    def read(self, blob: bytes) -> PageReading:
        """Return what a photograph says, or why it says nothing."""
        return self.settle((self.read_ink(blob)[0],))[0]

    def read_ink(
        self, blob: bytes, done: Callable[[str], None] = _ignore
    ) -> tuple[PageReading, Seen | None]:
        """Return the reading from ink alone, and what was seen of the page.

        ``done`` hears the name of each step when it is over, for those who time it.
        """
        try:
            grey = decode_grey(blob)
        except ImageRefusedError as refused:
            return rejected(refused.reason), None
        done("decode")
        if is_too_dark(grey):
            return rejected(Reason.TOO_DARK, grey), None
        try:
            located = locate(grey, self._pages, self._others)
        except PageRefusedError as refused:
            return rejected(self._why_refused(grey, refused), grey), None
        sharp = located
        if box_px(located.homography, located.page.numbers[0]) < SHARP_BOX_PX:
            larger = decode_sharper(blob)
            sharp = located if larger is None else sharpened(located, larger)
        done("find page")
        return self._read_located(located, sharp, done)

    def _why_refused(self, grey: Grey, refused: PageRefusedError) -> Reason:
        """Return the reason; a page of a form not asked for has one of its own."""
        if refused.reason is Reason.SEVERAL_PAGES:
            return refused.reason
        try:
            if self._others:
                locate(grey, self._others, self._pages)
                return Reason.WRONG_PAGE
        except PageRefusedError:
            pass
        return advise(grey, refused.reason)

    def settle(self, pages: Sequence[PageReading]) -> tuple[PageReading, ...]:
        """Return ink readings of one sheet, weighed by its rules and judged.

        Pages of one station share rules; settling twice would count them twice.
        """
        found = [page for page in pages if page.fields]
        rules: Sequence[Instance] = self._rules[found[0].form] if found else ()
        fields = [field for page in found for field in page.fields]
        weighed = {field.field: field for field in weigh_rules(fields, rules)}
        return tuple(
            judge(
                replace(p, fields=tuple(weighed[f.field] for f in p.fields)),
                self._bound,
            )
            if p.fields
            else p
            for p in pages
        )

    def _read_located(
        self, located: Located, sharp: Located, done: Callable[[str], None]
    ) -> tuple[PageReading, Seen | None]:
        """Return what a page found says; its boxes are cut where it is sharp."""
        page, grey = located.page, located.photograph
        if box_px(sharp.homography, page.numbers[0]) < LEAST_BOX_PX:
            return rejected(Reason.TOO_SMALL, grey), None
        frames = self._frames[located.form.id, page.number]
        places = place_numbers(sharp, frames)
        cells = cut_cells(sharp.photograph, places, frames.insides)
        done("cut boxes")
        marks = self._net.classify(cells)
        done("tell marks")
        reading = PageReading(
            form=located.form.id,
            page=page.number,
            status=Status.REVIEW,
            reason=Reason.DOUBTFUL,
            fields=self._decide_all(sharp, places, marks),
            homography=located.homography,
            size=(grey.shape[1], grey.shape[0]),
            similarity=located.similarity,
        )
        done("decide")
        return reading, Seen(sharp, tuple(places))

    def _decide_all(
        self, located: Located, places: Sequence[Place], marks: NDArray[np.float32]
    ) -> tuple[FieldReading, ...]:
        """Return what each number says, from the marks of all boxes in their order."""
        picture = located.photograph
        marks = without_guides(picture, places, marks)
        ends = np.cumsum([len(place.number.cells) for place in places])[:-1]
        bubbles = [measure_bubbles(picture, place) for place in places]
        boxes = [
            row if black is None else with_bubbles(row, black)
            for row, black in zip(np.split(marks, ends), bubbles, strict=True)
        ]
        readings = decide_each([place.number.field for place in places], boxes)
        told = self._hear(located, places)
        heard = [
            name_bubbles(hear(reading, seen, said), black)
            for reading, seen, said, black in zip(
                readings, boxes, told, bubbles, strict=True
            )
        ]
        placed = is_placed(located, places)
        fields = [
            field if is_there else doubt_unplaced(field)
            for field, is_there in zip(heard, placed, strict=True)
        ]
        doubtful = [
            place
            for place, field in zip(places, fields, strict=True)
            if field.placed and field.p < LEGIBLE_P
        ]
        struck = find_struck(picture, doubtful)
        return tuple(
            decide_struck(field) if field.field in struck else field for field in fields
        )

    def _hear(
        self, located: Located, places: Sequence[Place]
    ) -> Sequence[dict[str, Likelihood | None]]:
        """Return for each number what its other ink says, where that lies plain."""
        if self._witnesses is None:
            return [{} for _ in places]
        plain = [only_plain(located, place) for place in places]
        return self._witnesses.of(located.photograph, plain)


def name_bubbles(
    reading: FieldReading, bubbles: NDArray[np.float32] | None
) -> FieldReading:
    """Return the reading with the bubbles named as a witness, if they say a number."""
    told = None if bubbles is None else bubbles_say(bubbles)
    if told is None:
        return reading
    return replace(reading, witnesses=(("bubbles", *told), *reading.witnesses))


def without_guides(
    picture: Grey, places: Sequence[Place], marks: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the marks with printed guides discounted, where the form has any."""
    guided = [
        place.number.guide is Guide.SEGMENT
        for place in places
        for _ in place.number.cells
    ]
    if not any(guided):
        return marks
    crops = [box for place in places for box in cut_boxes(picture, place)]
    return discount_guides(crops, marks, np.array(guided))


def is_uneven(located: Located) -> bool:
    """Return whether a page is bent, or lies no better than bent ones do."""
    return located.bend is not None or located.similarity < SIMILARITY_CLEAR


def is_placed(located: Located, places: Sequence[Place]) -> NDArray[np.bool_]:
    """Return which numbers are read where their boxes are printed, ``(N,)``."""
    framed = np.array([place.framed for place in places]) >= LEAST_FRAMED
    if not is_uneven(located):
        return framed
    return np.asarray(framed & (margins(located) >= LEAST_MARGIN))


def doubt_unplaced(field: FieldReading) -> FieldReading:
    """Return the reading of a number that may be another's ink."""
    return replace(field, p=min(field.p, UNFRAMED_P), likely=(), placed=False)


def box_px(homography: Matrix, number: Number) -> float:
    """Return how many px of the photograph a number's first box is wide."""
    cell = number.cells[0]
    left, top = cell.x / UM_PER_MM, (cell.y + cell.h / 2) / UM_PER_MM
    ends = np.array([[left, top], [left + cell.w / UM_PER_MM, top]])
    a, b = project(homography, ends)
    return float(np.hypot(*(b - a)))


def judge(reading: PageReading, bound: float = MISREAD_BOUND) -> PageReading:
    """Return the reading with its status: legible, doubtful, or blank.

    Figures of a page are misread together more often than chance has it, so the
    chances are added up: whatever hangs on what, more it can't be.
    """
    if is_empty(reading.fields):
        return replace(reading, status=Status.REJECTED, reason=Reason.BLANK)
    is_told = all(f.value is not None for f in reading.fields)
    if is_told and sum(1 - f.p for f in reading.fields) < bound:
        return replace(reading, status=Status.ACCEPTED, reason=None)
    return replace(reading, status=Status.REVIEW, reason=Reason.DOUBTFUL)


def is_empty(fields: Sequence[FieldReading]) -> bool:
    """Return whether nothing is written on a page but what may be a printed line."""
    written = [f for f in fields if set(f.marks) != {Mark.BLANK}]
    return len(written) <= STRAY_SHARE * len(fields) and all(map(is_stray, written))


def is_stray(field: FieldReading) -> bool:
    """Return whether a number's only mark is one that the network doubts."""
    marked = sum(mark is not Mark.BLANK for mark in field.marks)
    return marked == 1 and field.p < STRAY_P and not field.witnesses


def rejected(reason: Reason, grey: Grey | None = None) -> PageReading:
    """Return the reading of a photograph that says nothing."""
    size = (0, 0) if grey is None else (grey.shape[1], grey.shape[0])
    return PageReading("", 0, Status.REJECTED, reason, size=size)
