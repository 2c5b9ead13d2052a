"""A notice reaches a push service sealed; only known services are ever called."""

import stat

import pytest
from cryptography.exceptions import InvalidTag
from tests.rooms.push_catcher import Browser, push_service

from omah.adapters.push_services import (
    Place,
    PlaceGoneError,
    PushRefusedError,
    hand_over,
    house_key,
    is_known,
)


@pytest.fixture
def service():
    with push_service() as server:
        yield server


@pytest.fixture
def key(tmp_path):
    return house_key(tmp_path / "push.key")


def send(service, key, path: str, browser: Browser, **more) -> None:
    place = Place(service.address + path, browser.p256dh, browser.auth)
    words = {"contact": "https://omah.test", "now": 0, "services": [service.address]}
    hand_over(place, b"Tugas baru", key=key, **words | more)


def test_a_message_arrives_and_its_browser_alone_opens_it(service, key):
    browser = Browser()
    send(service, key, "/abc", browser)
    ((path, headers, body),) = service.taken
    assert path == "/abc"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Authorization"].startswith("vapid t=")
    assert int(headers["TTL"]) > 0
    assert b"Tugas" not in body
    assert browser.open(body) == b"Tugas baru"
    with pytest.raises(InvalidTag):
        Browser().open(body)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_left_is_told_apart(service, key, status):
    with pytest.raises(PlaceGoneError):
        send(service, key, f"/{status}", Browser())


@pytest.mark.parametrize("status", [302, 400, 403, 413, 429, 500])
def test_a_refusal_is_an_error_and_no_redirect_is_followed(service, key, status):
    with pytest.raises(PushRefusedError) as refused:
        send(service, key, f"/{status}", Browser())
    assert not isinstance(refused.value, PlaceGoneError)
    assert len(service.taken) == 1


def test_a_service_that_is_not_known_is_never_called(service, key):
    with pytest.raises(PushRefusedError):
        send(service, key, "/abc", Browser(), services=["https://push.test"])
    assert service.taken == []


def test_a_service_out_of_reach_is_an_error(service, key):
    port = "http://127.0.0.1:1"
    with pytest.raises(ConnectionRefusedError):
        hand_over(Place(port + "/x", Browser().p256dh, Browser().auth), b"x", key=key,
                  contact="https://omah.test", now=0, services=[port])  # fmt: skip


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.test/x",
        "https://fcm.googleapis.com:8080/x",
        "https://evil@fcm.googleapis.com/x",
        "https://notify.windows.com.evil.test/x",
        "https://evil.test:443.notify.windows.com/x",
        "https://evil.test@x.notify.windows.com/x",
        "https://127.0.0.1/x",
        "https://[::1/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_of_no_push_service_is_not_known(endpoint):
    assert not is_known(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/x",
        "https://web.push.apple.com/x",
        "https://sg2p.notify.windows.com/w/?token=x",
    ],
)
def test_the_services_of_the_four_browsers_are_known(endpoint):
    assert is_known(endpoint)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "push.key"
    first, again = house_key(path), house_key(path)
    assert first.private_numbers() == again.private_numbers()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["push.key"]
