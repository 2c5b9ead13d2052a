"""Invented secretariats of the demo: opening hours, a roster, word from above."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from omah.core.office.roster import Window
from omah.core.people.roles import Role
from omah.core.service.zones import zone_of
from omah.rooms.field import actions
from omah.rooms.field.models import Broadcast
from omah.rooms.people.bodies import posts_below

PLACES = (
    ("987101", "Sekretariat PPK Tirtawening Lor", "Jalan Pringsekar 4"),
    ("9871011001", "Sekretariat PPS Kembangmelati", "Balai Kelurahan, Jalan Melati 1"),
)
OPENS, CLOSES = time(8), time(16)
WORKDAYS = range(5)
TITLE = "Rapat koordinasi pemutakhiran"


def furnish(offices: Sequence[str], today: date) -> None:
    """Open two secretariats below the last office and send them a broadcast."""
    city = offices[-1]
    for region, name, address in PLACES:
        if region.startswith(city):
            actions.describe_secretariat(
                region, name=name, address=address, needed=1, weekdays=WORKDAYS,
                opens=OPENS, closes=CLOSES,
            )  # fmt: skip
            take_turns(region, today)
    send_word(city, today)


def take_turns(region: str, today: date) -> None:
    zone = ZoneInfo(zone_of(region))
    monday = today - timedelta(days=today.weekday())
    for post in posts_below(region, today).filter(region=region)[:1]:
        for day in (monday + timedelta(days=n) for n in WORKDAYS):
            window = Window(
                datetime.combine(day, OPENS, zone), datetime.combine(day, CLOSES, zone)
            )
            actions.add_shift(
                region, post=str(post.pk), window=window, made_by=post.held()
            )


def send_word(city: str, today: date) -> None:
    """Send one broadcast that waits to be read, unless it was sent before."""
    sender = posts_below(city, today, [Role.KPU_KABKOTA]).filter(region=city).first()
    if sender is None or Broadcast.objects.filter(title=TITLE, region=city).exists():
        return
    zone = ZoneInfo(zone_of(city))
    actions.send_broadcast(
        sender.held(),
        region=city,
        roles=[Role.PPK, Role.PPS],
        title=TITLE,
        text="Besok pukul sembilan di aula kantor. Bawa daftar pemilih terakhir.",
        confirm_by=datetime.combine(today + timedelta(days=1), time(12), zone),
    )
