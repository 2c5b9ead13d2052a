"""The editors' desk: groups follow from posts, and only known addresses answer."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import Group
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from omah.core.news.desk import desks_of
from omah.core.people.access import Refusal
from omah.rooms.kabar.offices import group_name
from omah.rooms.people.doors import refuse
from omah.rooms.people.models import Person
from omah.rooms.people.selectors import posts_of

Answer = Callable[[HttpRequest], HttpResponse]
OURS = "kabar "
OPEN = (
    "account/", "api/main/pages/", "block-preview/", "bulk/", "choose-anchor-link/",
    "choose-email-link/", "choose-external-link/", "choose-page/",
    "choose-phone-link/", "dismissibles/", "documents/", "editing-sessions/",
    "images/", "jsi18n/", "login/", "logout/", "pages/", "sprite/", "workflows/",
)  # fmt: skip
"""Parts of Wagtail's desk that are scoped by page or collection, as tests show.

Reports, users, groups, sites, collections, redirects, tags and the interface to
pictures and papers span offices; they answer nobody.
"""
TAGGING = "/add_tags/"
PAGE_NAMES = (
    "page_id", "parent_page_id", "page_to_move_id", "page_to_alias_id",
    "destination_id",
)  # fmt: skip
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class Sites:
    """An office's host answers with its public site alone, and with a strict policy."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_an_office_host(request):
            request.urlconf = "omah.rooms.kabar.site_urls"
        response = self.answer(request)
        match = request.resolver_match
        if match and match.view_name == "wagtail_serve":
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


def is_an_office_host(request: HttpRequest) -> bool:
    """Whether the request came to an office's own host, below the sites' domain."""
    if not request.get_host().split(":")[0].endswith(f".{settings.OMAH_SITES_DOMAIN}"):
        return False
    site = Site.find_for_request(request)
    return site is not None and not site.is_default_site


class DeskDoor:
    """Seat whoever comes by their posts, and keep what spans offices shut."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: object,
        _args: tuple[object, ...],
        parts: dict[str, object],
    ) -> HttpResponse | None:
        desk = reverse("wagtailadmin_home", "omah.rooms.kabar.urls")
        if not request.path.startswith(desk) or not isinstance(request.user, Person):
            return None
        seat(request.user)
        if not own_pages(request.user):
            return refuse(request, Refusal.NO_POST)
        rest = request.path.removeprefix(desk)
        if (rest and not rest.startswith(OPEN)) or rest.endswith(TAGGING):
            raise Http404
        for name in PAGE_NAMES:
            if name in parts:
                refuse_strange_page(request.user, parts[name])
        return None


def seat(person: Person) -> None:
    """Put a person into the groups of the desks that their posts give today."""
    posts = [post.held() for post in posts_of(person)]
    due = {
        group_name(code, desk)
        for code, desk in desks_of(posts, timezone.localdate().isoformat())
    }
    now = set(
        person.groups.filter(name__startswith=OURS).values_list("name", flat=True)
    )
    if due != now:
        person.groups.remove(*person.groups.filter(name__in=now - due))
        person.groups.add(*Group.objects.filter(name__in=due))


def refuse_strange_page(person: Person, page_id: object) -> None:
    """Answer as if a page of another office did not exist."""
    page = Page.objects.filter(pk=page_id).first()
    if page and not may_see(person, page):
        raise Http404


def may_see(person: Person, page: Page) -> bool:
    """Whether a page lies in, or on the way down to, an office of this person."""
    own = own_pages(person)
    return any(page.path.startswith(home.path) for home in own) or any(
        home.path.startswith(page.path) for home in own
    )


def own_pages(person: Person) -> list[Page]:
    """Return the first pages of the offices at whose desk a person sits."""
    return list(
        Page.objects.filter(group_permissions__group__in=person.groups.all()).distinct()
    )
