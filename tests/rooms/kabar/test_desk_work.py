"""What waits at the desk, what the search finds, and the demo's sites."""

from datetime import date

import pytest
from django.utils import timezone
from tests.rooms import given
from tests.rooms.kabar.offices import HERE, THERE, add_news, open_office

from omah.core.people.access import Division
from omah.core.people.roles import Role
from omah.rooms.kabar import demo
from omah.rooms.kabar.duties import duties_of
from omah.rooms.kabar.findables import findables
from omah.rooms.kabar.models import EpisodePage, MenuPage, NewsPage
from omah.rooms.kabar.offices import open_office as opened
from omah.rooms.people import demo as people

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def home():
    return open_office(HERE, domain="localhost")


@pytest.fixture
def editor():
    return given.post(Role.KPU_KABKOTA, HERE.code, division=Division.OUTREACH).held()


def test_a_draft_that_was_handed_in_is_the_editors_duty(home, editor):
    page = add_news(home, "Rapat", live=False)
    assert duties_of([editor], NOW()) == []
    page.get_workflow().start(page, user=None)
    (duty,) = duties_of([editor], NOW())
    assert duty.what == "Periksa draf: Rapat"
    assert (duty.office, duty.url) == (HERE.code, f"/redaksi/pages/{page.pk}/edit/")


@pytest.mark.parametrize(
    ("role", "region", "division"),
    [
        (Role.KPU_KABKOTA, THERE.code, Division.OUTREACH),
        (Role.KPU_KABKOTA, HERE.code, Division.LAW),
        (Role.OPERATOR, HERE.code, ""),
        (Role.KPU_PROVINSI, HERE.code[:2], Division.OUTREACH),
    ],
)
def test_nobody_else_is_asked_to_look_at_it(home, role, region, division):
    page = add_news(home, "Rapat", live=False)
    page.get_workflow().start(page, user=None)
    assert duties_of([given.post(role, region, division=division).held()], NOW()) == []


def test_moved_news_is_one_duty_however_many(home, editor):
    for title in ("Satu", "Dua", "Tiga"):
        add_news(home, title, live=False, source=title)
    add_news(home, "Sudah terbit", source="x")
    (duty,) = duties_of([editor], NOW())
    assert duty.what == "Periksa 3 berita pindahan"


def test_only_what_is_published_is_found_and_its_address_answers(client, home):
    add_news(home, "Terbit", event_date=date(2026, 1, 5)).save_revision().publish()
    add_news(home, "Rahasia", live=False)
    menu = MenuPage.objects.child_of(home).get(menu="layanan")
    menu.body = [("paragraph", "<p>Pindah <b>memilih</b></p>")]
    menu.save_revision().publish()
    found = {one.title: one for one in findables()}
    assert found.keys() == {home.title, "Terbit", "Layanan"}
    assert found["Terbit"].day == date(2026, 1, 5)
    assert (found["Layanan"].kind, found["Layanan"].text) == (
        "service", "Pindah memilih"
    )  # fmt: skip
    for one in found.values():
        assert one.office == HERE.code
        assert client.get(one.url).status_code == 200, one.url


def test_the_demo_furnishes_once_and_what_was_said_is_found(client):
    offices = [entry.code for entry in people.ENTRIES]
    for _twice in range(2):
        demo.furnish(offices, date(2026, 11, 2))
    assert NewsPage.objects.count() == 3 * len(offices)
    assert NewsPage.objects.filter(live=False).count() == len(offices)
    heard = [one for one in findables() if "tiga puluh hari" in one.text]
    assert [one.kind for one in heard] == ["podcast"]
    page = client.get(heard[0].url)
    assert page.status_code == 200
    episode = EpisodePage.objects.get(number=1)
    sound = client.get(f"/siaran/{episode.pk}.wav", headers={"range": "bytes=0-3"})
    assert b"".join(sound.streaming_content) == b"RIFF"


def test_opening_sites_again_changes_nothing(home):
    assert opened(HERE, domain="localhost") == home
