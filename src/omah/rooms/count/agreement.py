"""Noting on record that independent readings agree."""

from collections.abc import Iterable

from omah.core.sheet_states import Agreed
from omah.core.statements import Statement, figures_json
from omah.rooms.count.house import House
from omah.rooms.count.models import Sheet
from omah.rooms.count.projection import sheet_now


def note_agreements(house: House, said: Iterable[Statement]) -> None:
    """Put on record that readings agree by now, for every sheet spoken of."""
    places = {(s.text("contest"), s.text("station")) for s in said if is_of_sheet(s)}
    with house.ledger() as ledger:
        for contest, station in sorted(places):
            now = sheet_now(ledger.fold(), contest, station)
            if now is not None and now.state == Agreed():
                ledger.append(accepted(house, contest, station))


def is_of_sheet(said: Statement) -> bool:
    return "station" in said.body


def accepted(house: House, contest: str, station: str) -> Statement:
    with house.fold() as fold:
        record = fold.sheet(contest, station)
    if record is None:
        raise LookupError(f"no sheet of {contest} at {station}")
    sources = [r.id for r in record.readings if r.legible]
    return house.election.say(
        "machine",
        "sheet.accepted",
        contest=contest,
        station=station,
        form=record.form,
        figures=figures_json(record.figures),
        sources=[*sources, *(made.id for made in record.entries)],
    )


def note_agreed_sheets(house: House) -> int:
    """Note what a process was killed before noting; return how many sheets."""
    rows = list(Sheet.objects.filter(state=Agreed.name))
    with house.ledger() as ledger:
        for row in rows:
            ledger.append(accepted(house, row.contest, row.station))
    return len(rows)
