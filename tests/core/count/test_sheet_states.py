"""The states of a sheet: every move in every state, and what the record makes of it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omah.core.count import sheet_moves
from omah.core.count.entry import MACHINE
from omah.core.count.sheet_moves import MOVERS, Move, Refused, Speaker
from omah.core.count.sheet_states import STATES, Sheet, State, sheet_of
from omah.core.log.statement_kinds import KINDS
from omah.core.people.roles import Role

FIELDS = ("votes.1", "votes.2")
SHEET = sheet_of(FIELDS, None)
READER = Speaker(MACHINE, Role.MACHINE)
OPERATOR = Speaker("op", Role.OPERATOR)
PPK = Speaker("ppk", Role.PPK)
DOC = Path(__file__).resolve().parents[3] / "docs" / "states" / "sheet.md"


def person(name: str, role: Role = Role.KPPS) -> Speaker:
    return Speaker(name, role)


def figures(first: int | None, second: int | None = 7) -> dict:
    return {"votes.1": first, "votes.2": second}


def after(*moves) -> Sheet:
    sheet = SHEET
    for move in moves:
        moved = move(sheet)
        assert isinstance(moved, Sheet), moved
        sheet = moved
    return sheet


def capture(original="a", by=OPERATOR, public=""):
    return lambda s: sheet_moves.capture(s, by, original, public=public)


def reject(original="a", by=OPERATOR):
    return lambda s: sheet_moves.reject(s, by, original, reason="not-a-form")


def read(values):
    return lambda s: sheet_moves.read(s, READER, values)


def enter(name, values, *, blind=True, role=Role.KPPS):
    return lambda s: sheet_moves.enter(s, person(name, role), values, blind=blind)


def accept(values, by=READER):
    return lambda s: sheet_moves.accept(s, by, values)


def correct(changes, by=PPK):
    return lambda s: sheet_moves.correct(s, by, changes)


AGREED = (enter("a", figures(4)), enter("b", figures(4)))
DIFFERS = (enter("a", figures(4)), enter("b", figures(5)))
ACCEPTED = (*AGREED, accept(figures(4)))
EXAMPLES = {
    "missing": (),
    "captured": (capture(),),
    "rejected": (capture(), reject()),
    "first-reading": (enter("a", figures(4)),),
    "second-reading": (enter("a", figures(4)), enter("b", {"votes.1": 4})),
    "agreed": AGREED,
    "differs": DIFFERS,
    "in-review": (*DIFFERS, enter("c", {"votes.1": 6})),
    "accepted": ACCEPTED,
    "corrected": (*ACCEPTED, correct({"votes.1": (4, 5)})),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_state_is_reached_and_is_the_only_one(name):
    assert after(*EXAMPLES[name]).state.name == name


def test_every_state_has_an_example():
    assert set(EXAMPLES) == {state.name for state in STATES}
    assert set(STATES) == set(State.__args__)


def test_the_movers_are_those_whom_the_log_lets_say_it():
    kinds = {
        Move.CAPTURE: "sheet.captured",
        Move.READ: "reading.made",
        Move.ENTER: "entry.made",
        Move.ACCEPT: "sheet.accepted",
        Move.CORRECT: "sheet.corrected",
    }
    for move, kind in kinds.items():
        assert MOVERS[move] == KINDS[kind, 1].roles
    assert MOVERS[Move.REJECT] <= MOVERS[Move.CAPTURE]


@pytest.mark.parametrize(
    ("sheet", "move", "why"),
    [
        ("missing", read(figures(4)), Refused.NO_PHOTOGRAPH),
        ("rejected", read(figures(4)), Refused.NO_PHOTOGRAPH),
        ("captured", read({}), Refused.SAYS_NOTHING),
        ("missing", enter("a", {}), Refused.SAYS_NOTHING),
        ("first-reading", enter("a", figures(5)), Refused.SAID_ALREADY),
        ("differs", enter("b", {"votes.1": 4}), Refused.SAID_ALREADY),
        ("captured", capture(), Refused.SAID_ALREADY),
        ("rejected", reject(), Refused.SAID_ALREADY),
        ("captured", reject(by=person("a")), Refused.NOT_YOUR_MOVE),
        ("missing", capture(by=READER), Refused.NOT_YOUR_MOVE),
        ("missing", enter("s", figures(4), role=Role.WITNESS), Refused.NOT_YOUR_MOVE),
        ("first-reading", accept(figures(4)), Refused.NOT_AGREED),
        ("differs", accept(figures(None)), Refused.NOT_AGREED),
        ("agreed", accept(figures(5)), Refused.NOT_AGREED),
        ("agreed", accept(figures(4), PPK), None),
        ("agreed", accept(figures(4), person("s", Role.WITNESS)),
         Refused.NOT_YOUR_MOVE),
        ("accepted", accept(figures(4)), Refused.NOTED_ALREADY),
        ("differs", correct({"votes.1": (4, 5)}), Refused.NOT_AGREED),
        ("accepted", correct({}), Refused.SAYS_NOTHING),
        ("accepted", correct({"votes.1": (9, 5)}), Refused.NOT_STANDING),
        ("corrected", correct({"votes.1": (4, 6)}), Refused.NOT_STANDING),
        ("accepted", correct({"votes.1": (4, 6)}, person("a")), Refused.NOT_YOUR_MOVE),
    ],
)  # fmt: skip
def test_a_move_that_a_state_does_not_allow_is_refused(sheet, move, why):
    got = move(after(*EXAMPLES[sheet]))
    assert got is why if why else isinstance(got, Sheet)


def test_a_machine_may_read_again_for_what_it_has_not_said():
    sheet = after(capture(), read({"votes.1": 4}))
    assert read({"votes.1": 5})(sheet) is Refused.SAID_ALREADY
    again = read(figures(5))(sheet)
    assert again.judgement.figures == figures(4)
    assert sheet_moves.read(sheet, PPK, figures(4)) is Refused.NOT_YOUR_MOVE


def test_the_third_person_is_asked_for_the_fields_in_doubt_and_not_shown_them():
    sheet = after(*DIFFERS)
    assert sheet_moves.fields_wanted(sheet, "c") == ("votes.1",)
    assert sheet_moves.figures_shown(sheet, "c") == {"votes.2": 7}
    settled = enter("c", {"votes.1": 5})(sheet)
    assert (settled.state.name, settled.figures()) == ("agreed", figures(5))
    assert sheet_moves.fields_wanted(settled, "d") == ()
    assert sheet_moves.figures_shown(settled, "d") == figures(5)


def test_where_one_reading_lacks_a_field_the_next_person_is_asked_for_that_one():
    sheet = after(enter("a", figures(4)), enter("b", {"votes.1": 4}))
    assert sheet_moves.fields_wanted(sheet, "c") == ("votes.2",)
    assert sheet_moves.figures_shown(sheet, "c") == {"votes.1": 4}


def test_a_second_reader_sees_nothing_of_the_first_or_of_the_machine():
    sheet = after(capture(), read(figures(4)))
    assert sheet_moves.figures_shown(sheet, "a") == {}
    assert sheet_moves.fields_wanted(sheet, "a") == FIELDS


def test_a_late_reading_of_an_accepted_sheet_is_kept_and_changes_nothing():
    sheet = after(*ACCEPTED)
    late = enter("c", figures(9))(sheet)
    assert (late.state, late.figures()) == (sheet.state, sheet.figures())
    assert len(late.voices) == 3


SPEAKERS = {role: Speaker(f"x-{role}", role) for role in Role}
ATTEMPTS = {
    Move.CAPTURE: lambda s, by: sheet_moves.capture(s, by, "new"),
    Move.REJECT: lambda s, by: sheet_moves.reject(s, by, "new", reason="blank"),
    Move.READ: lambda s, by: sheet_moves.read(s, by, figures(4)),
    Move.ENTER: lambda s, by: sheet_moves.enter(s, by, figures(4), blind=True),
    Move.ACCEPT: lambda s, by: sheet_moves.accept(s, by, s.judgement.figures),
    Move.CORRECT: lambda s, by: sheet_moves.correct(
        s, by, {"votes.1": (s.figures().get("votes.1"), 99)}
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("role", Role)
def test_what_a_screen_offers_is_exactly_what_is_taken(name, role):
    sheet = after(*EXAMPLES[name])
    by = SPEAKERS[role] if role is not Role.MACHINE else READER
    taken = {
        move
        for move, attempt in ATTEMPTS.items()
        if isinstance(attempt(sheet, by), Sheet)
    }
    assert sheet_moves.allowed(sheet, by) == taken


@dataclass
class Reference:
    """The same machine written as simply as possible, for sheets of one field."""

    photos: dict = field(default_factory=dict)
    said: dict = field(default_factory=dict)  # source -> (value, blind), in order
    noted: bool = False
    corrections: int = 0
    value: int | None = None
    settled: bool = False

    def settle(self):
        known = list(self.said.items())
        for place, (source, (value, blind)) in enumerate(known):
            for other, (same, seen) in known[:place]:
                with_machine = MACHINE in (source, other)
                if value == same and not (with_machine and not (blind and seen)):
                    if not self.settled:
                        self.settled, self.value = True, value
                    return

    def name(self):
        if self.corrections:
            return "corrected"
        if self.settled:
            return "accepted" if self.noted else "agreed"
        values = {
            v for s, (v, _) in self.said.items() if not (s == MACHINE and v is None)
        }
        if len(values) > 1:
            return "in-review" if len(self.said) > 2 else "differs"
        if self.said:
            return "first-reading" if len(self.said) == 1 else "second-reading"
        if any(self.photos.values()):
            return "captured"
        return "rejected" if self.photos else "missing"


SOURCES = ["a", "b", "c", MACHINE]
VALUES = st.sampled_from([0, 1, None])
MOVES = st.one_of(
    st.tuples(st.just("capture"), st.sampled_from("pq")),
    st.tuples(st.just("reject"), st.sampled_from("pq")),
    st.tuples(st.just("enter"), st.sampled_from("abc"), VALUES, st.booleans()),
    st.tuples(st.just("read"), VALUES),
    st.tuples(st.just("accept"), VALUES),
    st.tuples(st.just("correct"), VALUES, VALUES),
)


def do_capture(sheet, ref, photo):
    may = ref.photos.get(photo) is not True
    ref.photos[photo] = True
    return sheet_moves.capture(sheet, OPERATOR, photo), may


def do_reject(sheet, ref, photo):
    may = ref.photos.get(photo) is not False
    ref.photos[photo] = False
    return sheet_moves.reject(sheet, OPERATOR, photo, reason="blank"), may


def do_enter(sheet, ref, source, value, blind):
    may = source not in ref.said
    ref.said.setdefault(source, (value, blind))
    return sheet_moves.enter(sheet, person(source), {"x": value}, blind=blind), may


def do_read(sheet, ref, value):
    may = any(ref.photos.values()) and MACHINE not in ref.said
    if may:
        ref.said[MACHINE] = (value, True)
    return sheet_moves.read(sheet, READER, {"x": value}), may


def do_accept(sheet, ref, value):
    may = ref.settled and not ref.noted and value == agreed_value(ref)
    ref.noted = ref.noted or may
    return sheet_moves.accept(sheet, PPK, {"x": value}), may


def do_correct(sheet, ref, old, new):
    may = ref.settled and old == ref.value
    if may:
        ref.corrections, ref.value = ref.corrections + 1, new
    return sheet_moves.correct(sheet, PPK, {"x": (old, new)}), may


DO = {
    "capture": do_capture,
    "reject": do_reject,
    "enter": do_enter,
    "read": do_read,
    "accept": do_accept,
    "correct": do_correct,
}


def agreed_value(ref):
    before = Reference(said=dict(ref.said))
    before.settle()
    return before.value


@settings(max_examples=400, deadline=None)
@given(st.lists(MOVES, max_size=14))
def test_the_machine_does_as_a_plain_reference_does(moves):
    sheet, ref = sheet_of(("x",), None), Reference()
    for move in moves:
        before = sheet.state
        got, may = DO[move[0]](sheet, ref, *move[1:])
        if not ref.corrections:
            ref.settle()
        assert isinstance(got, Sheet) == bool(may), (move, before)
        if isinstance(got, Sheet):
            arrows = DIAGRAM[before.name] | {before.name}
            assert got.state.name in arrows, (before.name, got.state.name, move)
            sheet = got
        assert sheet.state.name == ref.name()


def arrows() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {state.name: set() for state in STATES}
    for start, end in re.findall(r"^ *([a-z_]+) --> ([a-z_]+)", DOC.read_text(), re.M):
        found[start.replace("_", "-")].add(end.replace("_", "-"))
    return found


DIAGRAM = arrows()


STARTS = [
    *EXAMPLES.values(),
    (enter("a", figures(4, 7)), enter("b", figures(5, 8)), enter("c", {"votes.1": 6})),
    (enter("a", figures(4, 7)), enter("b", {"votes.1": 5}), enter("c", {"votes.1": 6})),
    (capture(), read({"votes.1": 4}), enter("a", {"votes.1": 4}, blind=False)),
]
STEPS = [
    capture(), reject(), read({"votes.1": 4}), accept(figures(4)),
    *(enter(who, {"votes.1": n}) for who in "abd" for n in (4, 5)),
    *(enter(who, {"votes.2": n}) for who in "abd" for n in (7, 8)),
    *(enter(who, figures(4)) for who in "ab"),
    correct({"votes.1": (4, 5)}),
]  # fmt: skip


def test_every_arrow_of_the_diagram_is_walked_and_no_other():
    walked: set[tuple[str, str]] = set()
    frontier = [after(*moves) for moves in STARTS]
    for _ in range(3):
        reached = {}
        for sheet in frontier:
            steps = (step(sheet) for step in STEPS)
            for got in (step for step in steps if isinstance(step, Sheet)):
                reached[repr(got)] = got
                walked.add((sheet.state.name, got.state.name))
        frontier = list(reached.values())
    drawn = {(start, end) for start, ends in DIAGRAM.items() for end in ends}
    moved = {(start, end) for start, end in walked if start != end}
    assert moved == drawn, (moved - drawn, drawn - moved)
