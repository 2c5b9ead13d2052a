"""Pictures and pieces that any page of the house may use."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from omah.rooms.people.offices import name_of
from omah.rooms.people.templatetags.house import Seated, seat_at

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return a picture of the house by name, drawn inline in the text's colour."""
    drawn = render_to_string(f"icons/{name}.svg").strip()
    return mark_safe(drawn)  # noqa: S308  # a file of ours


@register.filter
def post_name(post: Seated) -> str:
    """Return who a post makes its holder: its seat or role, and where."""
    return seat_at(post, name_of(post.region))


@register.filter
def office(region: str) -> str:
    """Return what an office or body is called; a station by its number and village."""
    return name_of(region)
