"""The room's public things, and the demo's activities."""

from datetime import date

import pytest
from django.test import Client
from tests.rooms import given
from tests.rooms.activities.worlds import at, record

from omah.core.people.roles import Role
from omah.rooms.activities import demo
from omah.rooms.activities.duties import duties_of
from omah.rooms.activities.findables import findables
from omah.rooms.activities.models import Activity
from omah.rooms.kabar import demo as sites
from omah.rooms.kabar.models import NewsPage
from omah.rooms.people import demo as people
from omah.rooms.people.models import Post

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 4)


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.DATA = tmp_path


def test_only_what_is_open_to_all_is_found():
    office = given.signed_in(given.post(Role.KPU_KABKOTA, given.KABKOTA))
    row = record(office, given.KABKOTA)
    assert list(findables()) == []
    office.post(f"{at(row)}pendaftaran/")
    (one,) = findables()
    assert (one.kind, one.title, one.office) == (
        "activity", "Rapat Layanan", given.KABKOTA
    )  # fmt: skip
    assert Client().get(one.url).status_code == 200


def test_the_demo_records_once_with_news_tasks_and_a_webinar():
    offices = [entry.code for entry in people.ENTRIES]
    people.furnish(offices, TODAY)
    sites.furnish(offices, TODAY)
    drafts = NewsPage.objects.count()
    for _twice in range(2):
        demo.furnish(offices, TODAY)
    assert Activity.objects.count() == 3
    assert NewsPage.objects.count() == drafts + 1
    posts = [post.held() for post in Post.objects.filter(region=offices[-1])]
    assert len(duties_of(posts, None)) == 2
    assert [one.title for one in findables()] == ["Memeriksa hasil TPS sendiri"]
