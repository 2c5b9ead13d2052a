"""Templates of assignments, written as TOML by whoever knows what offices ask."""

import tomllib

from omah.core.office.assignment_templates import (
    Evidence,
    Kind,
    Question,
    Template,
    Words,
)
from omah.formats.toml_table import SpecError, Table

NOTHING = Words("", "")


def load_template(id_: str, text: str) -> tuple[int, Template]:
    r"""Return a template and its place in the list of templates.

    Parameters
    ----------
    id_
        The name of the template's file, which assignments keep.

    Raises
    ------
    SpecError
        If a key is missing, unknown or of the wrong kind; a score has no highest
        value; a choice has nothing to choose; or an id is given twice.

    Examples
    --------
    >>> words = '{ id = "Jawaban", en = "Answer" }'
    >>> order, template = load_template("surat", f'''
    ... order = 1
    ... title = {words}
    ... asks = {words}
    ... evidence = "none"
    ... evidence_words = {words}
    ... [[questions]]
    ... name = "answer"
    ... kind = "text"
    ... label = {words}
    ... ''')
    >>> order, template.question("answer").required
    (1, True)
    """
    try:
        table = Table(tomllib.loads(text), id_)
    except tomllib.TOMLDecodeError as problem:
        raise SpecError(f"{id_} is not TOML: {problem}") from None
    order = table.whole("order")
    optional = _texts(table, "optional")
    reviewers = _texts(table, "reviewers")
    template = Template(
        id=id_,
        title=_words(table.table("title")),
        asks=_words(table.table("asks")),
        evidence=table.choice("evidence", Evidence),
        evidence_words=_words(table.table("evidence_words")),
        questions=tuple(_question(row, optional) for row in table.tables("questions")),
        has_review_score="scores" in reviewers,
        has_visits="visits" in reviewers,
        law=table.text("law") if "law" in table.keys else "",
    )
    table.finish()
    _check(template, optional)
    return order, template


def _texts(table: Table, key: str) -> frozenset[str]:
    return frozenset(table.texts(key)) if key in table.keys else frozenset()


def _words(table: Table) -> Words:
    words = Words(table.text("id"), table.text("en"))
    table.finish()
    return words


def _question(table: Table, optional: frozenset[str]) -> Question:
    id_ = table.text("name")
    question = Question(
        id=id_,
        kind=table.choice("kind", Kind),
        label=_words(table.table("label")),
        hint=_words(table.table("hint")) if "hint" in table.keys else NOTHING,
        required=id_ not in optional,
        most=table.whole("most", 0),
        choices=tuple(map(_choice, table.tables("choices", optional=True))),
    )
    table.finish()
    return question


def _choice(table: Table) -> tuple[str, Words]:
    return table.text("code"), _words(table)


def _check(template: Template, optional: frozenset[str]) -> None:
    ids = [question.id for question in template.questions]
    if len(ids) != len(set(ids)) or not ids:
        raise SpecError(f"{template.id} needs questions with ids of their own")
    if optional - set(ids):
        raise SpecError(f"{template.id} has no question {min(optional - set(ids))}")
    for question in template.questions:
        if (question.kind is Kind.SCORE) != (question.most > 0):
            raise SpecError(f"{template.id}.{question.id}: scores alone have a most")
        if (question.kind is Kind.CHOICE) != bool(question.choices):
            raise SpecError(f"{template.id}.{question.id}: choices alone have choices")
