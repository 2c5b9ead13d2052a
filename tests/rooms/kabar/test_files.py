"""Uploaded pictures and papers: public once published, else their office's alone."""

import pytest
from django.core.cache import cache
from django.test import Client
from tests.rooms.kabar.offices import HERE, THERE, add_news, furnish

from omah.rooms.kabar.models import GalleryImage
from omah.rooms.people.models import Post

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def offices(settings, tmp_path):
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": on_disk}
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail remembers renditions of earlier tests
    return furnish(HERE, "mutiara"), furnish(THERE, "zamrud")


def files_of(inside) -> dict[str, str]:
    return {
        "picture": f"/berkas/{inside.image.get_rendition('max-40x40').file.name}",
        "paper": f"/dokumen/{inside.document.pk}/{inside.document.filename}",
    }


def status(client: Client, path: str) -> int:
    answer = client.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def use(page, inside) -> None:
    link = f'<p><a linktype="document" id="{inside.document.pk}">Surat</a></p>'
    page.body = [("paragraph", link)]
    page.gallery.add(GalleryImage(image=inside.image, alt="Gambar"))


@pytest.mark.parametrize("kind", ["picture", "paper"])
def test_what_is_in_no_page_is_its_offices_alone(offices, kind):
    here, there = offices
    path = files_of(there)[kind]
    assert status(Client(), path) == 404
    assert status(signed_in(here.editor), path) == 404
    assert status(signed_in(there.writer), path) == 200


@pytest.mark.parametrize("kind", ["picture", "paper"])
def test_a_draft_publishes_nothing_and_publishing_does(offices, kind):
    here, there = offices
    path = files_of(there)[kind]
    draft = add_news(there.home, "Rencana", live=False)
    use(draft, there)
    draft.save_revision(user=there.editor)
    assert status(Client(), path) == 404
    assert status(signed_in(here.editor), path) == 404
    draft.save_revision(user=there.editor).publish(user=there.editor)
    assert status(Client(), path) == 200
    draft.refresh_from_db()
    draft.unpublish()
    assert status(Client(), path) == 404


def test_a_draft_of_a_published_page_keeps_its_new_picture(offices):
    there = offices[1]
    use(there.news, there)
    there.news.save_revision(user=there.editor)
    assert status(Client(), files_of(there)["picture"]) == 404


def test_whoever_left_the_office_sees_no_draft_of_it(offices):
    there = offices[1]
    Post.objects.filter(holder=there.editor).update(until="2026-01-02")
    assert status(signed_in(there.editor), files_of(there)["picture"]) == 404


@pytest.mark.parametrize("way", ["images/../", "images/%2e%2e/", "images/x/../../"])
def test_no_way_round_leads_to_an_original_or_a_paper(offices, tmp_path, way):
    there = offices[1]
    for file in (there.image.file.name, there.document.file.name):
        assert there.image.file.storage.path(file), file
        for client in (Client(), signed_in(there.editor)):
            assert status(client, f"/berkas/{way}{file}") == 404
            assert status(client, f"/berkas/{file}") == 404
