"""Words for the codes of this room."""

from django import template
from django.utils.translation import get_language

from omah.core.service.accessible import Item
from omah.core.service.transfer import Area, Given, Said
from omah.rooms.people.offices import name_of
from omah.rooms.voters.forms import item_says
from omah.rooms.voters.notice import said as in_words
from omah.rooms.voters.words import AREAS, GIVEN, VERDICTS

register = template.Library()


@register.filter
def said(both: Said) -> str:
    return in_words(both)


@register.filter
def area(code: Area) -> str:
    return str(AREAS[code])


@register.filter
def given_word(given: Given) -> str:
    return str(GIVEN[given.answer])


@register.filter
def office_name(region: str) -> str:
    return name_of(region)


@register.filter
def item(line: Item) -> str:
    return item_says(line)


@register.filter
def mend(line: Item) -> str:
    return line.mend_en if get_language() == "en" else line.mend_id


@register.filter
def verdict(code: str) -> str:
    return str(VERDICTS[code])  # type: ignore[index]  # a StrEnum's own value
