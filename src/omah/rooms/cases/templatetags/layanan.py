"""Words and pictures for the codes of cases."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import segno
from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from omah.core.service.cases_annual import Annual
from omah.core.service.cases_clocks import CaseClock, Standing
from omah.core.service.clocks import DayOff, Extension, Pause
from omah.core.service.services_survey import hundredths as with_hundredths
from omah.core.service.zones import fixed_zone_of
from omah.rooms.cases import words

register = template.Library()
CIRCLE = 264
"""Length of the clock's rim: 2 pi times its radius of 42."""

BY_CODE: dict[str, dict[Any, Any]] = {
    "type": words.TYPES,
    "state": words.STATES,
    "move": words.MOVES,
    "outcome": words.OUTCOMES,
    "ground": words.GROUNDS | words.OBJECTION_GROUNDS,
    "standing": words.STANDINGS,
    "off": words.OFFS,
    "matter": words.MATTERS,
    "condition": words.CONDITIONS,
    "handed": words.HANDED,
    "component": words.COMPONENTS,
    "class": words.CLASSES,
}


@register.filter
def word(code: str, kind: str) -> str:
    """Return what a code of some kind is called."""
    return str(BY_CODE[kind].get(code, code)) if code else ""


@register.filter
def says(thing: Any) -> str:  # noqa: ANN401  a rule, service or element
    """Return a sentence of packaged data in the reader's language."""
    return str(thing.says_en if get_language() == "en" else thing.says_id)


@register.filter
def title(thing: Any) -> str:  # noqa: ANN401  a service
    return str(thing.title_en if get_language() == "en" else thing.title_id)


@register.filter
def hundredths(number: Any) -> str:  # noqa: ANN401  a fraction
    return with_hundredths(number)


@register.filter
def average(report: Annual) -> str:
    return report.average_text or "-"


@register.filter
def cause(moved: object) -> str:
    """Return which kind of thing moved a deadline."""
    match moved:
        case DayOff():
            return "struck" if moved.struck_at else "day-off"
        case Extension():
            return "extension"
        case Pause():
            return "pause"
    return ""


@dataclass(frozen=True, slots=True)
class Face:
    """What the picture of a clock shows."""

    clock: CaseClock
    standing: Standing
    days_left: int | None
    late_days: int
    filled: int
    rim: int = CIRCLE

    @property
    def days(self) -> int:
        return self.late_days or self.days_left or 0


@register.simple_tag
def face(clock: CaseClock, today: date) -> Face:
    """Return the picture of a clock: the share of its counted days that are used."""
    days = [day for day in clock.counted.days if day.number is not None]
    used = sum(day.day <= today for day in days)
    left = clock.counted.days_left(today)
    filled = CIRCLE * used // len(days) if days else 0
    late = -left if left is not None and left < 0 else 0
    return Face(clock, clock.standing(today), left, late, filled)


@register.filter
def qr(text: str) -> SafeString:
    """Return a QR code as SVG, without any style attribute."""
    code = segno.make_qr(text, error="m")
    drawn = code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308  drawn here; the text is only its dots


@register.filter
def noon(day: date, office: str) -> datetime:
    """Return noon of a day at an office, for tags that want a time."""
    return datetime.combine(day, time(12), tzinfo=fixed_zone_of(office))


@register.simple_tag
def house_today() -> date:
    return timezone.localdate()
