"""From statements to the tables of screens: a batch at a time, or all again."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Model

from omah.adapters.ledger import Row
from omah.core.fold import Fold
from omah.core.recall import subject_of
from omah.core.statements import Statement, figures_json, parse_entry
from omah.rooms.count import models

BATCH = 1_000


def project(fold: Fold, rows: Sequence[Row]) -> None:
    """Bring the tables up to these rows, the last that the fold has heard."""
    of_sheets = [row for row in rows if "station" in row.statement.body]
    last = {place_of(row.statement): row for row in of_sheets}
    put(
        [sheet_row(fold, row) for row in last.values()],
        unique=["contest", "station"],
    )
    captures = [row for row in of_sheets if row.statement.type == "sheet.captured"]
    photographs = {
        (*place_of(row.statement), row.statement.text("original_sha256")): row
        for row in captures
    }
    put(
        [capture_row(row) for row in photographs.values()],
        unique=["contest", "station", "original_sha256"],
    )


def place_of(said: Statement) -> tuple[str, str]:
    return said.text("contest"), said.text("station")


def sheet_row(fold: Fold, row: Row) -> models.Sheet:
    contest, station = place_of(row.statement)
    now = fold.sheet_now(contest, station)
    if now is None:
        raise LookupError(f"a statement on {contest} {station}, and no such sheet")
    return models.Sheet(
        contest=contest,
        station=station,
        form=row.statement.text("form"),
        state=now.state.name,
        figures=figures_json(now.figures()),
        differing=list(now.judgement.differing),
        unconfirmed=list(now.judgement.unconfirmed),
        changed_seq=row.seq,
        changed_at=row.received_at,
    )


def capture_row(row: Row) -> models.Capture:
    said = row.statement
    return models.Capture(
        contest=said.text("contest"),
        station=said.text("station"),
        original_sha256=said.text("original_sha256"),
        page=said.number("page"),
        public_sha256=said.text("public_sha256"),
        reason=said.text("reason"),
        seq=row.seq,
    )


def put(rows: Sequence[Model], *, unique: list[str]) -> None:
    """Insert rows, or let each take the place of the one with the same key."""
    if not rows:
        return
    names = {field.name for field in rows[0]._meta.fields} - {"id", *unique}
    type(rows[0])._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=sorted(names),
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
