"""Bytes and machine time as people say them, in whole steps."""

from django import template
from django.utils.translation import gettext

register = template.Library()

STEPS = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
HOUR_US, MINUTE_US, SECOND_US = 3_600_000_000, 60_000_000, 1_000_000


@register.filter(name="bytes")
def bytes_(number: int) -> str:
    """Return so many bytes with their unit, rounded up.

    >>> bytes_(1_999_999), bytes_(999)
    ('2 MB', '999 B')
    """
    for size, unit in STEPS:
        if number >= size:
            return f"{-(-number // size)} {unit}"
    return f"{number} B"


@register.filter
def core_time(microseconds: int) -> str:
    """Return machine time in the largest fitting unit, rounded up."""
    for size, words in (
        (HOUR_US, gettext("%(n)s jam")),
        (MINUTE_US, gettext("%(n)s menit")),
    ):
        if microseconds >= size:
            return words % {"n": -(-microseconds // size)}
    return gettext("%(n)s detik") % {"n": -(-microseconds // SECOND_US)}


@register.filter
def at_least_one(number: int) -> int:
    """Return what a picture may have as its width."""
    return max(1, number)
