"""Words for the helpdesk's codes."""

from django import template

from omah.core.office.tickets import ASKERS_MOVES, Ending, Move, Topic
from omah.rooms.help import words
from omah.rooms.people.templatetags.house import place

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


@register.filter
def fact_name(code: str) -> str:
    """Return what is called what a question carried along."""
    return str(words.FACTS.get(code, code))


@register.filter
def fact(value: str, code: str) -> str:
    """Return what a question carried along, in words where we have some."""
    if code == "screen":
        return screen(value)
    return region_or(value) if code in {"station", "region"} else value


def region_or(value: str) -> str:
    """Return what a region is called; what a device said in its stead, as it is."""
    try:
        return place(value)
    except ValueError:
        return value


@register.filter
def screen(code: str) -> str:
    """Return what people call a screen; its code where it has no name."""
    room = code.partition(":")[0]
    return str(words.SCREENS.get(code) or words.ROOMS.get(room) or code)
