"""Statements to record: the one way in which a log becomes figures.

Every statement is taken strictly, in the order of the log. One that breaks a
rule is refused with its reason and changes nothing. The server asks the same
fold before it lets a statement into the log, so in a log that was kept honestly
nothing is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from omah.core import entry
from omah.core.entry import Judgement, Voice
from omah.core.figures import Figures
from omah.core.record import (
    Capture,
    Correction,
    Entry,
    Reading,
    Record,
    SheetRecord,
    SheetStatus,
)
from omah.core.roll import Post, RefusedError, Roll, SignatureCheck, Why
from omah.core.statements import Statement, figure


@dataclass(frozen=True, slots=True)
class Refusal:
    """A statement that was refused: its place in the log, id and reason."""

    index: int
    id: str
    why: Why


@dataclass(frozen=True, slots=True)
class OpenedContest:
    """A contest with one of its forms: where it is held, which fields a sheet has."""

    region: str
    fields: tuple[str, ...]


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is folded."""

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
        self.voices.append(voice)
        self.judgement = entry.judge(self.fields, self.voices)

    def standing(self) -> Figures:
        figures = self.judgement.figures
        for correction in self.corrections:
            figures = entry.corrected(figures, correction.changes)
        return figures

    def status(self) -> SheetStatus:
        if self.corrections:
            return SheetStatus.CORRECTED
        if self.judgement.status is SheetStatus.WAITING and self._only_rejected():
            return SheetStatus.REJECTED
        return self.judgement.status

    def _only_rejected(self) -> bool:
        """Of several statements about one photograph the last one counts."""
        reasons = {c.original_sha256: c.reason for c in self.captures}
        return bool(reasons) and all(reasons.values())


class Fold:
    """A record in the making: give it statement after statement, then ask for it."""

    def __init__(self, holds: SignatureCheck) -> None:
        self.roll = Roll()
        self.contests: dict[tuple[str, str], OpenedContest] = {}
        self.refusals: list[Refusal] = []
        self.publications: list[tuple[int, Statement]] = []
        self.opened: dict[tuple[str, str], Statement] = {}
        self.root: Statement | None = None
        self._holds = holds
        self._sheets: dict[tuple[str, str], _Sheet] = {}
        self._ids: dict[str, str] = {}
        self._withdrawn: set[str] = set()

    def add(self, index: int, statement: Statement) -> Refusal | None:
        """Take the statement at this place of the log; return why not, if refused."""
        try:
            self._take(index, statement)
        except RefusedError as refused:
            return Refusal(index, statement.id, refused.why)
        self._ids[statement.id] = statement.type
        return None

    def record(self) -> Record:
        """Return the record as it stands now."""
        election = self.root.text("name") if self.root else ""
        sheets = {
            (contest, station): _sheet_record(station, contest, sheet)
            for (contest, station), sheet in self._sheets.items()
        }
        return Record(election, sheets, frozenset(self._withdrawn))

    def sheet(self, contest: str, station: str) -> SheetRecord | None:
        """Return one sheet as it stands now, or ``None`` before anything came."""
        sheet = self._sheets.get((contest, station))
        return None if sheet is None else _sheet_record(station, contest, sheet)

    def doubted(self, statements: Iterable[Statement]) -> tuple[int, ...]:
        """Return the indices of statements by keys that were revoked for then."""
        starts = {
            key: enrolled.doubted_from
            for key, enrolled in self.roll.keys.items()
            if enrolled.doubted_from is not None
        }
        return tuple(
            index
            for index, statement in enumerate(statements)
            if index >= starts.get(statement.key, index + 1)
        )

    def _take(self, index: int, statement: Statement) -> None:
        if statement.id in self._ids:
            raise RefusedError(Why.DUPLICATE)
        if statement.type == "election.root":
            self._begin(statement)
            return
        if self.root is None:
            raise RefusedError(Why.NO_ROOT)
        post = self.roll.speaker(statement, self._holds)
        take = _TAKES.get(statement.type)
        if take is not None:
            take(self, index, statement, post)

    def _begin(self, statement: Statement) -> None:
        if self.root is not None:
            raise RefusedError(Why.SECOND_ROOT)
        self.roll.begin(statement, self._holds)
        self.root = statement

    def _sheet(self, statement: Statement) -> _Sheet:
        contest, form = statement.text("contest"), statement.text("form")
        station = statement.text("station")
        opened = self.contests.get((contest, form))
        if opened is None or not station.startswith(opened.region):
            raise RefusedError(Why.UNKNOWN_CONTEST)
        sheet = self._sheets.get((contest, station))
        if sheet is None:
            return _Sheet(form, opened.fields)
        if sheet.form != form:
            raise RefusedError(Why.OTHER_FORM)
        return sheet

    def _keep(self, statement: Statement, sheet: _Sheet) -> None:
        key = (statement.text("contest"), statement.text("station"))
        self._sheets[key] = sheet

    def _grant(self, _index: int, statement: Statement, _post: Post) -> None:
        self.roll.grant(statement)

    def _enrol(self, _index: int, statement: Statement, _post: Post) -> None:
        self.roll.enrol(statement)

    def _revoke(self, index: int, statement: Statement, _post: Post) -> None:
        self.roll.revoke(statement, index)

    def _open(self, _index: int, statement: Statement, _post: Post) -> None:
        key = (statement.text("contest"), statement.text("form"))
        if key in self.contests:
            raise RefusedError(Why.CONTEST_EXISTS)
        fields = statement.texts("fields")
        self.contests[key] = OpenedContest(statement.text("region"), fields)
        self.opened[key] = statement

    def _capture(self, index: int, statement: Statement, _post: Post) -> None:
        sheet = self._sheet(statement)
        capture = Capture(
            id=statement.id,
            page=statement.number("page"),
            original_sha256=statement.text("original_sha256"),
            public_sha256=statement.text("public_sha256"),
            at=statement.at,
            reason=statement.text("reason"),
            index=index,
        )
        sheet.captures.append(capture)
        self._keep(statement, sheet)

    def _read(self, index: int, statement: Statement, _post: Post) -> None:
        sheet = self._sheet(statement)
        figures = _known_fields(statement.figures(), sheet)
        captured = {capture.id for capture in sheet.captures}
        if not captured.issuperset(statement.texts("captures")):
            raise RefusedError(Why.UNKNOWN_SOURCE)
        ppm = {name: int(str(p)) for name, p in statement.mapping("ppm").items()}
        reading = Reading(
            id=statement.id,
            figures=figures,
            ppm=ppm,
            legible=statement.number("legible") == 1,
            model=statement.text("model_sha256"),
            at=statement.at,
            index=index,
        )
        sheet.readings.append(reading)
        if reading.legible:
            sheet.hear(Voice(entry.MACHINE, figures))
        self._keep(statement, sheet)

    def _enter(self, index: int, statement: Statement, post: Post) -> None:
        sheet = self._sheet(statement)
        if statement.text("post") != post.id:
            raise RefusedError(Why.WRONG_POST)
        figures = _known_fields(statement.figures(), sheet)
        made = Entry(
            id=statement.id,
            post=post.id,
            figures=figures,
            at=statement.at,
            index=index,
            blind=statement.number("blind") == 1,
        )
        sheet.entries.append(made)
        sheet.hear(Voice(post.id, figures, made.blind))
        self._keep(statement, sheet)

    def _accept(self, _index: int, statement: Statement, _post: Post) -> None:
        sheet = self._sheet(statement)
        sources = {reading.id for reading in sheet.readings if reading.legible}
        sources |= {made.id for made in sheet.entries}
        if not sources.issuperset(statement.texts("sources")):
            raise RefusedError(Why.UNKNOWN_SOURCE)
        is_accepted = sheet.judgement.status is SheetStatus.ACCEPTED
        if not is_accepted or sheet.judgement.figures != statement.figures():
            raise RefusedError(Why.NOT_AGREED)
        sheet.noted = sheet.noted or statement.id

    def _correct(self, index: int, statement: Statement, post: Post) -> None:
        sheet = self._sheet(statement)
        changes = _changes(statement)
        if sheet.judgement.status is not SheetStatus.ACCEPTED:
            raise RefusedError(Why.NOT_STANDING)
        try:
            entry.corrected(sheet.standing(), changes)
        except ValueError:
            raise RefusedError(Why.NOT_STANDING) from None
        correction = Correction(
            id=statement.id,
            post=post.id,
            changes=changes,
            reason=statement.text("reason"),
            at=statement.at,
            index=index,
        )
        sheet.corrections.append(correction)

    def _answer(self, _index: int, statement: Statement, _post: Post) -> None:
        if self._ids.get(statement.text("objection")) != "objection.raised":
            raise RefusedError(Why.UNKNOWN_OBJECTION)

    def _withdraw(self, _index: int, statement: Statement, _post: Post) -> None:
        self._withdrawn.add(statement.text("sha256"))

    def _publish(self, index: int, statement: Statement, _post: Post) -> None:
        if statement.number("size") > index:
            raise RefusedError(Why.BEYOND_LOG)
        self.publications.append((index, statement))


_TAKES: Mapping[str, Callable[[Fold, int, Statement, Post], None]] = {
    "contest.opened": Fold._open,
    "post.granted": Fold._grant,
    "key.enrolled": Fold._enrol,
    "key.revoked": Fold._revoke,
    "sheet.captured": Fold._capture,
    "reading.made": Fold._read,
    "entry.made": Fold._enter,
    "sheet.accepted": Fold._accept,
    "sheet.corrected": Fold._correct,
    "objection.answered": Fold._answer,
    "content.withdrawn": Fold._withdraw,
    "publication.root": Fold._publish,
}


def fold(statements: Iterable[Statement], holds: SignatureCheck) -> Fold:
    """Return the fold over a whole log.

    Parameters
    ----------
    statements
        In the order of the log.
    holds
        Whether a public key (base64) has signed a statement;
        `omah.formats.keys_spki.statement_holds` knows.
    """
    folded = Fold(holds)
    for index, statement in enumerate(statements):
        refusal = folded.add(index, statement)
        if refusal is not None:
            folded.refusals.append(refusal)
    return folded


def _known_fields(figures: Figures, sheet: _Sheet) -> Figures:
    if not figures.keys() <= set(sheet.fields):
        raise RefusedError(Why.UNKNOWN_FIELD)
    return figures


def _changes(statement: Statement) -> dict[str, tuple[int | None, int | None]]:
    changes: dict[str, tuple[int | None, int | None]] = {}
    for name, change in statement.mapping("changes").items():
        assert isinstance(change, list | tuple)  # noqa: S101  # shape checked
        old, new = change
        changes[name] = figure(old), figure(new)
    return changes


def _sheet_record(station: str, contest: str, sheet: _Sheet) -> SheetRecord:
    return SheetRecord(
        station=station,
        contest=contest,
        form=sheet.form,
        status=sheet.status(),
        figures=sheet.standing(),
        captures=tuple(sheet.captures),
        readings=tuple(sheet.readings),
        entries=tuple(sheet.entries),
        corrections=tuple(sheet.corrections),
        differing=sheet.judgement.differing,
        unconfirmed=sheet.judgement.unconfirmed,
        noted=sheet.noted,
    )
