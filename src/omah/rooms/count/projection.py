"""From statements to the tables of screens, one statement at a time or all again."""

from django.db import transaction
from django.db.models import Model

from omah.core.fold import Fold
from omah.core.sheet_states import Sheet as SheetNow
from omah.core.sheet_states import sheet_of
from omah.core.statements import Statement, figures_json, parse_entry
from omah.rooms.count import models


def project(fold: Fold, seq: int, statement: Statement, received_at: int) -> None:
    """Bring the tables up to this statement; its row is stored already."""
    if "station" not in statement.body:
        return
    contest, station = statement.text("contest"), statement.text("station")
    now = sheet_now(fold, contest, station)
    if now is None:
        return
    put(
        models.Sheet(
            contest=contest,
            station=station,
            form=statement.text("form"),
            state=now.state.name,
            figures=figures_json(now.figures()),
            differing=list(now.judgement.differing),
            unconfirmed=list(now.judgement.unconfirmed),
            changed_seq=seq,
            changed_at=received_at,
        ),
        unique=["contest", "station"],
    )
    if statement.type == "sheet.captured":
        keep_capture(seq, statement)


def keep_capture(seq: int, statement: Statement) -> None:
    put(
        models.Capture(
            contest=statement.text("contest"),
            station=statement.text("station"),
            original_sha256=statement.text("original_sha256"),
            page=statement.number("page"),
            public_sha256=statement.text("public_sha256"),
            reason=statement.text("reason"),
            seq=seq,
        ),
        unique=["contest", "station", "original_sha256"],
    )


def put(row: Model, *, unique: list[str]) -> None:
    """Insert a row, or let it take the place of the one with the same key."""
    names = {field.name for field in row._meta.fields} - {"id", *unique}
    type(row)._default_manager.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=unique,
        update_fields=sorted(names),
    )


def sheet_now(fold: Fold, contest: str, station: str) -> SheetNow | None:
    """Return a sheet as its moves see it; ``None`` for a contest not opened there."""
    record = fold.sheet(contest, station)
    for (name, form), opened in fold.contests.items():
        is_form = record is None or record.form == form
        if name == contest and is_form and station.startswith(opened.region):
            return sheet_of(opened.fields, record)
    return None


@transaction.atomic
def rebuild() -> int:
    """Make the tables again from the statements alone; return how many those were."""
    models.Sheet.objects.all().delete()
    models.Capture.objects.all().delete()
    fold = Fold(lambda _statement, _key: True)  # checked when they were admitted
    rows = models.Statement.objects.order_by("seq")
    seq = 0
    for row in rows.iterator():
        statement, seq = parse_entry(bytes(row.entry)), row.seq
        if fold.add(seq - 1, statement) is None:
            project(fold, seq, statement, row.received_at)
    return seq
