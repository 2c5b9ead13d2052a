"""A certificate of having practised, and how anyone confirms that it is ours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hmac import compare_digest
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from omah.core.count.lesson import Step
from omah.core.service.zones import zone_of
from omah.formats.activity_papers import Certificate, render_certificate
from omah.rooms.count.devices import post_code
from omah.rooms.count.house import House
from omah.rooms.count.models import Statement
from omah.rooms.count.practice import lesson_of, truths
from omah.rooms.people.models import Post
from omah.rooms.people.templatetags.house import role as role_name

SALT = "omah.rooms.count.practice_paper"
NUMBER = re.compile(r"([1-9]\d{0,9})-([0-9a-f]{12})")
MARK_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Proved:
    """Someone who has finished a practice sheet, where and on which day."""

    post: Post
    name: str
    place: str
    day: date

    @property
    def number(self) -> str:
        return f"{self.post.pk}-{mark_of(self.post, self.name)}"


def mark_of(post: Post, name: str) -> str:
    """Return what only this house can write behind a post's number, for one name."""
    made = salted_hmac(SALT, f"{post.pk} {name}", algorithm="sha256")
    return made.hexdigest()[:MARK_DIGITS]


def proved(here: House, post: Post) -> Proved | None:
    """Return the proof of a post that has finished its sheet, else ``None``."""
    its = lesson_of(here, post, truths(here))
    if its is None or its.step is not Step.DONE or post.holder is None:
        return None
    place = f"{here.register.name_of(post.region)} ({post.region})"
    return Proved(post, post.holder.name, place, done_on(here, post))


def done_on(here: House, post: Post) -> date:
    """Return the day on which the later of figures and photograph came."""
    code, contest = post_code(post), next(iter(here.contests))
    with here.fold() as fold:
        record = fold.sheet(contest, post.region)
    if record is None:
        raise ValueError(f"nothing has come from {post.region}")
    keyed = came(entry.id for entry in record.entries if entry.post == code)
    taken = came(capture.id for capture in record.captures)
    last = datetime.fromtimestamp(max(keyed, taken), UTC)
    return last.astimezone(ZoneInfo(zone_of(post.region))).date()


def came(statements: Iterable[str]) -> int:
    """Return when the first of them came, by the server's clock, in seconds."""
    known = Statement.objects.filter(sha256__in=list(statements))
    first: int = known.aggregate(first=Min("received_at"))["first"]
    return first


def confirmed(here: House, number: str) -> Proved | None:
    """Return what a certificate's number proves, else ``None``."""
    parts = NUMBER.fullmatch(number)
    if parts is None:
        return None
    post = Post.objects.select_related("holder").filter(pk=int(parts[1])).first()
    proof = proved(here, post) if post else None
    if proof is None or not compare_digest(proof.number, number):
        return None
    return proof


def certificate_pdf(proof: Proved, title: str, host: str) -> bytes:
    """Return the certificate; ``host`` is where this house answers."""
    address = reverse("practice:proof", args=[proof.number])
    return render_certificate(
        Certificate(
            number=proof.number,
            name=proof.name,
            body=proof.place,
            part=str(role_name(proof.post.role)),
            kind="latihan penghitungan",
            title="Memotret formulir, mengetik angka, menandatangani",
            office=title,
            held=date_format(proof.day, "j F Y"),
            address=f"{host}{address}",
        )
    )
