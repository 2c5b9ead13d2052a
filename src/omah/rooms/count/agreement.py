"""Noting on record that independent readings agree, together with the last of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from omah.adapters.clock import Clock
from omah.adapters.keys import Signer
from omah.core.count.sheet_states import Agreed
from omah.core.log.fold import Fold
from omah.core.log.statements import Statement, figures_json
from omah.rooms.count.models import Sheet
from omah.rooms.count.projection import place_of


@dataclass(frozen=True, slots=True)
class Notary:
    """Signs for the machine that readings agree."""

    machine: Signer
    clock: Clock

    def __call__(self, fold: Fold, said: Sequence[Statement]) -> Iterator[Statement]:
        """Yield what is to be noted after these statements."""
        places = {place_of(one) for one in said if "station" in one.body}
        return self.note(fold, sorted(places))

    def note(
        self, fold: Fold, places: Sequence[tuple[str, str]]
    ) -> Iterator[Statement]:
        for contest, station in places:
            now = fold.sheet_now(contest, station)
            if now is not None and now.state == Agreed():
                yield self.accepted(fold, contest, station)

    def accepted(self, fold: Fold, contest: str, station: str) -> Statement:
        record = fold.sheet(contest, station)
        if record is None or fold.root is None:
            raise LookupError(f"no sheet of {contest} at {station}")
        sources = [r.id for r in record.readings if r.legible]
        return self.machine.say(
            "sheet.accepted",
            at=self.clock(),
            election=fold.root.id,
            contest=contest,
            station=station,
            form=record.form,
            figures=figures_json(record.figures),
            sources=[*sources, *(made.id for made in record.entries)],
        )


def agreed_places() -> list[tuple[str, str]]:
    """Return the sheets whose agreement nobody has noted, as after a move."""
    agreed = Sheet.objects.filter(state=Agreed.name)
    return sorted(agreed.values_list("contest", "station"))
