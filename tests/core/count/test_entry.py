"""The rule of two independent readings, case by case and by its properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.count.entry import MACHINE, Voice, corrected, judge
from omah.core.count.record import SheetStatus

FIELDS = ("votes.1", "votes.2")
A = {"votes.1": 41, "votes.2": 7}
B = {"votes.1": 41, "votes.2": 1}
BLANK = {"votes.1": 41, "votes.2": None}


def machine(figures):
    return Voice(MACHINE, figures)


def person(post, figures, *, blind=True):
    return Voice(post, figures, blind)


@pytest.mark.parametrize(
    ("voices", "status", "differing"),
    [
        ([], "waiting", ()),
        ([machine({})], "waiting", ()),
        ([machine(A)], "unconfirmed", ()),
        ([person("a", A)], "unconfirmed", ()),
        ([machine(A), person("a", A)], "accepted", ()),
        ([person("a", A), machine(A)], "accepted", ()),
        ([person("a", A), person("b", A)], "accepted", ()),
        ([person("a", A), person("a", A)], "unconfirmed", ()),  # two phones, one post
        ([machine(A), machine(A)], "unconfirmed", ()),  # two models, one machine
        ([machine(A), person("a", A, blind=False)], "unconfirmed", ()),
        ([person("a", A, blind=False), person("b", A)], "accepted", ()),
        ([machine(A), person("a", B)], "differs", ("votes.2",)),
        ([person("a", A), person("b", B)], "differs", ("votes.2",)),
        ([machine(A), person("a", B), person("b", A)], "accepted", ()),
        ([machine(A), person("a", B), person("b", B)], "accepted", ()),
        (
            [machine(A), person("a", B), person("b", A, blind=False)],
            "differs",
            ("votes.2",),
        ),
        ([machine(A), person("a", B), person("a", A)], "differs", ("votes.2",)),
        ([machine(BLANK), person("a", BLANK)], "accepted", ()),
        ([machine(BLANK), person("a", A)], "unconfirmed", ()),  # it read none there
        ([machine(A), person("a", BLANK)], "differs", ("votes.2",)),
        ([person("a", A), person("b", BLANK)], "differs", ("votes.2",)),
        ([machine({"votes.1": 41}), person("a", A)], "unconfirmed", ()),  # one page
        (
            [person("a", {"votes.1": 41}), person("b", A), person("a", {"votes.2": 7})],
            "accepted",
            (),
        ),
    ],
)
def test_what_two_readings_make_of_a_sheet(voices, status, differing):
    judgement = judge(FIELDS, voices)
    assert (judgement.status, judgement.differing) == (status, differing)


def test_a_differing_field_has_no_figure_and_the_others_stand():
    assert judge(FIELDS, [machine(A), person("a", B)]).figures == BLANK


def test_a_third_person_settles_only_the_field_that_differed():
    voices = [machine(A), person("a", B), person("b", {"votes.2": 1})]
    assert judge(FIELDS, voices).figures == B


def test_the_first_agreement_stands_whatever_is_said_later():
    voices = [person("a", A), person("b", A), person("c", B), person("d", B)]
    assert judge(FIELDS, voices).figures == A


def test_fields_that_the_form_does_not_have_are_passed_over():
    assert judge(["votes.1"], [machine(A)]).figures == {"votes.1": 41}


figures = st.dictionaries(
    st.sampled_from(FIELDS), st.none() | st.integers(0, 3), min_size=1
)
voices = st.lists(
    st.builds(Voice, st.sampled_from([MACHINE, "a", "b", "c"]), figures, st.booleans()),
    max_size=8,
)


@given(voices, voices)
def test_what_is_settled_never_changes(before, after):
    first, later = judge(FIELDS, before), judge(FIELDS, before + after)
    if first.status is SheetStatus.WAITING:
        return
    open_fields = {*first.differing, *first.unconfirmed}
    for field in set(FIELDS) - open_fields:
        assert later.figures[field] == first.figures[field]
        assert field not in {*later.differing, *later.unconfirmed}


@given(voices)
def test_an_accepted_figure_was_said_by_two_sources_of_which_one_is_a_person(said):
    judgement = judge(FIELDS, said)
    if judgement.status is not SheetStatus.ACCEPTED:
        return
    for field in FIELDS:
        value = judgement.figures[field]
        sources = {v.source for v in said if v.figures.get(field, "no") == value}
        assert len(sources) >= 2
        assert sources - {MACHINE}


@given(st.permutations([machine(A), person("a", A), person("b", A)]))
def test_the_order_of_those_who_agree_does_not_matter(said):
    assert judge(FIELDS, said) == judge(FIELDS, [person("a", A), person("b", A)])


def test_a_correction_starts_from_what_stands():
    assert corrected(A, {"votes.2": (7, None)}) == BLANK
    for changes in ({"votes.2": (8, 9)}, {"votes.3": (None, 9)}):
        with pytest.raises(ValueError, match="does not stand"):
            corrected(A, changes)
