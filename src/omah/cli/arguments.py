"""What the commands take whose work needs heavy libraries.

They stand apart from the work, so that help and a wrong word are answered at once.
"""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path

from omah.core.places.regions import Level
from omah.formats.columns_toml import COLUMN_SETS

LEVELS = {level.name.lower(): level for level in Level if level is not Level.STATION}
MISREAD_BOUND = 0.02
"""The bound of ``reading.read``."""
DAMAGE = ("none", "light", "medium", "heavy", "creased", "folded")
"""The levels of ``reading.practice.photograph``, which needs the libraries."""


def read(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="+", type=Path, help="photographs, or folders of photographs"
    )
    parser.add_argument("--form", help="the form they show (see ./omah forms list)")
    parser.add_argument("--jobs", type=int, help="processes (default: one per core)")
    parser.add_argument(
        "--bound",
        type=float,
        default=MISREAD_BOUND,
        help="accept a page when the chance that any figure on it is misread stays"
        f" below this (default: {MISREAD_BOUND})",
    )
    parser.add_argument(
        "--explain", type=Path, metavar="DIR", help="write what was seen as pictures"
    )
    parser.add_argument(
        "--boxes",
        action="store_true",
        help="the pictures are single digit boxes (or a parquet table of them)",
    )
    parser.add_argument("--json", action="store_true", help="JSON lines, nothing else")


def check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="csv, parquet, or a folder of KPU's public JSON"
    )
    parser.add_argument("--form", required=True, help="id of the form of the sheets")
    parser.add_argument(
        "--columns",
        default="",
        help=f"what the columns mean: {', '.join(COLUMN_SETS)} (default: by header)",
    )
    parser.add_argument(
        "--detail", action="store_true", help="counts for each row and column too"
    )
    parser.add_argument("--json", action="store_true", help="JSON lines")


def recap(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="csv, parquet, or a folder of KPU's public JSON"
    )
    parser.add_argument("--by", choices=LEVELS, default="nasional", help="level")
    parser.add_argument(
        "--explain", metavar="CODE", help="the parts that make up one region's total"
    )
    parser.add_argument(
        "--sheet",
        metavar="DIR",
        type=Path,
        help="write a printable recapitulation sheet per kecamatan (PDF)",
    )
    parser.add_argument(
        "--within", metavar="CODE", default="", help="only this region and its parts"
    )
    parser.add_argument(
        "--contest", metavar="TOML", type=Path, help="names for the printed sheet"
    )
    parser.add_argument(
        "--register",
        metavar="TSV",
        type=Path,
        help="a register of regions: names, and how many stations there are",
    )
    parser.add_argument(
        "--columns", choices=COLUMN_SETS, default="", help="what the columns mean"
    )
    parser.add_argument("--json", action="store_true", help="print JSON lines only")


def count(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the photographs")
    parser.add_argument("--contest", type=Path, required=True, metavar="FILE.toml")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--regions", type=Path, metavar="FILE", help="a register with region names"
    )
    parser.add_argument("--publisher", default="Omah", help="who publishes")
    parser.add_argument("--jobs", type=int, help="processes (default: one per core)")


def publish(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--publisher", help="who publishes (default: as before)")
    parser.add_argument("--json", action="store_true", help="a JSON line, no words")


def verify(parser: ArgumentParser) -> None:
    parser.add_argument(
        "place",
        metavar="DIR|URL",
        help="a published folder or site, or a house's citizens' log (/layanan/log/)",
    )
    parser.add_argument("--key", metavar="VKEY", help="the log's key, as you know it")
    parser.add_argument(
        "--since",
        metavar="CHECKPOINT",
        type=Path,
        help="a checkpoint kept from an earlier visit; the log must grow from it",
    )
    parser.add_argument(
        "--receipts",
        metavar="FILE",
        type=Path,
        help="receipts kept on a phone, or the downloaded proof of a case; the log "
        "must hold all that it promised",
    )
    parser.add_argument("--json", action="store_true", help="one JSON line")


FORM = "the form (see ./omah forms list)"
LIST = "Name every form of src/omah/data/forms: id, pages, numbers, title and law."
BLANK = "Print a blank form. With --station and --contest its QR code says whose it is."
FILL = (
    "Fill invented sheets by invented hands, photograph them, and write down what"
    " stands on them: DIR/photos, DIR/truth.csv, DIR/contest.toml."
)
MEASURE = (
    "Print the draft of a specification: a head to fill in, and of each page the"
    " lines, marks and boxes in millimetres. docs/how-to/add-a-form.md goes on from"
    " there."
)
OVERLAY = (
    "Draw what a specification says over a picture of the blank: digit boxes red,"
    " bubbles orange, words green, tallies and sums purple, masked strips yellow,"
    " marks and codes light red, lines light blue."
)


def forms(parser: ArgumentParser) -> None:
    parser.epilog = "How to add a form: docs/how-to/add-a-form.md"
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    names = what.add_parser(
        "list", help="the forms this program knows", description=LIST
    )
    names.add_argument("--json", action="store_true", help="print JSON lines only")

    blank = what.add_parser("blank", help="print a blank form", description=BLANK)
    blank.add_argument("form", metavar="FORM", help=FORM)
    blank.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="FILE.pdf holds all pages; FILE.png becomes a picture for each",
    )
    blank.add_argument(
        "--station", default="", metavar="CODE", help="KPU code, 13 digits, for the QR"
    )
    blank.add_argument("--contest", default="", metavar="ID", help="contest for the QR")

    fill = what.add_parser(
        "fill", help="filled practice forms and photographs", description=FILL
    )
    fill.add_argument("form", metavar="FORM", help=FORM)
    fill.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="a new folder"
    )
    fill.add_argument(
        "--sheets", type=int, default=10, metavar="N", help="how many (default: 10)"
    )
    fill.add_argument(
        "--photo",
        choices=DAMAGE,
        default="light",
        help="how bad paper and photograph are: flat and clean (none) to folded"
        " (default: light)",
    )
    fill.add_argument(
        "--spoil",
        type=float,
        default=0,
        metavar="PCT",
        help="per cent of photographs that nobody could read (default: 0)",
    )
    fill.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help="the same seed makes the same sheets (default: 1)",
    )
    fill.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        help="processes (default: one per core)",
    )

    measure = what.add_parser(
        "measure", help="draft a specification from a blank", description=MEASURE
    )
    measure.add_argument(
        "pictures",
        nargs="+",
        type=Path,
        metavar="PICTURE",
        help="the pages in order, each flat and ending where the paper ends",
    )
    measure.add_argument(
        "--width",
        type=float,
        required=True,
        metavar="MM",
        help="width of the paper in millimetres (A4: 210)",
    )

    over = what.add_parser(
        "overlay",
        help="draw a specification over a flat picture",
        description=OVERLAY,
    )
    over.add_argument("form", metavar="FORM", help=FORM)
    over.add_argument("page", type=int, metavar="PAGE", help="which page: 1, 2, ...")
    over.add_argument(
        "picture", type=Path, metavar="PICTURE", help="that page, flat, edge to edge"
    )
    over.add_argument(
        "--out", type=Path, required=True, metavar="PNG", help="the picture to write"
    )


def demo(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--no-serve", action="store_true", help="count and publish only"
    )
    parser.add_argument("--dir", type=Path, help="where the published town goes")
    parser.add_argument(
        "--stations", type=int, default=430, help="polling stations (default: 430)"
    )
    parser.add_argument("--port", type=int, default=8000)


ARGUMENTS: Mapping[str, Callable[[ArgumentParser], None]] = {
    "read": read,
    "check": check,
    "recap": recap,
    "count": count,
    "publish": publish,
    "verify": verify,
    "forms": forms,
    "demo": demo,
}
