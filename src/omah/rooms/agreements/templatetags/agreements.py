"""Words of agreements as people read them."""

from django import template

from omah.core.office.agreements import Standing
from omah.rooms.agreements.words import STANDINGS

register = template.Library()


@register.filter
def standing(code: str) -> str:
    return str(STANDINGS[Standing(code)])
