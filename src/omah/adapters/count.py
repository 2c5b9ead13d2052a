"""What the machine read becomes statements in the ledger, each station at once."""

from collections.abc import Mapping

from omah.adapters.blobs import Blobs
from omah.adapters.election import Election
from omah.adapters.reader import Outcome, Shot, detail_of, model_sha256
from omah.core.count.record import SheetRecord, SheetStatus
from omah.core.log import canonical_json
from omah.core.log.statements import Statement, figures_json


class Counter:
    """Puts stations on record; asking twice for the same photographs adds nothing."""

    def __init__(self, election: Election, public: Blobs, detail: Blobs) -> None:
        self._election = election
        self._public = public
        self._detail = detail
        self._known = {
            (statement.text("station"), statement.text("original_sha256"))
            for statement in election.ledger.statements()
            if statement.type == "sheet.captured"
        }

    def knows(self, station: str, sha256: str) -> bool:
        """Whether this photograph of this station is on record already."""
        return (station, sha256) in self._known

    def record(self, outcome: Outcome) -> None:
        """Put a station's photographs and reading into the ledger."""
        captures = [self._captured(outcome, shot) for shot in outcome.shots]
        statements = list(captures)
        if outcome.reading.legible:
            statements.append(self._reading(outcome, captures))
        self._election.ledger.append(*statements)
        self._known |= {
            (outcome.job.station, shot.photograph.sha256) for shot in outcome.shots
        }

    def accept_agreed(self) -> int:
        """Note on record every sheet whose readings agree by now; return how many."""
        noted = {
            (statement.text("contest"), statement.text("station"))
            for statement in self._election.ledger.statements()
            if statement.type == "sheet.accepted"
        }
        sheets = self._election.ledger.record().sheets
        agreed = [
            self._accepted(sheet)
            for key, sheet in sorted(sheets.items())
            if sheet.status is SheetStatus.ACCEPTED and key not in noted
        ]
        self._election.ledger.append(*agreed)
        return len(agreed)

    def _accepted(self, sheet: SheetRecord) -> Statement:
        sources = [r.id for r in sheet.readings if r.legible]
        return self._election.say(
            "machine",
            "sheet.accepted",
            contest=sheet.contest,
            station=sheet.station,
            form=sheet.form,
            figures=figures_json(sheet.figures),
            sources=[*sources, *(made.id for made in sheet.entries)],
        )

    def _captured(self, outcome: Outcome, shot: Shot) -> Statement:
        return self._election.say(
            "operator",
            "sheet.captured",
            **self._sheet(outcome),
            page=shot.page.page,
            original_sha256=shot.photograph.sha256,
            public_sha256=self._public.put(shot.public) if shot.public else "",
            reason=shot.reason,
        )

    def _reading(self, outcome: Outcome, captures: list[Statement]) -> Statement:
        detail = canonical_json.encode(detail_of(outcome))
        return self._election.say(
            "machine",
            "reading.made",
            **self._sheet(outcome),
            captures=[capture.id for capture in captures],
            figures=figures_json(outcome.reading.figures),
            ppm=dict(outcome.reading.ppm),
            legible=1,
            model_sha256=model_sha256(),
            detail_sha256=self._detail.put(detail),
        )

    def _sheet(self, outcome: Outcome) -> Mapping[str, str]:
        job = outcome.job
        return {"station": job.station, "contest": job.contest, "form": job.form}
