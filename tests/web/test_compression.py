"""What leaves the house is packed, once; photographs are left as they are."""

import gzip
import os
from pathlib import Path

import pytest
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.http import FileResponse, HttpResponse
from django.test import Client, RequestFactory

from omah.web.compression import PackedWords, PackOnce

SENTENCE = "Tidak ada yang hilang. " * 40
PACKING = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


def answered(response, **headers):
    request = RequestFactory().get("/", **headers)
    return PackedWords(lambda _: response)(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json"])
def test_words_are_packed_for_those_who_can_unpack_them(kind):
    packed = answered(HttpResponse(SENTENCE, content_type=kind), **PACKING)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).decode() == SENTENCE
    assert len(packed.content) < len(SENTENCE) / 4
    plain = answered(HttpResponse(SENTENCE, content_type=kind))
    assert plain.content.decode() == SENTENCE
    assert "Content-Encoding" not in plain


def test_a_photograph_travels_as_it_is(tmp_path):
    path = tmp_path / "lembar.jpg"
    path.write_bytes(SENTENCE.encode())
    with path.open("rb") as file:
        answer = answered(FileResponse(file), **PACKING)
        assert "Content-Encoding" not in answer
        assert b"".join(answer.streaming_content).decode() == SENTENCE


def test_a_file_is_packed_once_and_again_when_it_changes(tmp_path):
    path = tmp_path / "main.js"
    path.write_text(SENTENCE)
    packer = PackOnce(use_brotli=False, quiet=True)
    (twin,) = packer.compress(str(path))
    assert gzip.decompress(Path(twin).read_bytes()).decode() == SENTENCE
    assert packer.compress(str(path)) == []
    path.write_text(SENTENCE + "baru")
    os.utime(path, (1, 1))
    assert packer.compress(str(path)) == [twin]
    assert gzip.decompress(Path(twin).read_bytes()).decode() == SENTENCE + "baru"


@pytest.fixture
def collected(settings, tmp_path, monkeypatch):
    """The capture app's files, collected as the house does when it starts."""
    from django.contrib.staticfiles.finders import FileSystemFinder

    monkeypatch.setattr(collectstatic, "get_finders", lambda: [FileSystemFinder()])
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "omah.web.compression.PackedFiles"},
    }
    settings.MIDDLEWARE = [
        "whitenoise.middleware.WhiteNoiseMiddleware",
        *settings.MIDDLEWARE,
    ]
    call_command("collectstatic", verbosity=0, interactive=False)
    return settings.STATIC_ROOT


@pytest.mark.django_db
def test_the_capture_app_is_under_100_kb_as_it_leaves_the_server(collected):
    from omah.rooms.capture.shell import assets

    assert (collected / "capture" / "main.js.gz").exists()
    client = Client(headers={"accept-encoding": "gzip"})
    doors = ["rekam/", "rekam/manifest.webmanifest", "sw.js"]
    addresses = [*doors, *(f"static/{name}" for name in assets())]
    sizes = {}
    for address in addresses:
        answer = client.get(f"/{address}")
        assert answer.status_code == 200, address
        heads = sum(len(f"{k}: {v}\r\n") for k, v in answer.headers.items())
        sizes[address] = heads + len(answer.getvalue())
        if address.endswith((".js", ".css")) and sizes[address] > 2_000:
            assert answer["Content-Encoding"] == "gzip", address
    assert len(sizes) > 40
    assert sum(sizes.values()) < 100_000, sizes
