"""One sheet while its statements are folded."""

from dataclasses import dataclass, field

from omah.core.count import entry
from omah.core.count.entry import Judgement, Voice
from omah.core.count.figures import Figures
from omah.core.count.record import (
    Capture,
    Correction,
    Entry,
    Reading,
    SheetRecord,
    SheetStatus,
)
from omah.core.count.sheet_states import Photograph, Sheet


@dataclass(slots=True)
class FoldedSheet:
    """A sheet while it is folded; its fold alone changes it."""

    form: str
    fields: tuple[str, ...]
    captures: list[Capture] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    judgement: Judgement = Judgement(SheetStatus.WAITING, {})  # noqa: RUF009  # frozen
    noted: str = ""

    def hear(self, voice: Voice) -> None:
        """Take what a source says, and judge anew."""
        self.voices.append(voice)
        self.judgement = entry.judge(self.fields, self.voices)

    def standing(self) -> Figures:
        """Return the figures after every correction."""
        figures = self.judgement.figures
        for correction in self.corrections:
            figures = entry.corrected(figures, correction.changes)
        return figures

    def status(self) -> SheetStatus:
        """Return where the sheet stands."""
        if self.corrections:
            return SheetStatus.CORRECTED
        if self.judgement.status is SheetStatus.WAITING and self._only_rejected():
            return SheetStatus.REJECTED
        return self.judgement.status

    def _only_rejected(self) -> bool:
        """Of several statements about one photograph the last one counts."""
        reasons = {c.original_sha256: c.reason for c in self.captures}
        return bool(reasons) and all(reasons.values())

    def record(self, contest: str, station: str) -> SheetRecord:
        """Return all that is on record."""
        return SheetRecord(
            station=station,
            contest=contest,
            form=self.form,
            status=self.status(),
            figures=self.standing(),
            captures=tuple(self.captures),
            readings=tuple(self.readings),
            entries=tuple(self.entries),
            corrections=tuple(self.corrections),
            differing=self.judgement.differing,
            unconfirmed=self.judgement.unconfirmed,
            noted=self.noted,
        )

    def now(self) -> Sheet:
        """Return as much as the sheet's moves depend on."""
        photographs = {
            c.original_sha256: Photograph(c.public_sha256, c.reason)
            for c in self.captures
        }
        return Sheet(
            self.fields,
            photographs,
            voices=tuple(self.voices),
            is_noted=bool(self.noted),
            corrections=len(self.corrections),
            judgement=self.judgement,
            standing=self.standing() if self.corrections else None,
        )
