"""Words and figures of assignments as people read them."""

from fractions import Fraction

from django import template
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language

from omah.core.office.assignment_templates import (
    Evidence,
    Kind,
    Question,
    Value,
    Words,
)
from omah.core.office.assignments import Move, tenths_of_percent
from omah.rooms.assignments import words
from omah.rooms.assignments.templates_of_work import said

register = template.Library()


@register.filter
def percent(share: Fraction) -> str:
    """Return a share as a percentage, rounded down; a whole one without a decimal.

    The decimal sign is the reader's.
    """
    whole, tenth = divmod(tenths_of_percent(share), 10)
    sign = "." if get_language() == "en" else ","
    return f"{whole}{sign}{tenth} %" if tenth else f"{whole} %"


@register.filter
def grouped(number: int) -> str:
    """Return a whole number with its thousands parted."""
    sign = "," if get_language() == "en" else "."
    return f"{number:,}".replace(",", sign)


@register.filter
def words_of(said_in_both: Words) -> str:
    """Return words of a template in the reader's language."""
    return said(said_in_both)


@register.filter
def state(code: str) -> str:
    return str(words.STATES[code])


@register.filter
def move(code: str) -> str:
    """Return what someone did, in the third person."""
    return str(words.MOVES[Move(code)])


@register.filter
def evidence(code: str) -> str:
    return str(words.EVIDENCE[Evidence(code)])


@register.filter
def answered_with(question: Question, value: Value | None) -> str:
    """Return an answer as people read it; a blank is a dash, never zero."""
    if value is None or value == "":
        return "—"
    if isinstance(value, int):
        text = grouped(value)
        return f"Rp{text}" if question.kind is Kind.RUPIAH else text
    if question.kind is Kind.CHOICE:
        chosen = dict(question.choices).get(value)
        return said(chosen) if chosen else value
    day = parse_date(value) if question.kind is Kind.DATE else None
    return date_format(day, "j F Y") if day else value


@register.filter
def size(count: int) -> str:
    """Return a file's size in kB or MB, as a phone would say it."""
    if count < 1_000_000:
        return f"{max(1, count // 1000)} kB"
    return f"{count // 1_000_000} MB"


@register.filter
def points(difference: int) -> str:
    """Return a difference in points with its sign."""
    return f"+{difference}" if difference > 0 else str(difference).replace("-", "−")
