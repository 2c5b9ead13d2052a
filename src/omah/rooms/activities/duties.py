"""Tasks that follow from activities, for the posts that have them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from omah.core.people.access import PostHeld
from omah.core.people.duties import Duty
from omah.rooms.activities.actions import url_of
from omah.rooms.activities.selectors import open_tasks


def duties_of(posts: Sequence[PostHeld], now: datetime) -> list[Duty]:
    """Return what was given to these posts in an activity and is not done."""
    return [
        Duty(
            what=task.what,
            why=_("Tugas dari kegiatan: %(title)s") % {"title": task.activity.title},
            url=f"{url_of(task.activity)}#tugas",
            office=task.activity.office,
            due=task.due,
        )
        for task in open_tasks(int(post.id) for post in posts)
    ]
