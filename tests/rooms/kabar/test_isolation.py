"""An editor of one office never meets another's pages, pictures, papers or people.

The sweep asks for every address of the editors' desk, with the other office's
numbers in every place a number can stand, and looks for the other's words in what
comes back.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from django.urls.converters import IntConverter
from tests.rooms.kabar.offices import HERE, THERE, furnish, png
from wagtail.models import Page

from omah.rooms.kabar.desks import seat
from omah.rooms.kabar.models import NewsPage
from omah.rooms.people.models import Post
from omah.rooms.people.sweep import walk

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the spooled file of a rendition for the collector to close.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WORD = "zamrud"
PARTS = re.compile(r"<(?:(\w+):)?(\w+)>")
GROUPS = re.compile(r"\(\?P<\w+>[^()]*\)")
TEXTS = {
    "app_label": "wagtailcore",
    "model_name": "page",
    "content_type_app_label": "kabar",
    "content_type_model_name": "newspage",
    "content_type_app_name": "kabar",
    "action": "delete",
    "panel_id": "x",
}


@pytest.fixture
def offices(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return furnish(HERE, "mutiara"), furnish(THERE, WORD)


@pytest.fixture
def desk(client, offices):
    client.force_login(offices[0].editor)
    return client


def desk_addresses() -> set[str]:
    found = {address for address, _view in walk(get_resolver().url_patterns, "")}
    return {address for address in found if address.startswith("redaksi/")}


def fill(address: str, number: int) -> str:
    """Put a number, or a known word, in each place of an address."""
    plain = GROUPS.sub(str(number), address).translate(str.maketrans("", "", "^$\\"))
    return PARTS.sub(
        lambda part: (
            str(number) if part[1] == "int" else TEXTS.get(part[2], str(number))
        ),
        plain,
    )


def numbers_of(inside) -> set[int]:
    revision = inside.news.latest_revision_id
    things = (inside.home, inside.news, inside.image, inside.document, inside.editor)
    return {thing.pk for thing in things} | {revision}


def words_in(response) -> bool:
    if getattr(response, "streaming", False):
        content = b"".join(response.streaming_content)
    else:
        content = response.content
    return WORD in content.decode(errors="ignore").lower()


@pytest.mark.slow
def test_no_address_of_the_desk_shows_the_other_office(desk, offices):
    numbers = numbers_of(offices[1])
    shown, opened = [], 0
    for pattern in sorted(desk_addresses()):
        asked = numbers if "int:" in pattern or "?P<" in pattern else {0}
        for number in asked:
            address = fill(pattern, number)
            response = desk.get(f"/{address}", {"q": "kabar"})
            opened += response.status_code == 200
            if words_in(response):
                shown.append(f"{address} {response.status_code}")
    assert shown == [], "\n".join(shown)
    assert opened >= 20, "the sweep found nothing open, so it proved nothing"


def test_the_sweep_finds_what_it_looks_for(client, offices):
    client.force_login(offices[1].editor)
    assert words_in(client.get(f"/redaksi/pages/{offices[1].news.pk}/edit/"))
    assert words_in(client.get("/redaksi/images/"))
    assert words_in(client.get("/redaksi/documents/"))


WRITES = ["edit/", "delete/", "unpublish/", "copy/", "move/", "lock/", "unlock/"]


@pytest.mark.parametrize("write", WRITES)
def test_no_write_reaches_the_other_office(desk, offices, write):
    page = offices[1].news
    answer = desk.post(
        f"/redaksi/pages/{page.pk}/{write}",
        {"title": "Diubah", "slug": "diubah", "action-publish": "1"},
    )
    assert answer.status_code in {302, 403, 404}
    now = NewsPage.objects.get(pk=page.pk)
    assert (now.title, now.live, now.locked) == (page.title, True, False)
    assert not Page.objects.filter(slug="diubah").exists()


def test_nothing_moves_into_the_other_office(desk, offices):
    here, there = offices
    target = there.news.get_parent()
    before = target.get_children().count()
    for address in (
        f"/redaksi/pages/{here.news.pk}/move/{target.pk}/confirm/",
        f"/redaksi/pages/add/kabar/newspage/{target.pk}/",
    ):
        desk.post(address, {"title": "Menyusup", "slug": "menyusup"})
    assert target.get_children().count() == before


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_no_picture_or_paper_of_the_other_office_is_changed(desk, offices, kind):
    thing = offices[1].image if kind == "images" else offices[1].document
    for part in (f"{thing.pk}/", f"edit/{thing.pk}/", f"delete/{thing.pk}/"):
        desk.post(f"/redaksi/{kind}/{part}", {"title": "Diubah"})
    thing.refresh_from_db()
    assert thing.title.endswith(WORD)


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_nobody_makes_tags_which_all_offices_would_share(desk, kind):
    form = desk.get(f"/redaksi/{kind}/add/").content.decode()
    assert 'name="title"' in form
    assert 'name="tags"' not in form
    model = "image" if kind == "images" else "document"
    bulk = f"/redaksi/bulk/wagtail{kind}/{model}/add_tags/"
    assert desk.get(bulk, {"id": 1}).status_code == 404


def test_a_picture_without_words_is_not_taken(desk):
    upload = SimpleUploadedFile("gambar.png", png(), "image/png")
    answer = desk.post("/redaksi/images/add/", {"title": "Gambar", "file": upload})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() >= {"description"}


def test_a_writer_hands_in_and_an_editor_publishes(client, offices):
    here = offices[0]
    parent = here.news.get_parent()
    client.force_login(here.writer)
    page = client.get(f"/redaksi/pages/add/kabar/newspage/{parent.pk}/")
    assert page.status_code == 200
    assert b"action-publish" not in page.content
    assert b"action-submit" in page.content
    client.force_login(here.editor)
    page = client.get(f"/redaksi/pages/add/kabar/newspage/{parent.pk}/")
    assert b"action-publish" in page.content


def test_whoever_loses_the_post_loses_the_desk(client, offices):
    here = offices[0]
    Post.objects.filter(holder=here.editor).update(until="2026-01-02")
    client.force_login(here.editor)
    answer = client.get(f"/redaksi/pages/{here.news.pk}/edit/")
    assert answer.status_code in {302, 403, 404}
    seat(here.editor)
    assert not here.editor.groups.exists()


def test_a_citizen_finds_the_desk_shut(client, offices):
    answer = client.get("/redaksi/")
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/masuk/")


def test_integers_are_what_the_sweep_fills():
    assert IntConverter.regex == "[0-9]+"
    assert fill("redaksi/pages/<int:page_id>/edit/", 7) == "redaksi/pages/7/edit/"
    assert fill(r"pages/^(?P<pk>\d+)/(?P<a>live|\d+)\.\.\./$", 7) == "pages/7/7.../"
