"""Let rapidocr read the numbers that our reader cut, and count both, in one process.

rapidocr is what one would take instead. It is no dependency: its code and the models
in its wheel are under Apache-2.0, and nothing is fetched while it runs. Only its text
recognition is asked, so it is spared the search for the page; our time holds that
search. Both read every number of a page on one thread, and those with truth count.
What it takes X, a dash and digits for was looked at, and is read in its favour.
"""

import csv
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from omah.adapters.eyes import load_reader, settle_down, settle_together
from omah.adapters.practice import Press
from omah.cli.bench.reading import Truth, photographs
from omah.cli.bench.real_read import COLUMNS, FORM
from omah.cli.bench.unseen import unseen_reader
from omah.cli.main import UsageError
from omah.formats.form_toml import load_form
from omah.reading.cut import Place, cut_boxes
from omah.reading.image import Grey
from omah.reading.practice.photograph import Level
from omah.reading.read import PageReading, Reader, Seen, Status

TESTED = "3.10.0"
ASK = f"rapidocr is not installed: `pip install rapidocr=={TESTED}` gets it"
ONE_THREAD = {
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
ENLARGED = 2
GENERATED_FORM = "c-hasil-ppwp-2024"
SHEETS, SEED = 12, 20_260_214
"""The seed was never used to train or to tune."""
NOTHING = str.maketrans("", "", "Xx×-–—_~一 ")
"""What rapidocr takes the X, the dash and the gap between boxes for."""
ALIKE = str.maketrans("OoIl|ZzSsBgq", "001112255899")
"""Letters that look like a digit: where only digits stand, they are meant so."""

Recogniser = Callable[[Grey], str]
Page = tuple[bytes, Truth]
Station = tuple[Reader, Sequence[Page]]
"""Pages that are weighed together, and our reader of them."""


@dataclass(slots=True)
class Peer:
    """What one reader made of the fields with truth, and its processor time."""

    told: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, read: Mapping[str, int | None], truth: Truth) -> None:
        """Count the fields of one page that was not refused."""
        for name, value in truth.items():
            given = read.get(name)
            kind = "right" if given == value else "wrong"
            self.told["unread" if given is None else kind] += 1

    def figures(self, pages: int) -> dict[str, Any]:
        counted = {kind: self.told[kind] for kind in ("right", "wrong", "unread")}
        return counted | {"seconds_per_page": round(self.seconds / max(pages, 1), 3)}


@dataclass(slots=True)
class Comparison:
    """Two readers on the same pages; what ours refuses neither has right."""

    pages: int = 0
    pages_refused: int = 0
    fields: int = 0
    fields_refused: int = 0
    only_ours: int = 0
    only_theirs: int = 0
    ours: Peer = field(default_factory=Peer)
    theirs: Peer = field(default_factory=Peer)

    def add(
        self, page: PageReading, theirs: Mapping[str, int | None], truth: Truth
    ) -> None:
        self.pages += 1
        self.fields += len(truth)
        if page.status is Status.REJECTED:
            self.pages_refused += 1
            self.fields_refused += len(truth)
            return
        ours = page.figures()
        self.ours.add(ours, truth)
        self.theirs.add(theirs, truth)
        for name, value in truth.items():
            pair = ours.get(name) == value, theirs.get(name) == value
            self.only_ours += pair == (True, False)
            self.only_theirs += pair == (False, True)

    def figures(self) -> dict[str, Any]:
        return {
            "pages": self.pages,
            "pages_refused": self.pages_refused,
            "n": self.fields,
            "refused": self.fields_refused,
            "only_omah_right": self.only_ours,
            "only_rapidocr_right": self.only_theirs,
            "omah": self.ours.figures(self.pages),
            "rapidocr": self.theirs.figures(self.pages - self.pages_refused),
        }


def measure(real: Path) -> dict[str, Any]:
    recognise = load_recogniser()
    settle_down()
    scans = real_stations(real / "forms" / FORM)
    return {
        "rapidocr": version("rapidocr"),
        "real_2019": compare(recognise, scans),
        "generated_2024_medium": compare(recognise, generated_pages()),
        "material": "real scans, and generated photographs",
    }


def load_recogniser() -> Recogniser:
    """Return rapidocr's text recognition, warm."""
    try:
        from rapidocr import RapidOCR
    except ImportError as missing:
        raise UsageError(ASK) from missing
    engine = RapidOCR(params=ONE_THREAD)

    def recognise(strip: Grey) -> str:
        told = engine(strip, use_det=False, use_cls=False, use_rec=True)
        return "".join(told.txts or ())

    recognise(np.full((80, 240), 255, np.uint8))
    return recognise


def real_stations(folder: Path) -> Iterator[Station]:
    """Yield the scans of each station and a reader that was not trained on it."""
    with (folder / "truth.csv").open(newline="") as stream:
        for row in csv.DictReader(stream):
            number = row["form"]
            yield (
                unseen_reader(FORM, number),
                [
                    (
                        (folder / f"{number}_p{page}.png").read_bytes(),
                        {name: int(row[column]) for name, column in columns.items()},
                    )
                    for page, columns in COLUMNS.items()
                ],
            )


def generated_pages() -> Iterator[Station]:
    """Yield generated photographs, each by itself, as ``bench reading`` takes them."""
    press, reader = Press(load_form(GENERATED_FORM)), load_reader((GENERATED_FORM,))
    for photo, truth, _ in photographs(press, Level.MEDIUM, SHEETS, SEED):
        yield reader, [(photo.jpeg, truth)]


def compare(recognise: Recogniser, stations: Iterable[Station]) -> dict[str, Any]:
    found = Comparison()
    for reader, station in stations:
        began = time.process_time()
        taken = [reader.read_ink(blob) for blob, _ in station]
        pages = settle_together(reader, [page for page, _ in taken])
        found.ours.seconds += time.process_time() - began
        for page, (_, seen), (_, truth) in zip(pages, taken, station, strict=True):
            strips = strips_of(seen)
            began = time.process_time()
            told = {name: number_of(recognise(cut)) for name, cut in strips.items()}
            found.theirs.seconds += time.process_time() - began
            found.add(page, told, truth)
    return found.figures()


def strips_of(seen: Seen | None) -> dict[str, Grey]:
    """Return a picture of each number of a page; none of a page that was refused."""
    if seen is None:
        return {}
    picture = seen.located.photograph
    return {place.number.field: strip_of(picture, place) for place in seen.places}


def strip_of(picture: Grey, place: Place) -> Grey:
    """Return a number's boxes side by side, without their printed lines, enlarged."""
    boxes = cut_boxes(picture, place)
    high = boxes[0].shape[0]
    alike = [cv2.resize(box, (box.shape[1], high)) for box in boxes]
    strip = np.hstack(alike)
    size = (strip.shape[1] * ENLARGED, high * ENLARGED)
    return np.asarray(cv2.resize(strip, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def number_of(text: str) -> int | None:
    """Return the number a text stands for, taken in its favour.

    Examples
    --------
    >>> number_of("x2O"), number_of("×~"), number_of("1 S"), number_of("D53")
    (20, 0, 15, None)
    >>> number_of("") is None
    True
    """
    digits = text.translate(NOTHING).translate(ALIKE)
    if text.strip() and not digits:
        return 0
    return int(digits) if digits.isdecimal() else None
