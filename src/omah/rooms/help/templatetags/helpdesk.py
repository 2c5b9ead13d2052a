"""Words for the helpdesk's codes."""

from django import template

from omah.core.tickets import ASKERS_MOVES, Ending, Move, Topic
from omah.rooms.help import words

register = template.Library()


@register.filter
def topic(code: str) -> str:
    return str(words.TOPICS[Topic(code)])


@register.filter
def state(code: str) -> str:
    return str(words.STATES[code])


@register.filter
def move(code: Move) -> str:
    return str(words.MOVES[code])


@register.filter
def said(code: str) -> str:
    """Return what someone did, in the third person."""
    return str(words.SAID[Move(code) if code else ""])


@register.filter
def ending(code: str) -> str:
    return str(words.ENDINGS[Ending(code)]) if code else ""


@register.filter
def is_from_office(code: str) -> bool:
    return bool(code) and code not in ASKERS_MOVES
