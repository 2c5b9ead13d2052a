"""Bring the old sites' news in, take an import back, export all news."""

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from tqdm import tqdm

from omah.cli.main import OK, WRONG, UsageError
from omah.core.news.articles import OldPage
from omah.core.news.offices import OfficeEntry, OfficeRegister, UnknownOfficeError
from omah.formats.offices_tsv import read_offices
from omah.formats.old_site import OldSiteError, read_page

if TYPE_CHECKING:
    from omah.rooms.kabar.importing import Imported

OFFICES = Path(__file__).resolve().parents[1] / "data" / "offices.tsv"
Pages = list[tuple[OfficeEntry, OldPage]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="WHAT")
    bring = parts.add_parser("import", help="old pages become drafts of their offices")
    bring.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    bring.add_argument("--json", action="store_true", help="one line an article")
    bring.set_defaults(act=import_)
    undo = parts.add_parser("undo", help="take an import back")
    undo.add_argument("number", type=int, metavar="IMPORT")
    undo.set_defaults(act=undo_)
    opened = parts.add_parser("open", help="open the offices of a province")
    opened.add_argument(
        "region", metavar="PROVINCE", help="KPU code; nasional: the nation's office"
    )
    opened.set_defaults(act=open_)
    out = parts.add_parser("export", help="all news, drafts included")
    shape = out.add_mutually_exclusive_group(required=True)
    shape.add_argument("--csv", type=Path, metavar="FILE")
    shape.add_argument("--json", type=Path, metavar="FILE")
    out.set_defaults(act=export)


def run(args: argparse.Namespace) -> int:
    return int(args.act(args))


def import_(args: argparse.Namespace) -> int:
    pages, refused = read_all(files_of(args.paths))
    open_house()
    from django.conf import settings

    from omah.rooms.kabar.importing import import_pages

    done = import_pages(pages, domain=settings.OMAH_SITES_DOMAIN)
    for imported in done:
        print(json_line(imported) if args.json else plain_line(imported))
    for sentence in refused:
        sys.stderr.write(f"omah kabar: {sentence}\n")
    if not args.json:
        print(summary(done))
    return WRONG if refused else OK


def files_of(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(path.glob("*.txt"))
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(f"there is no file or folder {path}")
    if not files:
        raise UsageError("there is no .txt page in what was named")
    return files


def read_all(files: Sequence[Path]) -> tuple[Pages, list[str]]:
    """Return the pages with their offices, and a sentence for each refused file."""
    register = read_offices(OFFICES.read_bytes())
    pages, refused = [], []
    for file in tqdm(files, disable=None, unit="page"):
        try:
            pages.append(read_one(file, register))
        except (OldSiteError, UnknownOfficeError) as problem:
            refused.append(f"{file.name} was left out: {problem}")
    return pages, refused


def read_one(file: Path, register: OfficeRegister) -> tuple[OfficeEntry, OldPage]:
    page = read_page(file.read_bytes(), latest=today())
    if page.office is None:
        raise UnknownOfficeError("nothing on the page says whose site it was")
    return register.find(page.office), page


def today() -> date:
    return date.today()  # noqa: DTZ011  the day on this machine's wall


def open_house() -> None:
    """Start Django, and make the embedded database on first use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omah.web.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if sys.stderr.isatty():
            sys.stderr.write("omah kabar: preparing the database, about 20 seconds\n")
        call_command("migrate", verbosity=0, interactive=False)


def json_line(imported: "Imported") -> str:
    article = imported.article
    line: dict[str, Any] = {
        "title": article.title,
        "office": imported.office.name,
        "status": imported.status.value,
        "doubts": [
            {
                "code": doubt.kind.value,
                "about": doubt.about,
                "id": doubt.sentence("id"),
                "en": doubt.sentence("en"),
            }
            for doubt in article.doubts
        ],
        "office_code": imported.office.code,
        "date_printed": article.date.printed,
        "date_believed": article.date.believed or None,
        "date_basis": article.date.basis.value,
        "place": article.dateline.place,
        "byline": article.byline.printed,
        "writer": article.byline.writer,
        "desk": article.byline.desk,
        "views": article.views,
        "quotes": [{"words": q.words, "speaker": q.speaker} for q in article.quotes],
        "import": imported.run,
    }
    return json.dumps(line, ensure_ascii=False)


def plain_line(imported: "Imported") -> str:
    lines = [
        f"{imported.status:<9}  {imported.office.name}: {imported.article.title}",
        *(f"           ? {doubt.sentence()}" for doubt in imported.article.doubts),
    ]
    return "\n".join(lines)


def summary(done: Sequence["Imported"]) -> str:
    counts = dict.fromkeys(("created", "updated", "unchanged"), 0)
    for imported in done:
        counts[imported.status.value] += 1
    parts = ", ".join(f"{count} {status}" for status, count in counts.items())
    runs = {imported.run for imported in done} - {None}
    undo = f"; undo with: ./omah kabar undo {runs.pop()}" if runs else ""
    return f"{len(done)} articles: {parts}{undo}"


def undo_(args: argparse.Namespace) -> int:
    open_house()
    from omah.rooms.kabar.importing import ImportUndoneError, undo_import

    try:
        taken, kept = undo_import(args.number)
    except ImportUndoneError:
        raise UsageError(
            f"there is no import {args.number}, or it was undone before"
        ) from None
    print(f"articles taken back: {taken}")
    for title in kept:
        print(f"kept, because someone has worked on it since: {title}")
    return WRONG if kept else OK


def open_(args: argparse.Namespace) -> int:
    """Open a province's offices: site, groups, posts; what is open stays as it is."""
    entries = offices_within(args.region)
    open_house()
    from django.conf import settings

    from omah.rooms.kabar.offices import open_office
    from omah.rooms.kabar.selectors import open_codes

    before = open_codes()
    for entry in tqdm(entries, disable=None, unit="office"):
        open_office(entry, domain=settings.OMAH_SITES_DOMAIN)
    new = sum(entry.code not in before for entry in entries)
    print(f"{len(entries)} offices: {new} opened, {len(entries) - new} were open")
    return OK


def offices_within(region: str) -> list[OfficeEntry]:
    register = read_offices(OFFICES.read_bytes())
    if region == "nasional":
        return [register.by_code[""]]
    if not region or region not in register.by_code:
        raise UsageError(f"no office has the code {region!r}; a province's is as 35")
    return register.below(region)


def export(args: argparse.Namespace) -> int:
    open_house()
    from omah.rooms.kabar.selectors import all_news

    rows = list(all_news())
    file: Path = args.csv or args.json
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            write_rows(rows, out, as_csv=args.csv is not None)
    except OSError as problem:
        raise UsageError(f"can't write {file}: {problem.strerror}") from None
    print(f"{len(rows)} articles in {file}")
    return OK


def write_rows(rows: Sequence[dict[str, Any]], out: TextIO, *, as_csv: bool) -> None:
    if not as_csv:
        json.dump(rows, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    names = list(rows[0]) if rows else ["office_code"]
    table = csv.DictWriter(out, names)
    table.writeheader()
    for row in rows:
        table.writerow({name: cell(value) for name, value in row.items()})


def cell(value: object) -> object:
    """Return a value for a spreadsheet: lists as JSON, no text taken for a formula."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
        return f"'{value}"
    return value
