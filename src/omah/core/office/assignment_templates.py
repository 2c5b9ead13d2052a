"""What an answer must hold: questions of several kinds, scores and sums.

A template is data (TOML). It says what is asked, what counts as evidence, and whether
the reviewer gives a score beside the office's own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

MOST_DIGITS = 15
"""Whole numbers above this are slips of the key, not counts or rupiah."""


class Kind(StrEnum):
    """What a question takes."""

    TEXT = "text"
    WHOLE = "whole"  # a count of something
    RUPIAH = "rupiah"
    SCORE = "score"  # 0 to ``most``; the reviewer may give another
    CHOICE = "choice"
    DATE = "date"


NUMBERS = frozenset({Kind.WHOLE, Kind.RUPIAH, Kind.SCORE})
SUMMED = frozenset({Kind.WHOLE, Kind.RUPIAH})


class Evidence(StrEnum):
    """Whether files belong to an answer."""

    NONE = "none"
    WELCOME = "welcome"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """One line of an answer.

    Attributes
    ----------
    most
        For scores: the highest that can be given.
    choices
        For choices: what can be chosen, by code.
    """

    id: str
    kind: Kind
    label: Words
    hint: Words
    required: bool
    most: int = 0
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of assignment.

    Attributes
    ----------
    has_review_score
        The reviewer gives a score beside each own score.
    has_visits
        A visit of the reviewers is set for each addressee.
    law
        The rule it rests on, as offices cite it; empty where none was found.
    """

    id: str
    title: Words
    asks: Words
    evidence: Evidence
    evidence_words: Words
    questions: tuple[Question, ...]
    has_review_score: bool = False
    has_visits: bool = False
    law: str = ""

    def question(self, id_: str) -> Question:
        """Return a question by its id (KeyError if there is none)."""
        return {question.id: question for question in self.questions}[id_]

    @property
    def scored(self) -> tuple[Question, ...]:
        """The questions that take a score."""
        return tuple(q for q in self.questions if q.kind is Kind.SCORE)

    @property
    def summed(self) -> tuple[Question, ...]:
        """The questions whose figures add up over offices."""
        return tuple(q for q in self.questions if q.kind in SUMMED)


Value = str | int
Values = Mapping[str, Value]
"""What was answered, by question; a question that is absent was left blank."""


class Lack(StrEnum):
    """What is wrong with a line of an answer."""

    BLANK = "a required line is blank"
    NOT_WHOLE = "not a whole number from 0 on"
    TOO_HIGH = "more than the highest score"
    NO_CHOICE = "none of the choices"
    NO_EVIDENCE = "no file was added"
    UNKNOWN = "no such question"


EVIDENCE_LINE = "evidence"


def lacks(template: Template, values: Values, *, files: int) -> dict[str, Lack]:
    """Return what is wrong with an answer, by question; empty if it is complete.

    Examples
    --------
    >>> words = Words("Laporan masuk", "Reports in")
    >>> reports = Question("in", Kind.WHOLE, words, words, required=True)
    >>> template = Template("t", words, words, Evidence.NEEDED, words, (reports,))
    >>> {line: lack.name for line, lack in lacks(template, {}, files=0).items()}
    {'in': 'BLANK', 'evidence': 'NO_EVIDENCE'}
    """
    found = {
        question.id: lack
        for question in template.questions
        if (lack := _lack(question, values.get(question.id))) is not None
    }
    known = {question.id for question in template.questions}
    found.update({id_: Lack.UNKNOWN for id_ in values if id_ not in known})
    if template.evidence is Evidence.NEEDED and not files:
        found[EVIDENCE_LINE] = Lack.NO_EVIDENCE
    return found


def _lack(question: Question, value: Value | None) -> Lack | None:
    if value is None or value == "":
        return Lack.BLANK if question.required else None
    if question.kind in NUMBERS:
        return _number_lack(question, value)
    if question.kind is Kind.CHOICE and value not in dict(question.choices):
        return Lack.NO_CHOICE
    return None


def _number_lack(question: Question, value: Value) -> Lack | None:
    if not isinstance(value, int) or not 0 <= value < 10**MOST_DIGITS:
        return Lack.NOT_WHOLE
    if question.kind is Kind.SCORE and value > question.most:
        return Lack.TOO_HIGH
    return None


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one answer added up: the office's own and the reviewer's.

    Attributes
    ----------
    own, most
        Points the office gives itself, and the highest there are.
    reviewed
        Points of the reviewer; None until every scored question has one.
    """

    own: int
    most: int
    reviewed: int | None

    @property
    def share_own(self) -> Fraction:
        """Own points of the highest."""
        return Fraction(self.own, self.most) if self.most else Fraction(0)

    @property
    def share_reviewed(self) -> Fraction | None:
        """The reviewer's points of the highest; None until all are given."""
        if self.reviewed is None:
            return None
        return Fraction(self.reviewed, self.most) if self.most else Fraction(0)

    @property
    def difference(self) -> int | None:
        """The reviewer's points less the office's own; None until all are given."""
        return None if self.reviewed is None else self.reviewed - self.own


def scores(template: Template, own: Values, review: Values) -> Scores:
    """Return the points of an answer; a blank own score counts as no points."""
    scored = template.scored
    given = [review.get(question.id) for question in scored]
    points = [value for value in given if isinstance(value, int)]
    return Scores(
        own=sum(whole(own.get(question.id)) or 0 for question in scored),
        most=sum(question.most for question in scored),
        reviewed=sum(points) if scored and len(points) == len(scored) else None,
    )


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of one question over offices; what is unknown is not zero."""

    question: Question
    total: int
    known: int
    unknown: int


def sums(template: Template, answers: Iterable[Values]) -> tuple[Sum, ...]:
    """Return each figure added up, and how many offices it comes from.

    Examples
    --------
    >>> words = Words("Kebutuhan", "Need")
    >>> need = Question("need", Kind.RUPIAH, words, words, required=False)
    >>> template = Template("t", words, words, Evidence.NONE, words, (need,))
    >>> [(s.total, s.known, s.unknown) for s in sums(template, [{"need": 5}, {}])]
    [(5, 1, 1)]
    """
    rows = list(answers)
    found = []
    for question in template.summed:
        known = [
            number
            for row in rows
            if (number := whole(row.get(question.id))) is not None
        ]
        found.append(Sum(question, sum(known), len(known), len(rows) - len(known)))
    return tuple(found)


def whole(value: Value | None) -> int | None:
    """Return a figure, or None for a blank or a text."""
    return value if isinstance(value, int) else None


_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]+")


def read_whole(text: str) -> int | None:
    """Return a whole number as people write it here, or None if it is none.

    Thousands may be parted by full stops or spaces, and rupiah may stand before; a
    comma begins a fraction, and a fraction is no whole number.

    Examples
    --------
    >>> read_whole("Rp 1.250.000"), read_whole("430"), read_whole("12.5")
    (1250000, 430, None)
    """
    bare = text.strip().removeprefix("Rp").replace(" ", "").replace("\u00a0", "")
    bare = bare.removesuffix(",00").removesuffix(",-")
    if not _GROUPED.fullmatch(bare) or len(bare) > 2 * MOST_DIGITS:
        return None
    return int(bare.replace(".", ""))
