"""Pages of an office: the posts below it, and a new invitation for a lost account."""

import segno
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from omah.core.people.reinviting import may_reinvite
from omah.core.people.roles import COUNTERS, OFFICES, Role
from omah.rooms.count.reinviting import reinvite
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.models import Device, Invitation, Post

SHOWN = 100


def posts_matching(region: str, words: str) -> QuerySet[Post]:
    """Return the counting posts of a region whose holder or place is looked for."""
    today = timezone.localdate()
    found = Post.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        region__startswith=region,
        role__in=COUNTERS,
    )
    if words:
        found = found.filter(
            Q(holder__name__icontains=words)
            | Q(holder__handle__iexact=words)
            | Q(region__startswith=words)
        )
    return found.select_related("holder").order_by("region", "role", "pk")


@door(*sorted(OFFICES), region=region_in_address)
def posts(request: HttpRequest, region: str) -> HttpResponse:
    """The posts to which this office may invite anew; a search narrows them."""
    office, wanted = post_of(request), request.GET.get("cari", "").strip()[:120]
    rows = posts_matching(region, wanted)[: SHOWN + 1]
    open_here = [p for p in rows if may_reinvite(office, Role(p.role), p.region)]
    words = {
        "region": region,
        "posts": open_here[:SHOWN],
        "is_cut": len(rows) > SHOWN,
        "wanted": wanted,
    }
    return render(request, "count/posts.html", words)


@door(*sorted(OFFICES), region=region_in_address, second_factor=True)
def invitation(request: HttpRequest, region: str, post: int) -> HttpResponse:
    """Say what will end; when the office says yes, show the new invitation once."""
    row = get_object_or_404(
        Post.objects.select_related("holder"), pk=post, region=region
    )
    if not may_reinvite(post_of(request), Role(row.role), row.region):
        raise Http404
    words = {"post": row, "region": region, **about(row)}
    if request.method == "POST":
        words |= shown_once(request, reinvite(row, post_of(request)))
    answer = render(request, "count/reinvite.html", words)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def about(row: Post) -> dict[str, object]:
    """Return what ends with the account, and what was given out before."""
    given = Invitation.objects.filter(post=row, instead_of__isnull=False)
    return {
        "devices": Device.objects.filter(post=row, revoked_at__isnull=True).count(),
        "given": given.select_related("made_by__holder").order_by("-pk"),
    }


def shown_once(request: HttpRequest, token: str) -> dict[str, object]:
    """Return the invitation as a link and a code; only its hash is kept."""
    link = request.build_absolute_uri(reverse("people:accept", args=[token]))
    drawn = segno.make_qr(link, error="m").svg_inline(
        scale=5, border=4, svgclass=None, lineclass=None
    )
    return {"link": link, "code": SafeString(drawn)}
