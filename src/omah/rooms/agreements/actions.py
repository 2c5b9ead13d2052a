"""Writes of this room: call for signatures, sign, seal."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from omah.adapters.certificates import NAME
from omah.core.log.canonical_json import Json
from omah.core.office import agreements
from omah.core.office.agreements import (
    Press,
    Refused,
    Signatory,
    Target,
    bytes_of,
    text_of,
)
from omah.core.office.offices import leading_role
from omah.core.people.access import PostHeld
from omah.core.people.roles import Role
from omah.core.service.zones import zone_of
from omah.formats.agreement_pdf import Signed, render_agreement
from omah.formats.sealed_pdf import Seal, seal_pdf
from omah.rooms.agreements import selectors
from omah.rooms.agreements.models import Party, Round, Signature
from omah.rooms.agreements.papers import authority, papers, sealed_papers
from omah.rooms.agreements.words import post_in_words
from omah.rooms.notices.actions import notify
from omah.rooms.people.bodies import members_of, row_of
from omah.rooms.people.models import Person, Post
from omah.rooms.people.offices import head, name_of, names_of


class AnotherRoundError(Exception):
    """This id was used before, by another host."""


@transaction.atomic
def call(
    post: PostHeld,
    *,
    id_: UUID,
    title: str,
    year: int,
    papers: Sequence[str],
    targets: Sequence[Target],
    opens_at: datetime,
    closes_at: datetime,
    needs_second_factor: bool,
    offices: Iterable[str],
    is_for_all: bool = False,
) -> Round:
    """Ask offices below, and the host's own, to sign at one hour; once for each id.

    For an office its head signs, whoever that is in that hour. ``is_for_all`` asks each
    of its employees instead, by name, as they are now.
    """
    before = Round.objects.filter(pk=id_).first()
    if before is not None:
        if before.host != post.region:
            raise AnotherRoundError
        return before
    made = Round.objects.create(
        id=id_,
        host=post.region,
        made_by_id=int(post.id),
        title=title,
        year=year,
        papers=list(papers),
        targets=[[row.objective, row.indicator, row.target] for row in targets],
        opens_at=opens_at,
        closes_at=closes_at,
        needs_second_factor=needs_second_factor,
        is_for_all=is_for_all,
        made_at=timezone.now(),
    )
    below = sorted({o for o in offices if o.startswith(post.region)} | {post.region})
    names = names_of(below)
    for office in below:
        people = employees(office) if is_for_all else []
        asked: list[Person | None] = [*people] or [None]
        Party.objects.bulk_create(
            Party(round=made, office=office, name=names[office], person=person)
            for person in asked
        )
        tell(made, office, people)
    return made


def employees(office: str) -> list[Person]:
    """Return who works in an office or body today, each once, whatever their posts."""
    roles = (leading_role(office), Role.OPERATOR)
    held = members_of(office, today_at(office), roles)
    return list({post.holder_id: post.holder for post in held if post.holder}.values())


def tell(made: Round, office: str, people: Sequence[Person]) -> None:
    """Call the employees, or where nobody is named the head of the office."""
    if not people:
        signer = head(office, today_at(office))
        people = [signer.holder] if signer and signer.holder else []
    url = reverse("agreements:sign", args=[office, made.pk])
    notify(people, format_lazy(_("Tanda tangani: {title}"), title=made.title), url)


def today_at(office: str) -> date:
    return timezone.localdate(timezone=ZoneInfo(zone_of(office)))


def text_for(party: Party, signer: Post) -> dict[str, Json]:
    """Return the text as this signer is shown it now."""
    made = party.round
    known = papers()
    with override("id"):  # official papers are in Indonesian
        post = post_in_words(signer)
    signatory = Signatory(signer.holder.name if signer.holder else "", post, party.name)
    return text_of(
        [known[id_] for id_ in made.papers],
        made.target_rows(),
        signatory,
        host=name_of(made.host),
        year=made.year,
    )


def hash_of(text: dict[str, Json]) -> str:
    return hashlib.sha256(bytes_of(text)).hexdigest()


def signer_of(party: Party, who: Post) -> Post | None:
    """Return the post that signs: an employee's own, else that of the office's head."""
    if party.person_id is not None:
        return who
    return head(party.office, today_at(party.office))


@transaction.atomic
def sign(
    post: PostHeld, round_: UUID, *, shown_sha256: str, second_factor: bool
) -> Signature | Refused:
    """Record that someone has signed for an office or for themselves, once."""
    who = row_of(post)
    found = selectors.party_of(post.region, round_, who.holder_id)
    if found is None:
        return Refused.NOT_ASKED
    rows = Party.objects.select_for_update(of=("self",)).select_related("round")
    party = rows.get(pk=found.pk)
    before = Signature.objects.filter(party=party).first()
    if before is not None:
        is_mine = party.person_id == who.holder_id or before.post_id == who.pk
        return before if is_mine else Refused.NOT_THE_HEAD
    signer = signer_of(party, who)
    text = text_for(party, signer) if signer else {}
    text_sha256 = hash_of(text)
    press = Press(post.id, timezone.now(), second_factor, shown_sha256)
    refused = agreements.check_press(
        party.round.hour(),
        press,
        head=str(signer.pk) if signer else None,
        text_sha256=text_sha256,
    )
    if refused is not None:
        return refused
    return Signature.objects.create(
        party=party,
        post_id=int(post.id),
        text=text,
        text_sha256=text_sha256,
        second_factor=second_factor,
        at=press.at,
    )


def seal(signature: Signature) -> str:
    """Make the sealed paper of a signature if it is not made; return its hash.

    Outside the transaction of the signature: typesetting takes time, and a house that
    stops between the two makes the paper when it is asked for next.
    """
    kept = Signature.objects.select_related("party__round").get(pk=signature.pk)
    if kept.sealed_sha256:
        return kept.sealed_sha256
    pdf = render_agreement(kept.text, signed_words(kept))
    issued = authority().issue(
        name=kept.text["name"],
        post=kept.text["post"],
        office=kept.text["office"],
        at=timezone.now(),
    )
    stamp = Seal(issued.certificate, issued.private_key, issued.issuer)
    whole = seal_pdf(pdf, stamp, name=kept.text["name"], reason=kept.party.round.title)
    sha256 = sealed_papers().put(whole)
    Signature.objects.filter(pk=kept.pk, sealed_sha256="").update(sealed_sha256=sha256)
    kept.refresh_from_db()
    return kept.sealed_sha256


def signed_words(signature: Signature) -> Signed:
    with override("id"), timezone.override(zone_of(signature.party.office)):
        at = timezone.localtime(signature.at)
        return Signed(
            at=f"{date_format(at, 'l, j F Y H.i.s')} {at.tzname()}",
            second_factor=str(
                _("Sesi dengan faktor kedua")
                if signature.second_factor
                else _("Sesi dengan kata sandi")
            ),
            text_sha256=signature.text_sha256,
            authority=NAME,
        )


def seal_pending(made: Round) -> None:
    """Seal what was signed and not sealed when the house stopped."""
    for signature in Signature.objects.filter(party__round=made, sealed_sha256=""):
        seal(signature)
