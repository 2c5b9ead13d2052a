"""Handed over on a screen, in a file, as text messages: the signature counts."""

import cv2
import numpy as np
import pytest
from django.test import Client
from tests.elections import FIGURES

from omah.core.people.roles import Role
from omah.rooms.capture import carriers
from omah.rooms.count.models import Statement

KECAMATAN = "351709"


@pytest.fixture
def pair(phone_of, make_post):
    """A phone without a network whose sheet is signed, and one that forwards."""
    giver = phone_of(make_post("sari"))
    giver.enrol()
    giver.context.set_offline(True)
    giver.fill(FIGURES)
    giver.sign()
    taker = phone_of(make_post("budi", Role.PPK, KECAMATAN))
    taker.open()
    taker.page.evaluate("navigator.serviceWorker.ready")
    return giver, taker


def assert_forwarded(giver, taker) -> None:
    """The taker has the receipt; later the giver gets its own, for the same row."""
    taker.wait_until_received()
    (row,) = giver.rows()
    (carried,) = taker.rows()
    assert carried["id"] == row["id"]
    assert carried["carried"]
    giver.context.set_offline(False)
    giver.send()
    giver.wait_until_received()
    assert Statement.objects.filter(sha256=row["id"]).count() == 1
    received = [phone.rows()[0]["receipt"]["sig"] for phone in (giver, taker)]
    assert received[0] == received[1]


@pytest.mark.chromium
def test_codes_on_a_screen_are_photographed_and_forwarded(pair):
    giver, taker = pair
    giver.see("titip")
    giver.page.get_by_role("button", name="Kode QR").click()
    taker.see("terima")
    while True:
        picture = giver.page.locator("canvas.code").screenshot()
        file = {"name": "kode.png", "mimeType": "image/png", "buffer": picture}
        with taker.page.expect_response("**/rekam/baca/kode/"):
            taker.page.set_input_files("#code-photo", files=[file])
        following = giver.page.get_by_role("button", name="Lanjut")
        if following.is_disabled():
            break
        following.click()
    taker.page.get_by_text("1 kiriman diterima").wait_for()
    assert_forwarded(giver, taker)


LIVE = """(codes) => {
  const shown = [[], ...codes.flatMap((code) => [[code], [code], []])];
  const drawn = document.createElement("canvas");
  const pen = drawn.getContext("2d");
  setInterval(() => pen.fillRect(0, 0, 9, 9), 50);
  navigator.mediaDevices.getUserMedia = async () => drawn.captureStream(5);
  self.BarcodeDetector = class {
    async detect() { return (shown.shift() ?? []).map((rawValue) => ({ rawValue })); }
  };
}"""
"""A camera and a detector in the browser's place: each code is seen twice, between
frames that show none. The browser's own detector is not tested."""


@pytest.mark.chromium
def test_codes_before_a_live_camera_are_taken_in_any_order_twice_over(pair):
    giver, taker = pair
    codes = giver.page.evaluate(
        """async () => {
          const { rows } = await import("/static/capture/store/outbox.js");
          const { codesOf } = await import("/static/capture/core/carry.js");
          return codesOf((await rows())[0].signed);
        }"""
    )
    assert len(codes) > 1
    taker.page.evaluate(LIVE, codes[::-1])
    taker.see("terima")
    taker.page.get_by_role("button", name="Pindai dengan kamera").click()
    taker.page.get_by_text("kiriman diterima").wait_for()
    assert_forwarded(giver, taker)
    # Seen once more before the camera, the codes have not begun a second hand-over.
    assert "1 kiriman diterima" in taker.page.locator(".said").inner_text()


@pytest.mark.chromium
def test_a_file_is_saved_and_opened_on_another_phone(pair):
    giver, taker = pair
    giver.see("titip")
    with giver.page.expect_download() as saved:
        giver.page.get_by_role("button", name="Berkas").click()
    taker.see("terima")
    taker.page.set_input_files("#carry-file", saved.value.path())
    taker.page.get_by_text("1 kiriman diterima").wait_for()
    taker.page.set_input_files("#carry-file", saved.value.path())
    taker.page.get_by_text("0 kiriman diterima, 1 sudah ada").wait_for()
    assert_forwarded(giver, taker)


@pytest.mark.chromium
def test_text_messages_are_pasted_and_forwarded(pair):
    giver, taker = pair
    giver.see("titip")
    giver.page.get_by_role("button", name="SMS").click()
    messages = giver.page.locator(".text-part").all_inner_texts()
    assert len(messages) <= 2
    assert all(len(message) <= 160 for message in messages)
    taker.see("terima")
    taker.page.get_by_label("Tempel SMS").fill("\n".join(messages[:1]))
    taker.page.get_by_role("button", name="Baca").click()
    taker.page.get_by_text("SMS belum lengkap").wait_for()
    taker.page.get_by_label("Tempel SMS").fill("\n".join(messages))
    taker.page.get_by_role("button", name="Baca").click()
    taker.page.get_by_text("1 kiriman diterima").wait_for()
    assert_forwarded(giver, taker)


@pytest.mark.chromium
def test_a_file_that_someone_has_changed_is_not_taken(pair):
    giver, taker = pair
    giver.see("titip")
    with giver.page.expect_download() as saved:
        giver.page.get_by_role("button", name="Berkas").click()
    text = saved.value.path().read_text()
    bent = text.replace('"votes.1":41', '"votes.1":42').encode()
    taker.see("terima")
    file = {"name": "titipan.omah", "mimeType": "text/plain", "buffer": bent}
    taker.page.set_input_files("#carry-file", files=[file])
    taker.wait_until(lambda: "refused" in (taker.rows() or [{}])[0])
    assert taker.rows()[0]["refused"]["code"] == "bad-signature"
    assert not Statement.objects.filter(sha256=taker.rows()[0]["id"]).exists()


# The server's two readers


@pytest.fixture
def signed_in(make_post) -> Client:
    client = Client()
    client.force_login(
        make_post().holder, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


BYTES = "application/octet-stream"
HOSTILE = {
    "nothing": b"",
    "text": b"<script>alert(1)</script>",
    "half a JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a huge canvas": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\0\0\0\0",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_picture_is_refused(signed_in, content):
    got = signed_in.post("/rekam/baca/kode/", content, content_type=BYTES)
    assert got.status_code == 422
    assert got.json() == {"texts": []}


def test_a_picture_that_unpacks_to_too_much_is_refused(signed_in, monkeypatch):
    monkeypatch.setattr(carriers, "MAX_PICTURE_PIXELS", 100)
    picture = cv2.imencode(".png", np.zeros((20, 20), np.uint8))[1].tobytes()
    got = signed_in.post("/rekam/baca/kode/", picture, content_type=BYTES)
    assert got.status_code == 422
    monkeypatch.setattr(carriers, "MAX_PICTURE_BYTES", 10)
    got = signed_in.post("/rekam/baca/kode/", picture, content_type=BYTES)
    assert got.status_code == 413


def test_a_picture_without_a_code_has_none(signed_in):
    picture = cv2.imencode(".png", np.zeros((20, 20), np.uint8))[1].tobytes()
    got = signed_in.post("/rekam/baca/kode/", picture, content_type=BYTES)
    assert got.json() == {"texts": []}


@pytest.mark.parametrize("text", ["", "halo", "OMAH 0000 1/1 AEAA QQ", "\0" * 500])
def test_strange_text_is_answered_with_words(signed_in, house, text):
    got = signed_in.post("/rekam/baca/sms/", text, content_type="text/plain")
    assert got.status_code == 200
    assert got.json()["statements"] == []
    assert got.json()["problem"]["id"]


def test_the_readers_want_a_token(make_post):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        make_post().holder, backend="django.contrib.auth.backends.ModelBackend"
    )
    for name in ("kode", "sms"):
        got = client.post(f"/rekam/baca/{name}/", b"x", content_type=BYTES)
        assert got.status_code == 403
