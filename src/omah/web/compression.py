"""What travels is packed: pages as they are made, files once, when they are collected.

A phone on 2G gets 5 kB a second. Django masks its tokens and pads what it packs, so a
page's length tells nobody what stands in it (BREACH).
"""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedStaticFilesStorage

WORDS = {
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
}
"""Photographs, sound and archives are packed already."""


class PackedWords(GZipMiddleware):
    """Pack what is words, for those who can unpack it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind not in WORDS:
            return response
        return super().process_response(request, response)


class PackOnce(Compressor):  # type: ignore[misc]  # whitenoise is untyped
    """Packs a file unless its packed twin bears the same time."""

    def compress(self, path: str) -> list[str]:
        twin = Path(f"{path}.gz")
        if twin.exists() and twin.stat().st_mtime == Path(path).stat().st_mtime:
            return []
        return list(super().compress(path))


class PackedFiles(CompressedStaticFilesStorage):  # type: ignore[misc]  # likewise
    """Collected files, each with a packed twin beside it; the server picks."""

    def create_compressor(self, **options: Any) -> Compressor:  # noqa: ANN401
        return PackOnce(use_brotli=False, **options)
