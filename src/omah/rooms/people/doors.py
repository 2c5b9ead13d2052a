"""``door`` states who may call an endpoint; it is the only way to an answer.

The rule itself is ``omah.core.people.access.may_pass``. A view without a door keeps the
application from starting (``sweep``).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from omah.core.people.access import Access, PostHeld, Reach, Refusal, may_pass
from omah.core.people.roles import Role
from omah.rooms.people.selectors import visitor_of

View = Callable[..., Any]  # a page answers; an operation of the API says what
RegionOf = Callable[..., str]

STATUS = {
    Refusal.SIGN_IN: 401,
    Refusal.SECOND_FACTOR: 403,
    Refusal.NO_POST: 403,
    Refusal.NOT_YOUR_REGION: 403,
}


def public(view: View) -> View:
    """Anyone may call this."""
    return state_access(view, Access(public=True), lambda **_: "")


def signed_in(view: View) -> View:
    """Anyone with an account may call this, and sees only what is theirs."""
    return guard(view, Access(), lambda **_: "")


def door(
    *roles: Role,
    region: RegionOf | None = None,
    reach: Reach = Reach.WITHIN,
    second_factor: bool = False,
) -> Callable[[View], View]:
    """Let holders of ``roles`` in, as far as their post reaches.

    ``region`` gets the address's named parts and returns the code of what lies
    behind the door. Without it the door must say ``reach=ANYWHERE``.
    """
    if not roles:
        raise ValueError("a door names its roles; use public or signed_in otherwise")
    if region is None and reach is not Reach.ANYWHERE:
        raise ValueError("a door with a reach says which region lies behind it")
    access = Access(frozenset(roles), reach, second_factor=second_factor)
    return lambda view: guard(view, access, region or (lambda **_: ""))


def guard(view: View, access: Access, region_of: RegionOf) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> object:
        today = timezone.localdate().isoformat()
        passed = may_pass(
            visitor_of(request), access, region=region_of(**kwargs), today=today
        )
        if isinstance(passed, Refusal):
            return refuse(request, passed)
        cast("Any", request).post_held = passed
        return view(request, *args, **kwargs)

    return state_access(guarded, access, region_of)


def state_access(view: View, access: Access, region_of: RegionOf) -> View:
    stated = cast("Any", view)
    stated.access, stated.region_of = access, region_of
    return view


def post_of(request: HttpRequest) -> PostHeld:
    """Return the post that opened the door of this request."""
    held = getattr(request, "post_held", None)
    if not isinstance(held, PostHeld):
        raise TypeError("this view's door names no roles, so no post opened it")
    return held


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = STATUS[refusal]
    if wants_json(request):
        return JsonResponse({"refused": refusal.value}, status=status)
    if refusal is Refusal.SIGN_IN:
        return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
    words = {"refusal": refusal}
    return render(request, "people/refused.html", words, status=status)


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or not request.accepts("text/html")
