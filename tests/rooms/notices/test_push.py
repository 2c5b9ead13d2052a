"""Notices on phones: a browser subscribes, gets what is its person's, and leaves."""

import json

import pytest
from tests.rooms import given
from tests.rooms.push_catcher import Browser, push_service

from omah.core.people.roles import Role
from omah.rooms.notices import actions, channels, tasks
from omah.rooms.notices.models import Channel, MessageNumber, PushPlace, Sending

pytestmark = pytest.mark.django_db
DEVICES = "/pemberitahuan/perangkat/"


@pytest.fixture
def service(settings, tmp_path):
    with push_service() as server:
        settings.OMAH_PUSH_SERVICES = (server.address,)
        settings.OMAH_DATA = tmp_path
        settings.TASKS = {
            "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
        }
        yield server


@pytest.fixture
def ppk():
    return given.post(Role.PPK, given.KECAMATAN)


def subscribe(client, service, browser, path="/abc"):
    words = {"endpoint": service.address + path, "p256dh": browser.p256dh,
             "auth": browser.auth}  # fmt: skip
    return client.post(DEVICES, words)


def tell(post, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify([post.holder], "Tugas baru: Laporan", "/penugasan/99/")


def test_a_browser_that_subscribed_gets_the_notice_sealed(
    service, ppk, django_capture_on_commit_callbacks
):
    browser = Browser()
    client = given.signed_in(ppk)
    assert subscribe(client, service, browser).status_code == 302
    assert "127.0.0.1" in client.get(DEVICES).content.decode()
    tell(ppk, django_capture_on_commit_callbacks)
    ((_path, _headers, body),) = service.taken
    assert json.loads(browser.open(body)) == {
        "text": "Tugas baru: Laporan", "url": "/penugasan/99/",
    }  # fmt: skip
    assert Sending.objects.get(channel=Channel.PUSH).sent_at is not None


def test_nobody_else_is_sent_it(service, ppk, django_capture_on_commit_callbacks):
    other = given.post(Role.PPK, given.OTHER_KECAMATAN)
    subscribe(given.signed_in(other), service, Browser())
    tell(ppk, django_capture_on_commit_callbacks)
    assert service.taken == []
    place = PushPlace.objects.get()
    given.signed_in(ppk).post(DEVICES, {"forget": place.pk})
    for odd in ("", "x", "-1", "9" * 30, "9" * 5000):
        answer = given.signed_in(other).post(DEVICES, {"forget": odd})
        assert answer.status_code == 302
    assert PushPlace.objects.filter(pk=place.pk).exists()
    given.signed_in(other).post(DEVICES, {"forget": place.pk})
    assert not PushPlace.objects.exists()


def test_a_browser_taken_over_by_another_person_gets_theirs_alone(
    service, ppk, django_capture_on_commit_callbacks
):
    other = given.post(Role.PPK, given.OTHER_KECAMATAN)
    browser = Browser()
    subscribe(given.signed_in(ppk), service, browser)
    subscribe(given.signed_in(other), service, browser)
    tell(ppk, django_capture_on_commit_callbacks)
    assert service.taken == []


def test_a_browser_that_left_is_forgotten_and_the_others_still_hear(
    service, ppk, django_capture_on_commit_callbacks
):
    client = given.signed_in(ppk)
    for path in ("/410", "/abc"):
        subscribe(client, service, Browser(), path)
    tell(ppk, django_capture_on_commit_callbacks)
    assert [path for path, *_ in service.taken] == ["/410", "/abc"]
    assert [place.endpoint[-4:] for place in PushPlace.objects.all()] == ["/abc"]
    assert Sending.objects.get().sent_at is not None


def test_a_service_in_trouble_is_a_failure_that_is_made_up_for(
    service, ppk, django_capture_on_commit_callbacks
):
    subscribe(given.signed_in(ppk), service, Browser(), "/500")
    tell(ppk, django_capture_on_commit_callbacks)
    assert Sending.objects.get().failure == "PushRefusedError"
    PushPlace.objects.update(endpoint=service.address + "/abc")
    assert tasks.make_up() == 1
    assert Sending.objects.get().sent_at is not None


@pytest.mark.parametrize(
    "wrong",
    [{"endpoint": "https://intranet.test/x"}, {"p256dh": "AAAA"}, {"auth": "AAAA"}],
)
def test_an_address_or_key_that_is_none_is_refused(service, ppk, wrong):
    browser = Browser()
    words = {"endpoint": service.address + "/abc", "p256dh": browser.p256dh,
             "auth": browser.auth} | wrong  # fmt: skip
    answer = given.signed_in(ppk).post(DEVICES, words)
    assert answer.status_code == 200
    assert "Tidak ada yang berubah" in answer.content.decode()
    assert not PushPlace.objects.exists()


def test_a_person_keeps_ten_browsers_and_the_oldest_leaves(service, ppk):
    client = given.signed_in(ppk)
    for number in range(11):
        subscribe(client, service, Browser(), f"/n{number}")
    kept = {place.endpoint.rpartition("/")[2] for place in PushPlace.objects.all()}
    assert kept == {f"n{number}" for number in range(1, 11)}


def test_a_short_message_is_recorded_by_its_stand_in(
    service, ppk, tmp_path, django_capture_on_commit_callbacks
):
    client = given.signed_in(ppk)
    assert client.post("/pemberitahuan/pesan/", {"number": "abc"}).status_code == 200
    assert not MessageNumber.objects.exists()
    client.post("/pemberitahuan/pesan/", {"number": "0812 0000 0000", "agreed": "on"})
    tell(ppk, django_capture_on_commit_callbacks)
    (kept,) = (tmp_path / channels.MESSAGES).iterdir()
    assert kept.read_text().startswith("0812 0000 0000\n\nTugas baru: Laporan\n")
    client.post("/pemberitahuan/pesan/", {"stop": "1"})
    assert not MessageNumber.objects.exists()


def test_the_administrators_screen_names_what_stands_in_and_counts(
    service, ppk, django_capture_on_commit_callbacks
):
    client = given.signed_in(ppk)
    subscribe(client, service, Browser())
    client.post("/pemberitahuan/pesan/", {"number": "0812 0000 0000", "agreed": "on"})
    tell(ppk, django_capture_on_commit_callbacks)
    admin = given.signed_in(given.post(Role.ADMINISTRATOR, ""))
    services = admin.get("/pengurus/luar/").context["services"]
    told = {one.name: (bool(one.stands_in), one.recorded) for one in services}
    assert told["Web push"] == (False, 1)
    assert told["Gerbang pesan (SMS, WhatsApp)"] == (True, 1)
