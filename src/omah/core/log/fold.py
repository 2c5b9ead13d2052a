"""Statements to record: the one way in which a log becomes figures.

Every statement is taken strictly, in the order of the log. One that breaks a
rule is refused with its reason and changes nothing. The server asks the same
fold before it lets a statement into the log, so in a log that was kept honestly
nothing is refused. A server's fold holds what is in use and recalls the rest
(`omah.core.log.recall`); a whole fold (`omah.core.log.whole_fold`) has heard the log.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from omah.core.count import entry
from omah.core.count.entry import Voice
from omah.core.count.figures import Figures
from omah.core.count.record import (
    Capture,
    Correction,
    Entry,
    Reading,
    SheetRecord,
    SheetStatus,
)
from omah.core.count.sheet_states import Sheet as SheetNow
from omah.core.log.folded_sheet import FoldedSheet
from omah.core.log.recall import (
    ALWAYS,
    NoPast,
    Past,
    Recalled,
    of_key,
    of_post,
    of_sheet,
)
from omah.core.log.roll import EnrolledKey, RefusedError, Roll, SignatureCheck, Why
from omah.core.log.statements import Statement, figure


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


class Fold:
    """What stands by now: give it statement after statement, ask it for a sheet.

    Parameters
    ----------
    holds
        Whether a public key (base64) has signed a statement.
    past
        Where the statements before lie, if this fold is not given them.
    """

    def __init__(self, holds: SignatureCheck, past: Past | None = None) -> None:
        self._holds = holds
        self._past: Past = NoPast() if past is None else past
        self.roll = Roll(
            posts=Recalled(lambda post: self._recall(of_post(post))),
            keys=Recalled(lambda key: self._recall(of_key(key))),
        )
        self.root: Statement | None = None
        self.contests: dict[tuple[str, str], OpenedContest] = {}
        self.opened: dict[tuple[str, str], Statement] = {}
        self.publications: list[tuple[int, Statement]] = []
        self._forms: dict[str, list[str]] = {}
        self._sheets: Recalled[tuple[str, str], FoldedSheet] = Recalled(
            lambda place: self._recall(of_sheet(*place))
        )
        self._types: Recalled[str, str] = Recalled(self._recall_type)
        self._withdrawn: set[str] = set()
        self._recall(ALWAYS)

    def add(self, index: int, statement: Statement) -> Refusal | None:
        """Take the statement at this place of the log; return why not, if refused."""
        try:
            self._admit(index, statement)
        except RefusedError as refused:
            return Refusal(index, statement.id, refused.why)
        self._types[statement.id] = statement.type
        return None

    def sheet(self, contest: str, station: str) -> SheetRecord | None:
        """Return one sheet as it stands now, or ``None`` before anything came."""
        sheet = self._sheets.get((contest, station))
        return None if sheet is None else sheet.record(contest, station)

    def sheet_now(self, contest: str, station: str) -> SheetNow | None:
        """Return a sheet as its moves see it; ``None``: not opened there."""
        sheet = self._sheets.get((contest, station))
        if sheet is not None:
            return sheet.now()
        for form in self._forms.get(contest, ()):
            opened = self.contests[contest, form]
            if station.startswith(opened.region):
                return SheetNow(opened.fields, {})
        return None

    def hear_again(self, index: int, statement: Statement) -> None:
        """Take a statement that was admitted before, without asking whether it may."""
        if statement.type == "election.root":
            self._begin_again(statement)
            return
        take = _TAKES.get(statement.type)
        if take is not None:
            take(self, index, statement, self.roll.keys[statement.key].post)

    def forget(self, subject: str) -> None:
        """Let go what is held of a subject: others have spoken of it."""
        if self.root is not None and subject == of_key(self.root.key):
            self._recall(subject)
        elif place := self._place_of(subject):
            memory, key = place
            memory.forget(key)

    def would_recall(self, subject: str) -> bool:
        """Return whether the past will be asked of a subject when it comes up."""
        place = self._place_of(subject)
        return place is not None and place[1] not in place[0].held()

    def _place_of(self, subject: str) -> tuple[Recalled[Any, Any], Any] | None:
        """Return the memory and the key in it that a subject has, if it has one."""
        kind, _, name = subject.partition(" ")
        match kind:
            case "post":
                return self.roll.posts, name
            case "key":
                return self.roll.keys, name
            case "sheet":
                contest, _, station = name.partition(" ")
                return self._sheets, (contest, station)
        return None

    def held(self) -> int:
        """Return how many sheets, posts, keys and ids are in memory."""
        roll = len(self.roll.posts) + len(self.roll.keys)
        return roll + len(self._sheets) + len(self._types)

    def forget_all(self) -> None:
        """Let go of everything that the past can tell again."""
        for memory in (self._sheets, self._types, self.roll.posts, self.roll.keys):
            memory.forget_all()
        if self.root is not None:
            self._begin_again(self.root)

    def keys_beginning(self, prefix: str) -> dict[str, EnrolledKey]:
        """Return every enrolled key whose id begins so."""
        found = {of[len(of_key("")) :] for of in self._past.subjects(of_key(prefix))}
        found |= {id_ for id_ in self.roll.keys.held() if id_.startswith(prefix)}
        return {id_: self.roll.keys[id_] for id_ in sorted(found)}

    def _begin_again(self, root: Statement) -> None:
        self.roll.begin(root, lambda _statement, _key: True)
        self.root = root
        self._recall(of_key(root.key))

    def _recall(self, subject: str) -> None:
        for index, statement in self._past.of(subject):
            self.hear_again(index, statement)

    def _recall_type(self, id_: str) -> None:
        type_ = self._past.type_of(id_)
        if type_ is not None:
            self._types[id_] = type_

    def _admit(self, index: int, statement: Statement) -> None:
        if statement.id in self._types:
            raise RefusedError(Why.DUPLICATE)
        if statement.type == "election.root":
            self._begin(statement)
            return
        if self.root is None:
            raise RefusedError(Why.NO_ROOT)
        post = self.roll.speaker(statement, self._holds)
        take = _TAKES.get(statement.type)
        if take is not None:
            take(self, index, statement, post.id)

    def _begin(self, statement: Statement) -> None:
        if self.root is not None:
            raise RefusedError(Why.SECOND_ROOT)
        self.roll.begin(statement, self._holds)
        self.root = statement

    def _sheet(self, statement: Statement) -> FoldedSheet:
        contest, form = statement.text("contest"), statement.text("form")
        station = statement.text("station")
        opened = self.contests.get((contest, form))
        if opened is None or not station.startswith(opened.region):
            raise RefusedError(Why.UNKNOWN_CONTEST)
        sheet = self._sheets.get((contest, station))
        if sheet is None:
            return FoldedSheet(form, opened.fields)
        if sheet.form != form:
            raise RefusedError(Why.OTHER_FORM)
        return sheet

    def _keep(self, statement: Statement, sheet: FoldedSheet) -> None:
        key = (statement.text("contest"), statement.text("station"))
        self._sheets[key] = sheet

    def _grant(self, _index: int, statement: Statement, _post: str) -> None:
        self.roll.grant(statement)

    def _enrol(self, _index: int, statement: Statement, _post: str) -> None:
        self.roll.enrol(statement)

    def _revoke(self, index: int, statement: Statement, _post: str) -> None:
        self.roll.revoke(statement, index)

    def _open(self, _index: int, statement: Statement, _post: str) -> None:
        key = (statement.text("contest"), statement.text("form"))
        if key in self.contests:
            raise RefusedError(Why.CONTEST_EXISTS)
        fields = statement.texts("fields")
        self.contests[key] = OpenedContest(statement.text("region"), fields)
        self._forms.setdefault(key[0], []).append(key[1])
        self.opened[key] = statement

    def _capture(self, index: int, statement: Statement, _post: str) -> None:
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

    def _read(self, index: int, statement: Statement, _post: str) -> None:
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

    def _enter(self, index: int, statement: Statement, post: str) -> None:
        sheet = self._sheet(statement)
        if statement.text("post") != post:
            raise RefusedError(Why.WRONG_POST)
        figures = _known_fields(statement.figures(), sheet)
        made = Entry(
            id=statement.id,
            post=post,
            figures=figures,
            at=statement.at,
            index=index,
            blind=statement.number("blind") == 1,
        )
        sheet.entries.append(made)
        sheet.hear(Voice(post, figures, made.blind))
        self._keep(statement, sheet)

    def _accept(self, _index: int, statement: Statement, _post: str) -> None:
        sheet = self._sheet(statement)
        sources = {reading.id for reading in sheet.readings if reading.legible}
        sources |= {made.id for made in sheet.entries}
        if not sources.issuperset(statement.texts("sources")):
            raise RefusedError(Why.UNKNOWN_SOURCE)
        is_accepted = sheet.judgement.status is SheetStatus.ACCEPTED
        if not is_accepted or sheet.judgement.figures != statement.figures():
            raise RefusedError(Why.NOT_AGREED)
        sheet.noted = sheet.noted or statement.id

    def _correct(self, index: int, statement: Statement, post: str) -> None:
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
            post=post,
            changes=changes,
            reason=statement.text("reason"),
            at=statement.at,
            index=index,
        )
        sheet.corrections.append(correction)

    def _answer(self, _index: int, statement: Statement, _post: str) -> None:
        if self._types.get(statement.text("objection")) != "objection.raised":
            raise RefusedError(Why.UNKNOWN_OBJECTION)

    def _withdraw(self, _index: int, statement: Statement, _post: str) -> None:
        self._withdrawn.add(statement.text("sha256"))

    def _publish(self, index: int, statement: Statement, _post: str) -> None:
        if statement.number("size") > index:
            raise RefusedError(Why.BEYOND_LOG)
        self.publications.append((index, statement))


_TAKES: Mapping[str, Callable[[Fold, int, Statement, str], None]] = {
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


def _known_fields(figures: Figures, sheet: FoldedSheet) -> Figures:
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
