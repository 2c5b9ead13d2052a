"""Pages of those who sign, and the check that anyone can make."""

import hashlib
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omah.adapters.certificates import NAME
from omah.core.office.agreements import Refused
from omah.core.people.access import Reach
from omah.core.people.roles import OFFICES, Role
from omah.formats.sealed_pdf import MAX_SEALED_BYTES, Verdict, inspect_pdf
from omah.rooms.agreements import actions, selectors
from omah.rooms.agreements.forms import CheckForm
from omah.rooms.agreements.papers import authority, sealed_papers
from omah.rooms.agreements.words import REFUSED, VERDICTS
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.bodies import posts_held_by, row_of
from omah.rooms.people.doors import door, post_of, public
from omah.rooms.people.models import Person
from omah.rooms.people.offices import name_of, names_of
from omah.rooms.people.selectors import shown_second_factor
from omah.rooms.people.times import in_local_time

SIGNERS = (*OFFICES, Role.PPS, Role.OPERATOR)
SHOWN = 50


@door(*SIGNERS, reach=Reach.ANYWHERE)
def mine(request: HttpRequest) -> HttpResponse:
    """The offices and bodies that I lead; one is opened at once."""
    if not isinstance(request.user, Person):
        raise TypeError("the door let someone in who has not signed in")
    held = posts_held_by(request.user, timezone.localdate())
    offices = sorted({post.region for post in held if post.role in SIGNERS})
    if len(offices) == 1:
        return redirect("agreements:office", offices[0])
    words = {"offices": names_of(offices).items()}
    return render(request, "agreements/mine.html", words)


@door(*SIGNERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def office(request: HttpRequest, region: str) -> HttpResponse:
    """What this office signs, and the rounds that it calls."""
    words = {
        "region": region,
        "name": name_of(region),
        "parties": selectors.asked_of(region, person_of(request))[:SHOWN],
        "boards": [selectors.board(r) for r in selectors.hosted_by(region)[:SHOWN]],
        "may_call": post_of(request).role in OFFICES,
        "now": timezone.now(),
    }
    return render(request, "agreements/office.html", words)


@door(*SIGNERS, region=region_in_address, reach=Reach.OWN)
@in_local_time
def sign(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Read the papers of this office, and sign them with one press."""
    party = selectors.party_of(region, id_, person_of(request))
    if party is None:
        raise Http404
    if request.method == "POST":
        return pressed(request, region, id_)
    signer = actions.signer_of(party, row_of(post_of(request)))
    signature = getattr(party, "signature", None)
    text = signature.text if signature else signer and actions.text_for(party, signer)
    now, post = timezone.now(), post_of(request)
    words = {
        "region": region,
        "party": party,
        "signature": signature,
        "text": text,
        "text_sha256": actions.hash_of(text) if text else "",
        "is_head": signer is not None and str(signer.pk) == post.id,
        "is_open": party.round.opens_at <= now < party.round.closes_at,
        "is_over": now >= party.round.closes_at,
        "lacks_factor": party.round.needs_second_factor
        and not shown_second_factor(request),
        "waiting": selectors.waiting_in(party),
        "authority": NAME,
    }
    return render(request, "agreements/sign.html", words)


def person_of(request: HttpRequest) -> int:
    """Return whose signature a page is about, besides the office's own."""
    if not isinstance(request.user, Person):
        raise TypeError("the door let someone in who has not signed in")
    return request.user.pk


def pressed(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    signed = actions.sign(
        post_of(request),
        id_,
        shown_sha256=request.POST.get("text", ""),
        second_factor=shown_second_factor(request),
    )
    if isinstance(signed, Refused):
        messages.error(request, REFUSED[signed])
        return redirect("agreements:sign", region, id_)
    actions.seal(signed)
    messages.success(request, _("Ditandatangani dan disegel. Terima kasih."))
    return redirect("agreements:sign", region, id_)


@door(*SIGNERS, region=region_in_address, reach=Reach.OWN)
def paper(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """The sealed paper of this office, or of this employee."""
    party = selectors.party_of(region, id_, person_of(request))
    signature = getattr(party, "signature", None)
    if signature is None:
        raise Http404
    content = sealed_papers().get(actions.seal(signature))
    answer = HttpResponse(content, "application/pdf")
    name = f"perjanjian-{region or 'nasional'}-{signature.party.round.year}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@public
def check(request: HttpRequest) -> HttpResponse:
    """Anyone checks whether a paper is as it was sealed; nothing is kept of it."""
    form = CheckForm(request.POST or None, request.FILES or None)
    words: dict[str, object] = {"form": form, "authority": NAME}
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(MAX_SEALED_BYTES + 1)
        found = inspect_pdf(content, [authority().root])
        is_known = selectors.is_known(hashlib.sha256(content).hexdigest())
        words |= {
            "found": found,
            "verdict": VERDICTS[found.verdict],
            "is_good": found.verdict is Verdict.SEALED and is_known,
            "is_known": is_known,
        }
    return render(request, "agreements/check.html", words)


@public
def root(_request: HttpRequest) -> HttpResponse:
    """The certificate of the authority that seals, for any PDF reader."""
    answer = HttpResponse(authority().root, "application/x-x509-ca-cert")
    answer["Content-Disposition"] = 'attachment; filename="otoritas-omah.crt"'
    return answer
