"""Notices that a public thing changed, so that its room is indexed again.

Nothing is decided here: a change is a nudge, and the index reads what stands then.
"""

from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from omah.rooms.home.tasks import index_soon

WATCHED = {
    "people": ("Post", "Body"),
    "field": ("Secretariat",),
    "cases": ("ServiceStandard", "InformationItem"),
    "activities": ("Activity",),
}
"""Models whose rows are shown to the public, by room; their pages say so themselves."""


def watch() -> None:
    """Listen for changes; called once when the application starts."""
    for room, models in WATCHED.items():
        for name in models:
            for signal in (post_save, post_delete):
                signal.connect(
                    partial(nudge, room),
                    sender=apps.get_model(room, name),
                    weak=False,
                    dispatch_uid=f"home.{room}.{name}",
                )
    for happened in (page_published, page_unpublished):
        happened.connect(nudge_kabar, dispatch_uid="home.kabar")
    post_delete.connect(page_gone, dispatch_uid="home.kabar.gone")


def nudge(room: str, **_: Any) -> None:  # noqa: ANN401  # what a signal sends
    transaction.on_commit(partial(index_soon, room))


def nudge_kabar(**_: Any) -> None:  # noqa: ANN401  # what a signal sends
    nudge("kabar")


def page_gone(sender: type[Any], **_: Any) -> None:  # noqa: ANN401
    if issubclass(sender, Page):
        nudge("kabar")
