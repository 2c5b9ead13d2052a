"""What the count asks of people today: to send, to settle, to look after."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.adapters.election import NoElectionError
from omah.core.count.contests import Contest
from omah.core.count.sheet_moves import fields_wanted
from omah.core.count.sheet_states import Missing
from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.core.people.roles import COUNTERS
from omah.core.places.regions import Level, level_of
from omah.rooms.count import selectors
from omah.rooms.count.addresses import NATION
from omah.rooms.count.devices import code_of
from omah.rooms.count.forms import WHY_HANDED
from omah.rooms.count.handing import handed_to
from omah.rooms.count.house import House, house
from omah.rooms.count.models import Handover


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return what the count waits for from these posts; nothing before an election."""
    try:
        here = house()
    except NoElectionError:
        return []
    held = [post for post in posts if post.role in COUNTERS]
    return [*handed_duties(here, held), *own_duties(here, held, now)]


def handed_duties(here: House, held: Sequence[PostHeld]) -> Iterator[Duty]:
    for asked in handed_to(held):
        yield Duty(
            what=_("Baca formulir %(station)s")
            % {"station": here.register.name_of(asked.station)},
            why=_("Diserahkan kepada Anda: %(why)s") % {"why": words_of_why(asked)},
            url=reverse("count:sheet", args=[asked.contest, asked.station]),
            office=asked.station,
        )


def words_of_why(asked: Handover) -> str:
    return str(WHY_HANDED.get(asked.reason, asked.reason))


def own_duties(here: House, held: Sequence[PostHeld], now: datetime) -> list[Duty]:
    return [
        duty
        for post in held
        for contest in here.contests.values()
        if meets(post, contest)
        for duty in duties_in(here, contest, post, now)
    ]


def meets(post: PostHeld, contest: Contest) -> bool:
    """Whether a post's region and a contest's have stations in common."""
    inside, outside = post.region, contest.region
    return inside.startswith(outside) or outside.startswith(inside)


def duties_in(
    here: House, contest: Contest, post: PostHeld, now: datetime
) -> Iterator[Duty]:
    if level_of(post.region) is Level.STATION:
        yield from station_duties(here, contest, post)
    else:
        yield from office_duties(here, contest, post, int(now.timestamp()))


def station_duties(here: House, contest: Contest, post: PostHeld) -> Iterator[Duty]:
    """Ask for the sheet until this post has said all that it is asked for."""
    now = selectors.sheet_at(here, contest, post.region)
    if not fields_wanted(now, code_of(post)):
        return
    is_in = not isinstance(now.state, Missing)
    yield Duty(
        what=_("Kirim hasil TPS: %(contest)s") % {"contest": contest.title_id},
        why=_("Foto TPS Anda sudah masuk; angka Anda belum.")
        if is_in
        else _("Foto dan angka TPS Anda belum masuk."),
        url=reverse("capture:shell"),
        office=post.region,
    )


def office_duties(
    here: House, contest: Contest, post: PostHeld, now: int
) -> Iterator[Duty]:
    address = reverse("count:queue", args=[contest.id, post.region or NATION])
    waiting = selectors.waiting_counts(here, contest.id, post.region, now)
    for name, n in waiting.items():
        if n:
            what, why, part = words_of_duties()[name]
            yield Duty(what % {"n": n}, why, f"{address}#{part}", post.region)


def words_of_duties() -> Mapping[str, tuple[str, str, str]]:
    """Return what to do, why, and where on the queue's page, in today's language."""
    return {
        "conflicting": (
            _("Putuskan %(n)s formulir yang berbeda"),
            _("Dua pembacaan tidak sama; orang ketiga membaca isian itu saja."),
            "berbeda",
        ),
        "stuck": (
            _("Periksa %(n)s formulir yang tidak bergerak"),
            _("Sudah masuk, tetapi berjam-jam tidak ada yang membacanya."),
            "macet",
        ),
        "missing": (
            _("Cari %(n)s TPS yang belum mengirim"),
            _("Belum ada foto maupun angka dari TPS itu."),
            "belum",
        ),
    }
