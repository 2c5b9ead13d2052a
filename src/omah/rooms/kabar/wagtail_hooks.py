"""Where Wagtail asks us: choosers, listings, menus, views, old addresses."""

from functools import reduce
from operator import or_

from django.db.models import Model, Q
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.models import Page, PageQuerySet, ReferenceIndex
from wagtail.signals import page_published

from omah.rooms.kabar.desks import own_pages
from omah.rooms.kabar.media import refuse_unpublished_paper
from omah.rooms.kabar.models import NewsPage
from omah.rooms.kabar.view_counts import count_view, is_a_reader
from omah.rooms.people.models import Person

SPANS_OFFICES = ("owner", "edited_by", "site")
"""Filters of Wagtail's page lists that name people and sites of every office."""
SHUT = {"reports", "settings", "help"}

for filters in (PageFilterSet, GenericPageFilterSet):
    for name in SPANS_OFFICES:
        filters.base_filters.pop(name, None)
        filters.declared_filters.pop(name, None)


@hooks.register("construct_explorer_page_queryset")
def list_own_pages(
    _parent: Page, pages: PageQuerySet, request: HttpRequest
) -> PageQuerySet:
    return own_pages_among(pages, request)


@hooks.register("construct_page_chooser_queryset")
def own_pages_among(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Leave pages of one's own offices, and those on the way down to them."""
    person = request.user
    homes = own_pages(person) if isinstance(person, Person) else []
    if not homes:
        return pages.none()
    way = [Q(pk__in=home.get_ancestors().values("pk")) for home in homes]
    below = [Q(path__startswith=home.path) for home in homes]
    return pages.filter(reduce(or_, way + below))


@hooks.register("register_admin_menu_item")
def back_to_the_house() -> MenuItem:
    tasks = reverse_lazy("home:tasks")
    return MenuItem(_("Kembali ke Omah"), tasks, name="omah", icon_name="home", order=1)


@hooks.register("construct_main_menu")
def hide_what_is_shut(_request: HttpRequest, items: list[object]) -> None:
    items[:] = [item for item in items if getattr(item, "name", "") not in SHUT]


@hooks.register("before_serve_page")
def note_view(page: Page, request: HttpRequest, *_: object) -> None:
    if isinstance(page, NewsPage) and is_a_reader(request):
        count_view(page)


@hooks.register("before_serve_document")
def keep_unpublished_papers(paper: Model, request: HttpRequest) -> None:
    refuse_unpublished_paper(paper, request)


@receiver(page_published)
def know_what_a_page_shows(instance: Page, **_: object) -> None:
    """Its pictures are public from this moment, not when a worker comes round."""
    ReferenceIndex.create_or_update_for_object(instance)
