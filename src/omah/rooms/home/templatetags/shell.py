"""Pictures and pieces that any page of the house may use."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return a picture of the house by name, drawn inline in the text's colour."""
    drawn = render_to_string(f"icons/{name}.svg").strip()
    return mark_safe(drawn)  # noqa: S308  # a file of ours
