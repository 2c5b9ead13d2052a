"""What waits at the editors' desk of an office."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState

from omah.core.news.desk import Desk, desks_of
from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.rooms.kabar.models import NewsIndexPage, NewsPage, OfficePage


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return drafts that wait for the editors among these posts."""
    desks = desks_of(posts, now.date().isoformat())
    offices = sorted(code for code, desk in desks if desk is Desk.EDITOR)
    homes = OfficePage.objects.filter(office__code__in=offices)
    return [duty for home in homes.select_related("office") for duty in of_desk(home)]


def of_desk(home: OfficePage) -> Iterator[Duty]:
    waiting = Page.objects.descendant_of(home).filter(pk__in=in_review())
    for page in waiting.order_by("latest_revision_created_at"):
        yield Duty(
            what=_("Periksa draf: %(title)s")
            % {"title": page.get_admin_display_title()},
            why=_("Penulis menyerahkannya; terbit setelah redaktur setuju."),
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            office=home.office.code,
        )
    yield from moved_drafts(home)


def in_review() -> list[int]:
    """Return the pages that were handed in; Wagtail keeps their numbers as text."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    return [int(pk) for pk in states.values_list("object_id", flat=True)]


def moved_drafts(home: OfficePage) -> Iterator[Duty]:
    """Yield one duty for all drafts that came from an old site and wait for a look."""
    drafts = NewsPage.objects.descendant_of(home).filter(live=False).exclude(source="")
    count = drafts.exclude(pk__in=in_review()).count()
    if count:
        index = NewsIndexPage.objects.child_of(home).get()
        yield Duty(
            what=ngettext(
                "Periksa %(count)s berita pindahan",
                "Periksa %(count)s berita pindahan",
                count,
            )
            % {"count": count},
            why=_("Berita situs lama menunggu diperiksa keraguannya, lalu terbit."),
            url=reverse("wagtailadmin_explore", args=[index.pk]),
            office=home.office.code,
        )
