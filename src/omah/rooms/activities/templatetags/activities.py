"""Words for the codes of this room."""

from django import template

from omah.core.activities.facts import Kind, Letter, Mode, Part
from omah.core.activities.news import letter_words
from omah.rooms.activities.selectors import CERTIFIED
from omah.rooms.activities.words import KINDS, MODES, PARTS

register = template.Library()


@register.filter
def kind(code: str) -> str:
    return str(KINDS[Kind(code)])


@register.filter
def mode(code: str) -> str:
    return str(MODES[Mode(code)])


@register.filter
def part(code: str) -> str:
    return str(PARTS[Part(code)])


@register.filter
def letter(value: Letter) -> str:
    return letter_words(value)


@register.filter
def is_certified(code: str) -> bool:
    return code in CERTIFIED
