"""Podcasts: transcript first, sound in ranges, a feed that players take."""

import io
import wave
import xml.etree.ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.rooms.kabar.offices import HERE, READER, person
from wagtail.documents import get_document_model

from omah.formats.podcast_feed import PODCAST
from omah.rooms.kabar.models import EpisodePage, MenuPage, ShowPage
from omah.rooms.kabar.offices import open_office
from omah.rooms.kabar.selectors import filled_menus

pytestmark = pytest.mark.django_db
TYPED = "0:00 Sari Contoh: Selamat pagi.\n0:04 Bayu Contoh: Pindah memilih itu mudah."
HOST = {"host": "kab-contohsatu.localhost"} | READER


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as tone:
        tone.setparams((1, 1, 8000, 0, "NONE", ""))
        tone.writeframes(bytes(range(200)) * 5)
    return out.getvalue()


@pytest.fixture
def home(db):
    return open_office(HERE, domain="localhost")


@pytest.fixture
def show(home):
    menu = MenuPage.objects.child_of(home).get(menu="podcast")
    page = menu.add_child(instance=ShowPage(title="Bincang", summary="Tentang pemilu"))
    page.save_revision().publish()
    return page


def document(home, content: bytes, name: str = "suara.wav"):
    return get_document_model().objects.create(
        title="suara",
        file=SimpleUploadedFile(name, content),
        collection=home.office.collection,
    )


@pytest.fixture
def editor(home, client):
    someone = person("redaktur", HERE.code, chair=True)
    client.force_login(someone)
    return client


def fields(audio) -> dict[str, object]:
    return {
        "title": "Pindah memilih", "slug": "pindah", "summary": "Syarat dan tenggat",
        "transcript": TYPED, "audio": audio.pk, "number": 1, "hosts": "Sari Contoh",
        "guests": "Bayu Contoh\n", "recorded_on": "2026-01-05",
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "action-publish": "1",
    }  # fmt: skip


def publish(editor, show, sound, **more):
    return editor.post(
        f"/redaksi/pages/add/kabar/episodepage/{show.pk}/", fields(sound) | more
    )


@pytest.fixture
def episode(editor, home, show):
    got = publish(editor, show, document(home, sound()))
    assert got.status_code == 302
    editor.logout()
    return EpisodePage.objects.get()


def test_a_typed_transcript_is_kept_as_webvtt_and_shown_with_its_marks(client, episode):
    assert episode.transcript.startswith("WEBVTT")
    text = client.get(episode.get_url_parts()[2], headers=HOST).content.decode()
    assert "Pindah memilih itu mudah." in text
    assert f'href="/siaran/{episode.pk}.wav#t=4" data-second="4"' in text
    assert "<strong>Bayu Contoh:</strong>" in text


def test_an_uploaded_transcript_replaces_the_typed_one(editor, home, show):
    upload = SimpleUploadedFile(
        "a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ani>Dari berkas"
    )
    audio = document(home, sound())
    publish(editor, show, audio, transcript="", transcript_file=upload)
    assert [cue.words for cue in EpisodePage.objects.get().cues()] == ["Dari berkas"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"transcript": "Tanpa waktu"}, "Baris 1 tidak terbaca"),
        ({"transcript": "WEBVTT\n\n00:02.000 --> 00:01.000\nA"}, "Baris 3"),
        ({"transcript": ""}, ""),
        ({"audio": ""}, ""),
    ],
)
def test_nothing_is_published_without_transcript_and_sound(
    editor, home, show, more, sentence
):
    got = publish(editor, show, document(home, sound()), **more)
    assert got.status_code == 200
    assert sentence in got.content.decode()
    assert not EpisodePage.objects.exists()


def test_a_draft_may_wait_for_its_sound(editor, home, show):
    draft = fields(document(home, sound())) | {"audio": "", "transcript": ""}
    del draft["action-publish"]
    got = editor.post(f"/redaksi/pages/add/kabar/episodepage/{show.pk}/", draft)
    assert got.status_code == 302
    assert EpisodePage.objects.filter(live=False).count() == 1


def test_a_file_that_only_calls_itself_a_sound_is_refused(editor, home, show):
    got = publish(editor, show, document(home, b"<html>bukan suara</html>", "a.mp3"))
    assert "bukan rekaman suara" in got.content.decode()


def audio(client, episode, **headers):
    return client.get(f"/siaran/{episode.pk}.wav", headers=HOST | headers)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_player_gets_the_whole_or_the_part_it_asks_for(client, episode):
    whole = audio(client, episode)
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    assert body(whole) == sound()
    part = audio(client, episode, range="bytes=100-199")
    assert part.status_code == 206
    assert part.headers["content-range"] == f"bytes 100-199/{len(sound())}"
    assert body(part) == sound()[100:200]
    assert audio(client, episode, range="bytes=999999-").status_code == 416


def test_a_range_of_another_sound_is_answered_with_the_whole(client, episode):
    got = audio(client, episode, range="bytes=0-1", **{"if-range": '"lain"'})
    assert (got.status_code, body(got)) == (200, sound())


def test_a_draft_is_not_heard_and_a_wrong_name_is_not_found(client, episode):
    assert client.get(f"/siaran/{episode.pk}.mp3", headers=HOST).status_code == 404
    EpisodePage.objects.update(live=False)
    assert audio(client, episode).status_code == 404
    assert client.get(f"/siaran/{episode.pk}.vtt", headers=HOST).status_code == 404


def test_the_feed_names_sound_transcript_and_people(client, show, episode):
    address = "/umpan/kab-contohsatu/bincang.xml"
    feed = client.get(address, headers=HOST).content
    item = ET.fromstring(feed).find("channel/item")  # noqa: S314  our own words
    enclosure = item.find("enclosure").attrib
    assert enclosure["length"] == str(len(sound()))
    assert enclosure["url"].endswith(f"/siaran/{episode.pk}.wav")
    people = {p.text: p.get("role") for p in item.findall(f"{{{PODCAST}}}person")}
    assert people == {"Sari Contoh": "host", "Bayu Contoh": "guest"}
    link = item.find(f"{{{PODCAST}}}transcript").get("url")
    got = client.get(link.partition(".localhost")[2], headers=HOST)
    assert got.headers["content-type"].startswith("text/vtt")


def test_what_was_said_is_found_with_its_moment(client, show, episode):
    path = show.get_url_parts()[2]
    found = client.get(path, {"cari": "MUDAH memilih"}, headers=HOST).content.decode()
    assert f"{episode.get_url_parts()[2]}#t4" in found
    none = client.get(path, {"cari": "tidak ada"}, headers=HOST).content.decode()
    assert "Tidak ada yang cocok" in none


def test_a_show_fills_the_menu(home, show):
    assert "Podcast" not in filled_menus(home).missing


def test_the_page_reads_without_script_and_its_script_is_a_file(client, episode):
    text = client.get(episode.get_url_parts()[2], headers=HOST).content.decode()
    assert text.count("<script") == text.count('<script type="module" src="/static/')
    assert "<audio controls preload=" in text
