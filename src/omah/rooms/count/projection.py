"""From statements to the tables of screens: a batch at a time, or all again."""

import json
from collections.abc import Iterable, Sequence

from django.db import transaction

from omah.adapters.ledger import Row
from omah.core.log.fold import Fold
from omah.core.log.recall import subject_of
from omah.core.log.statements import Statement, figures_json, parse_entry
from omah.rooms.count import models
from omah.rooms.count.sql import Value, insert

BATCH = 1_000
SHEET = (
    "contest", "station", "form", "state", "figures", "differing", "unconfirmed",
    "changed_seq", "changed_at",
)  # fmt: skip
CAPTURE = (
    "contest", "station", "original_sha256", "page", "public_sha256", "reason", "seq",
)  # fmt: skip


def project(fold: Fold, rows: Sequence[Row]) -> None:
    """Bring the tables up to these rows, the last that the fold has heard."""
    of_sheets = [row for row in rows if "station" in row.statement.body]
    last = {place_of(row.statement): row for row in of_sheets}
    sheets = [sheet_values(fold, row) for row in last.values()]
    insert("count_sheet", SHEET, sheets, unique=SHEET[:2])
    photographs = {
        (*place_of(row.statement), row.statement.text("original_sha256")): row
        for row in of_sheets
        if row.statement.type == "sheet.captured"
    }
    captures = [capture_values(row) for row in photographs.values()]
    insert("count_capture", CAPTURE, captures, unique=CAPTURE[:3])


def place_of(said: Statement) -> tuple[str, str]:
    return said.text("contest"), said.text("station")


def sheet_values(fold: Fold, row: Row) -> Sequence[Value]:
    """Return the values of the columns ``SHEET``."""
    contest, station = place_of(row.statement)
    now = fold.sheet_now(contest, station)
    if now is None:
        raise LookupError(f"a statement on {contest} {station}, and no such sheet")
    return (
        contest,
        station,
        row.statement.text("form"),
        now.state.name,
        json.dumps(figures_json(now.figures())),
        json.dumps(now.judgement.differing),
        json.dumps(now.judgement.unconfirmed),
        row.seq,
        row.received_at,
    )


def capture_values(row: Row) -> Sequence[Value]:
    """Return the values of the columns ``CAPTURE``."""
    said = row.statement
    return (
        said.text("contest"),
        said.text("station"),
        said.text("original_sha256"),
        said.number("page"),
        said.text("public_sha256"),
        said.text("reason"),
        row.seq,
    )


@transaction.atomic
def rebuild() -> int:
    """Make the tables again from the statements alone; return how many those were."""
    models.Sheet.objects.all().delete()
    models.Capture.objects.all().delete()
    fold = Fold(lambda _statement, _key: True)  # checked when they were admitted
    rows: list[Row] = []
    seq = 0
    for row in heard_again(fold):
        rows.append(row)
        seq = row.seq
        if len(rows) == BATCH:
            project(fold, rows)
            rows = []
    project(fold, rows)
    return seq


def heard_again(fold: Fold) -> Iterable[Row]:
    for row in models.Statement.objects.order_by("seq").iterator():
        said = parse_entry(bytes(row.entry))
        if fold.add(row.seq - 1, said) is None:
            yield Row(row.seq, subject_of(said), row.received_at, said)
