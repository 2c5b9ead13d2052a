"""The house's own rule: a sheet takes only the moves that its state allows."""

from enum import StrEnum

from omah.core.count import sheet_moves
from omah.core.count.entry import MACHINE
from omah.core.count.sheet_moves import Refused, Speaker
from omah.core.count.sheet_states import Sheet
from omah.core.log.fold import Fold
from omah.core.log.statements import Statement, figure
from omah.core.people.roles import Role


def house_rule(fold: Fold, statement: Statement) -> StrEnum | None:
    """Return why the sheet does not take this statement's move, or ``None``."""
    key = fold.roll.keys.get(statement.key)
    if key is None or "station" not in statement.body:
        return None  # the fold itself refuses an unknown key
    sheet = fold.sheet_now(statement.text("contest"), statement.text("station"))
    if sheet is None:
        return None  # and a contest that was never opened
    moved = move(sheet, speaker(fold, key.post), statement)
    return moved if isinstance(moved, Refused) else None


def speaker(fold: Fold, post: str) -> Speaker:
    """Return the post as a source: all machines are one."""
    role = fold.roll.posts[post].role
    return Speaker(MACHINE if role is Role.MACHINE else post, role)


def move(sheet: Sheet, by: Speaker, said: Statement) -> Sheet | Refused:
    """Return the sheet after the move that a statement makes."""
    match said.type:
        case "sheet.captured":
            return photographed(sheet, by, said)
        case "reading.made":
            if not said.number("legible"):
                return sheet
            return sheet_moves.read(sheet, by, said.figures())
        case "entry.made":
            blind = said.number("blind") == 1
            return sheet_moves.enter(sheet, by, said.figures(), blind=blind)
        case "sheet.accepted":
            return sheet_moves.accept(sheet, by, said.figures())
        case "sheet.corrected":
            return sheet_moves.correct(sheet, by, changes_of(said))
    return sheet


def photographed(sheet: Sheet, by: Speaker, said: Statement) -> Sheet | Refused:
    original, reason = said.text("original_sha256"), said.text("reason")
    if reason:
        return sheet_moves.reject(sheet, by, original, reason=reason)
    public = said.text("public_sha256")
    return sheet_moves.capture(sheet, by, original, public=public)


def changes_of(said: Statement) -> dict[str, tuple[int | None, int | None]]:
    return {
        field: (figure(change[0]), figure(change[1]))
        for field, change in said.mapping("changes").items()
        if isinstance(change, list | tuple)
    }
