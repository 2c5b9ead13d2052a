"""What is no readable page of the form asked for: all refused, for the right reason?

Photographs ruined on purpose and pictures of other things, generated from seeds that
no limit was tuned on. Not right is whatever is read, and each other reason.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from omah.adapters.eyes import load_reader, settle_down
from omah.adapters.practice import Press
from omah.cli.bench.reading_score import is_sure, upper_bound
from omah.formats.form_toml import load_form
from omah.reading.image import decode_grey
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.others import OTHERS, spreadsheet
from omah.reading.practice.photograph import Level, Spoil, moved
from omah.reading.read import Status
from omah.reading.reasons import Reason

FORMS = ("c-hasil-ppwp-2024", "c1-ppwp-2019", "c-digital-ppwp")
ASKED, PLAIN = FORMS[:2]
"""Papers without a code are not told apart: one of several may be read."""
LEVELS = (Level.LIGHT, Level.MEDIUM)
SHEETS, EACH = 24, 24
MOVED_PX = (24, 32, 40, 48)
"""How far the hand moves: half a digit box to a whole one."""
SEED = 20_301_203
RIGHT = {
    Spoil.BLURRED: {Reason.TOO_BLURRED},
    Spoil.CUT: {Reason.CORNERS_MISSING},
    Spoil.DARK: {Reason.TOO_DARK},
    Spoil.COVERED: {Reason.PARTLY_HIDDEN},
}

Case = tuple[str, str, bytes, set[Reason]]
"""What it is, the form asked for, the file, and the reasons that are right."""


def measure() -> dict[str, Any]:
    settle_down()
    told: dict[str, Counter[str]] = {}
    for kind, form_id, blob, right in cases():
        reading = load_reader((form_id,)).read(blob)
        counted = told.setdefault(kind, Counter())
        counted["n"] += 1
        counted["rejected"] += reading.status is Status.REJECTED
        counted["right_reason"] += reading.reason in right
        counted["figures_shown"] += sum(map(is_sure, reading.fields))
        if reading.reason not in right:
            counted[f"said {reading.reason or reading.status}"] += 1
    total = sum((Counter(c) for c in told.values()), Counter[str]())
    read = total["n"] - total["rejected"]
    return {
        "material": "generated",
        "n": total["n"],
        "rejected": total["rejected"],
        "read_upper_95_pct": round(100 * upper_bound(read, total["n"]), 2),
        "right_reason": total["right_reason"],
        "figures_shown": total["figures_shown"],
        "kinds": {kind: dict(counted) for kind, counted in told.items()},
    }


def cases() -> Iterator[Case]:
    yield from ruined()
    yield from moved_hands()
    yield from not_forms()
    yield from wrong_files()


def ruined() -> Iterator[Case]:
    """Yield photographs of filled pages that are ruined in one of four ways."""
    for form_id in FORMS:
        press = Press(load_form(form_id))
        for k in range(SHEETS):
            seed = (SEED, k)
            true = invent_figures(press.form, np.random.default_rng(seed))
            sheet = press.sheet(
                f"990101{k:07d}",
                "latihan",
                true,
                level=LEVELS[k % len(LEVELS)],
                spoiled_pct=100,
                seed=seed,
            )
            for photo in sheet.photos:
                if photo.spoiled:
                    yield photo.spoiled, form_id, photo.jpeg, RIGHT[photo.spoiled]


def moved_hands() -> Iterator[Case]:
    """Yield photographs of filled pages, the hand moving while each was taken."""
    for form_id in FORMS:
        press = Press(load_form(form_id))
        for k in range(SHEETS):
            true = invent_figures(press.form, np.random.default_rng((SEED, k)))
            level = LEVELS[k % len(LEVELS)]
            sheet = press.sheet(
                f"990101{k:07d}", "latihan", true, level=level, seed=(SEED, k)
            )
            jpeg = sheet.photos[k % len(sheet.photos)].jpeg
            length_px = MOVED_PX[k // len(LEVELS) % len(MOVED_PX)]
            rng = np.random.default_rng((SEED, k))
            smeared = to_jpeg(moved(in_colour(jpeg), length_px, rng))
            yield "moved", form_id, smeared, {Reason.TOO_BLURRED}


def not_forms() -> Iterator[Case]:
    """Yield pictures of other things, and pages nobody asked for."""
    for k in range(EACH):
        rng = np.random.default_rng((SEED, k))
        for name, draw in OTHERS.items():
            yield name, ASKED, to_jpeg(draw(rng)), {Reason.NOT_A_FORM}
        ruled = {Reason.NOT_A_FORM, Reason.PARTLY_HIDDEN}
        yield "a spreadsheet", ASKED, to_jpeg(spreadsheet(rng)), ruled
    for form_id, asked in zip(FORMS, (*FORMS[1:], FORMS[0]), strict=True):
        press = Press(load_form(form_id))
        sheet = press.sheet("9901010000001", "latihan", {})
        for photo in sheet.photos:
            yield "an empty page", form_id, photo.jpeg, {Reason.BLANK}
            yield "another form", asked, photo.jpeg, {Reason.WRONG_PAGE}
        several = to_jpeg(np.hstack([decoded(p.jpeg, 1_400) for p in sheet.photos[:2]]))
        if form_id != PLAIN:
            yield "two pages", form_id, several, {Reason.SEVERAL_PAGES}
        afar = from_afar(sheet.photos[-1].jpeg)
        yield "a page far away", form_id, afar, {Reason.TOO_SMALL}


def wrong_files() -> Iterator[Case]:
    whole = Press(load_form(ASKED)).sheet("9901010000001", "latihan", {}).photos[0].jpeg
    yield "an empty file", ASKED, b"", {Reason.EMPTY_FILE}
    yield "a text", ASKED, b"Yang terhormat,", {Reason.NOT_AN_IMAGE}
    for k in range(1, EACH + 1):
        half = whole[: len(whole) * k // (EACH + 1)]
        yield "a file cut off", ASKED, half, {Reason.TRUNCATED}
    for tail in (b"PK\x03\x04", b"%PDF-1.7", b"<script>"):
        yield "something behind it", ASKED, whole + tail, {Reason.FOREIGN_CONTENT}


def from_afar(jpeg: bytes) -> bytes:
    table = np.full((1_500, 2_000), 60, np.uint8)
    small = decoded(jpeg, 460)
    table[400 : 400 + small.shape[0], 800 : 800 + small.shape[1]] = small
    return to_jpeg(table)


def in_colour(jpeg: bytes) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(picture, np.uint8)


def decoded(jpeg: bytes, high_px: int) -> np.ndarray:
    grey = decode_grey(jpeg)
    wide_px = round(grey.shape[1] * high_px / grey.shape[0])
    shrunk = cv2.resize(grey, (wide_px, high_px), interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk, np.uint8)


def to_jpeg(picture: np.ndarray) -> bytes:
    return cv2.imencode(".jpg", np.ascontiguousarray(picture))[1].tobytes()
