"""What an answer must hold, scores beside scores, and sums of what is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.office.assignment_templates import (
    Evidence,
    Kind,
    Lack,
    Question,
    Template,
    Words,
    lacks,
    read_whole,
    scores,
    sums,
)

W = Words("Kata", "Word")


def question(id_: str, kind: Kind, *, required=True, most=0, choices=()) -> Question:
    return Question(id_, kind, W, W, required, most, tuple((c, W) for c in choices))


def template(*questions: Question, evidence=Evidence.NONE) -> Template:
    return Template("t", W, W, evidence, W, questions)


ALL = template(
    question("text", Kind.TEXT),
    question("count", Kind.WHOLE),
    question("score", Kind.SCORE, most=30),
    question("choice", Kind.CHOICE, choices=("yes", "no")),
    question("more", Kind.TEXT, required=False),
)
GOOD = {"text": "Ada", "count": 0, "score": 30, "choice": "no"}


def test_a_complete_answer_lacks_nothing_and_zero_is_an_answer():
    assert lacks(ALL, GOOD, files=0) == {}


@pytest.mark.parametrize(
    ("line", "value", "lack"),
    [
        ("text", "", Lack.BLANK),
        ("count", None, Lack.BLANK),
        ("count", -1, Lack.NOT_WHOLE),
        ("count", "3", Lack.NOT_WHOLE),
        ("count", 10**15, Lack.NOT_WHOLE),
        ("score", 31, Lack.TOO_HIGH),
        ("choice", "maybe", Lack.NO_CHOICE),
        ("other", "x", Lack.UNKNOWN),
    ],
)
def test_a_line_that_is_wrong_is_named(line, value, lack):
    assert lacks(ALL, GOOD | {line: value}, files=0) == {line: lack}


@pytest.mark.parametrize(
    ("evidence", "files", "missing"),
    [(Evidence.NEEDED, 0, True), (Evidence.NEEDED, 1, False),
     (Evidence.WELCOME, 0, False), (Evidence.NONE, 0, False)],
)  # fmt: skip
def test_evidence_is_asked_for_where_it_is_needed(evidence, files, missing):
    found = lacks(template(evidence=evidence), {}, files=files)
    assert found == ({"evidence": Lack.NO_EVIDENCE} if missing else {})


SCORED = template(
    question("a", Kind.SCORE, most=30), question("b", Kind.SCORE, most=20)
)


def test_the_reviewer_s_score_stands_beside_the_own():
    found = scores(SCORED, {"a": 30, "b": 15}, {"a": 24, "b": 16})
    assert (found.own, found.reviewed, found.most, found.difference) == (45, 40, 50, -5)
    assert found.share_reviewed * 10 == 8


def test_a_half_reviewed_answer_has_no_reviewed_score():
    found = scores(SCORED, {"a": 30, "b": 15}, {"a": 24})
    assert (found.reviewed, found.difference, found.share_reviewed) == (None,) * 3


def test_an_answer_without_scored_questions_has_no_points():
    found = scores(template(), {}, {})
    assert (found.own, found.most, found.reviewed, found.share_own) == (0, 0, None, 0)


def test_what_is_unknown_is_not_zero_in_a_sum():
    asked = template(question("need", Kind.RUPIAH), question("text", Kind.TEXT))
    (found,) = sums(asked, [{"need": 7}, {}, {"need": 0}])
    assert (found.total, found.known, found.unknown) == (7, 2, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0), ("430", 430), ("1.250.000", 1_250_000), ("Rp1.250", 1250),
        ("Rp 1.250.000,-", 1_250_000), ("1.250.000,00", 1_250_000), ("1 250", 1250),
        ("", None), ("12.5", None), ("1,5", None), ("-3", None), ("1.2500", None),
        ("٣", None), ("1e9", None), ("1" * 31, None), ("satu", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_whole(text) == number


@given(st.integers(0, 10**14))
def test_a_number_with_full_stops_is_read_back(number):
    assert read_whole(f"Rp {number:,}".replace(",", ".")) == number
