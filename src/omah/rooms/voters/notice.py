"""The notice of one PPS in the reader's words, ready to be printed."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omah.core.service.transfer import CHAMBERS, Area, Said
from omah.formats.dapil_tsv import packaged_dapil
from omah.formats.transfer_notice import (
    Notice,
    NoticeDay,
    NoticeGroup,
    NoticeReason,
    Sheet,
)
from omah.rooms.people.counters import Counter
from omah.rooms.people.offices import name_of
from omah.rooms.people.templatetags.house import role
from omah.rooms.voters.selectors import Transfer
from omah.rooms.voters.words import AREAS


def said(both: Said) -> str:
    return both.says_en if get_language() == "en" else both.says_id


def notice_of(found: Transfer, sheet: Sheet, url: str) -> Notice:
    """Return the notice in the language that is active."""
    is_easy = sheet is Sheet.EASY
    counter = found.counter
    return Notice(
        lang=get_language() or "id",
        place=counter.name if counter else name_of(found.region),
        address=counter.address if counter else "",
        election=found.vote.name if found.vote else _("Pemungutan suara"),
        voting_day=long_day(found.vote.day) if found.vote else _("belum ditetapkan"),
        steps=tuple(said(step) for step in found.rules.steps),
        papers=tuple(said(paper) for paper in found.rules.papers),
        groups=tuple(
            NoticeGroup(
                _("Paling lambat (H-%(days)s)") % {"days": each.days_before},
                long_day(each.last_day),
                tuple(
                    NoticeReason(
                        said(reason.easy if is_easy else reason.says),
                        said(reason.papers),
                    )
                    for reason in each.reasons
                ),
            )
            for each in found.last_days
        ),
        ballots=tuple(
            (said(ballot.says), area_named(ballot.area, found.region))
            for ballot in found.rules.ballots
        ),
        days=days_of(counter, found.monday) if counter else (),
        url=url,
        law=found.rules.law,
        words=headings(),
    )


def area_named(area: Area, region: str) -> str:
    """Return what a ballot asks of the destination, with the district of this place."""
    kind = CHAMBERS.get(area)
    dapil = packaged_dapil().of(kind, region) if kind else None
    words = str(AREAS[area])
    return f"{words} ({dapil.name})" if dapil else words


def headings() -> dict[str, str]:
    return {
        "title": _("Pindah memilih"),
        "scan": _("Pindai untuk yang terbaru"),
        "how": _("Caranya"),
        "reasons": _("Alasan dan batas waktu"),
        "papers": _("Berkas yang dibawa"),
        "ballots": _("Surat suara yang Anda terima di tempat tujuan"),
        "ballot": _("Surat suara"),
        "given": _("Anda terima bila tujuan"),
        "duty": _("Siapa bertugas di sini"),
        "day": _("Hari"),
        "open": _("Buka"),
        "who": _("Petugas"),
        "no_duty": _("Jam buka belum diisi. Hubungi petugas PPS atau pindai kode ini."),
        "free": _("Layanan ini gratis."),
    }


def long_day(day: date) -> str:
    return date_format(day, "l, j F Y")


def days_of(counter: Counter, monday: date) -> tuple[NoticeDay, ...]:
    """Return the open days of a week, each with who is on duty when."""
    hours: defaultdict[date, list[str]] = defaultdict(list)
    for open_day in counter.open_days:
        hours[open_day.day].append(span(open_day.begins, open_day.ends))
    people: defaultdict[date, list[str]] = defaultdict(list)
    for turn in counter.turns:
        who = turn.name or role(turn.role)
        day = timezone.localdate(turn.begins)
        people[day].append(f"{who} {span(turn.begins, turn.ends)}")
    week = [monday + timedelta(days=step) for step in range(7)]
    return tuple(
        NoticeDay(
            date_format(day, "l, j F"),
            ", ".join(hours[day]),
            ", ".join(people[day]) or _("petugas PPS"),
        )
        for day in week
        if hours[day] or people[day]
    )


def span(begins: datetime, ends: datetime) -> str:
    """Return a stretch of a day as clocks show it here."""
    clock = "%H.%M"
    first, last = timezone.localtime(begins), timezone.localtime(ends)
    return f"{first.strftime(clock)}–{last.strftime(clock)}"
