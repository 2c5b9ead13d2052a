"""omah forms: list forms, print blanks, make practice forms with known truth."""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypedDict

import cv2
import numpy as np
from tqdm import tqdm

from omah.adapters.practice import PracticeSheet, Press
from omah.cli.forms_contest import practice_contest
from omah.cli.forms_measure import draft, read_picture
from omah.cli.main import OK, USAGE, UsageError
from omah.core.count.forms import CodeKind, Form, Page
from omah.core.count.known_fields import unknown_fields
from omah.formats.blank import render_pdf, render_png
from omah.formats.contest_toml import dump_contest
from omah.formats.form_toml import form_ids, load_form
from omah.formats.rules_toml import rules_of_form
from omah.formats.toml_table import SpecError
from omah.reading.overlay import overlay
from omah.reading.practice.figures import invent_figures
from omah.reading.practice.fill import value_of
from omah.reading.practice.photograph import Level

BLANK_DPI = 150
SOME = 5
"""How many field ids one sentence can bear."""
CONTEST = "latihan"
FIRST_KELDES, STATIONS_EACH = 9901010001, 900
"""Codes of invented stations: there is no province 99."""
REGION = str(FIRST_KELDES)[:6]


def run(args: argparse.Namespace) -> int:
    match args.what:
        case "list":
            return list_forms(as_json=args.json)
        case "blank":
            write_blank(args)
        case "fill":
            write_practice(args)
        case "measure":
            sys.stdout.write(draft(args.pictures, args.width))
        case _:
            write_overlay(args)
    return OK


def find_form(form_id: str) -> Form:
    try:
        form = load_form(form_id)
    except KeyError:
        known = ", ".join(form_ids())
        raise UsageError(f"there is no form '{form_id}'; known: {known}") from None
    except SpecError as problem:
        raise UsageError(str(problem)) from None
    if unknown := unknown_fields(rules_of_form(form_id), tuple(form.fields())):
        sys.stderr.write(unchecked(form, unknown))
    return form


def unchecked(form: Form, fields: tuple[str, ...]) -> str:
    names = ", ".join(fields[:SOME])
    names += f" and {len(fields) - SOME} more" if len(fields) > SOME else ""
    return (
        f"omah forms: warning: no rule for {form.contest_kind} names {names} of "
        f"{form.id}, so nothing checks what is read there; if that is not meant, take "
        "the ids of docs/reference/rules.md\n"
    )


def list_forms(*, as_json: bool) -> int:
    """List every form; one whose specification is wrong doesn't hide the others."""
    faulty = 0
    for form_id in form_ids():
        try:
            form = find_form(form_id)
        except UsageError as problem:
            sys.stderr.write(f"omah forms: {problem}\n")
            faulty += 1
            continue
        fields = list(form.fields())
        if as_json:
            titles = {"title": form.title_id, "title_en": form.title_en}
            rest = {"law": form.law, "pages": len(form.pages), "fields": fields}
            print(json.dumps({"form": form.id} | titles | rest, ensure_ascii=False))
        else:
            print(f"{form.id:<20} {len(form.pages)} halaman, {len(fields)} angka")
            print(f"{'':<20} {form.title_id} / {form.title_en} ({form.law})")
    return USAGE if faulty else OK


def write_blank(args: argparse.Namespace) -> None:
    form = find_form(args.form)
    whose = {"contest": args.contest, "station": args.station}
    check_whose(args.contest, args.station)
    if args.station and not any(has_qr(page) for page in form.pages):
        raise UsageError(f"{form.id} has no qr code that could say whose a page is")
    match args.out.suffix.lower():
        case ".pdf":
            args.out.write_bytes(render_pdf(form, **whose))
            print(args.out)
        case ".png":
            for page in form.pages:
                path = args.out.with_stem(f"{args.out.stem}-{page.number}")
                path.write_bytes(render_png(form, page.number, dpi=BLANK_DPI, **whose))
                print(path)
        case other:
            raise UsageError(f"--out ends in .pdf or .png, not '{other}'")


def has_qr(page: Page) -> bool:
    return any(code.kind is CodeKind.QR for code in page.codes)


def check_whose(contest: str, station: str) -> None:
    if bool(contest) != bool(station):
        raise UsageError("a QR code needs both --station and --contest")
    if station and not re.fullmatch(r"[0-9]{13}", station):
        raise UsageError(f"--station is a KPU code of 13 digits, not '{station}'")
    if contest and not re.fullmatch(r"[a-z0-9-]+", contest):
        raise UsageError("--contest is an id of small letters, digits and dashes")


@dataclass(frozen=True, slots=True)
class Order:
    """What practice sheets to make; goes to each worker."""

    form: str
    seed: int
    level: Level
    spoiled_pct: float


def write_practice(args: argparse.Namespace) -> None:
    form = find_form(args.form)
    if args.sheets < 1 or args.jobs < 1 or not 0 <= args.spoil <= 100:
        raise UsageError("--sheets and --jobs are at least 1, --spoil is 0 to 100")
    if (args.out / "photos").exists():
        raise UsageError(f"{args.out} holds practice sheets already; name a new folder")
    order = Order(form.id, args.seed, Level(args.photo), args.spoil)
    args.out.mkdir(parents=True, exist_ok=True)
    sheets = tqdm(
        make_sheets(order, args.sheets, args.jobs),
        total=args.sheets,
        disable=None,
        unit="sheet",
    )
    truth = [write_sheet(sheet, args.out) for sheet in sheets]
    write_truth(truth, order, form, args.out)
    contest = args.out / "contest.toml"
    whose = practice_contest(form, CONTEST, REGION)
    contest.write_text(dump_contest(whose), encoding="utf-8")
    photos = len(form.pages) * len(truth)
    print(f"{photos} generated photographs of {len(truth)} sheets in {args.out}")
    print(f"count them: ./omah count {args.out}/photos --contest {contest} --out DIR")


def make_sheets(order: Order, count: int, jobs: int) -> Iterator[PracticeSheet]:
    if min(jobs, count) == 1:
        yield from map(partial(make_sheet, order), range(count))
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), one_thread) as pool:
        yield from pool.map(partial(make_sheet, order), range(count), chunksize=4)


def one_thread() -> None:
    cv2.setNumThreads(1)


@cache
def press_of(form_id: str) -> Press:
    return Press(load_form(form_id))


def make_sheet(order: Order, index: int) -> PracticeSheet:
    """Make sheet number ``index``: the same whatever else is made beside it."""
    press = press_of(order.form)
    keldes, nth = divmod(index, STATIONS_EACH)
    return press.sheet(
        f"{FIRST_KELDES + keldes}{nth + 1:03}",
        CONTEST,
        invent_figures(press.form, np.random.default_rng((order.seed, index, 0))),
        level=order.level,
        spoiled_pct=order.spoiled_pct,
        seed=(order.seed, index, 1),
    )


class SheetTruth(TypedDict):
    """What is true of one generated sheet."""

    station: str
    contest: str
    figures: dict[str, int | None]
    marks: dict[str, str]
    photos: list[dict[str, str | int | None]]


def write_sheet(sheet: PracticeSheet, out: Path) -> SheetTruth:
    folder = out / "photos" / sheet.station
    folder.mkdir(parents=True, exist_ok=True)
    photos: list[dict[str, str | int | None]] = []
    for photo in sheet.photos:
        path = folder / f"p{photo.page}.jpg"
        path.write_bytes(photo.jpeg)
        name = path.relative_to(out).as_posix()
        photos.append({"file": name, "page": photo.page, "spoiled": photo.spoiled})
    return {
        "station": sheet.station,
        "contest": sheet.contest,
        "figures": {field: value_of(marks) for field, marks in sheet.marks.items()},
        "marks": {field: "".join(marks) for field, marks in sheet.marks.items()},
        "photos": photos,
    }


def write_truth(truth: list[SheetTruth], order: Order, form: Form, out: Path) -> None:
    head = {"generated": True, "form": form.id, "seed": order.seed}
    content = head | {"photo": order.level, "sheets": truth}
    (out / "truth.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    with (out / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["station", "contest", *form.fields()])
        table.writeheader()
        for sheet in truth:
            whose = {"station": sheet["station"], "contest": sheet["contest"]}
            table.writerow(whose | sheet["figures"])


def write_overlay(args: argparse.Namespace) -> None:
    form = find_form(args.form)
    if not 1 <= args.page <= len(form.pages):
        raise UsageError(f"{form.id} has pages 1 to {len(form.pages)}")
    if args.out.suffix.lower() != ".png":
        raise UsageError(f"--out ends in .png, not '{args.out.suffix}'")
    drawn = overlay(read_picture(args.picture), form.pages[args.page - 1])
    if not cv2.imwrite(str(args.out), drawn):
        raise UsageError(f"{args.out} can't be written; is there such a folder?")
    sys.stdout.write(f"{args.out}\n")
