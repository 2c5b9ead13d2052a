"""The sound, the transcript and the feed of a podcast, for browsers and players."""

from collections.abc import Iterator
from typing import IO

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from omah.formats.byte_range import ByteRange, UnsatisfiableError, read_range
from omah.formats.podcast_feed import write_feed
from omah.rooms.kabar import podcasts
from omah.rooms.kabar.models import EpisodePage, ShowPage
from omah.rooms.kabar.views import home_of_slug
from omah.rooms.people.doors import public

PIECE = 64 * 1024


def episode_or_404(pk: int) -> EpisodePage:
    episode = podcasts.published_episode(pk)
    if episode is None:
        raise Http404
    return episode


@require_safe
@public
def audio(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    """The sound, or the part of it that a player asks for."""
    sound = podcasts.sound_of(episode_or_404(pk))
    if suffix != sound.kind.suffix:
        raise Http404
    size = sound.octets
    try:
        part = read_range(wanted_range(request, sound.tag), size)
    except UnsatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    sent = part or ByteRange(0, size - 1)
    answer = StreamingHttpResponse(
        [] if request.method == "HEAD" else pieces(sound.file.open("rb"), sent),
        status=206 if part else 200,
        content_type=sound.kind.media_type,
        headers={
            "Accept-Ranges": "bytes",
            "Content-Length": str(sent.length),
            "ETag": sound.tag,
            "Cache-Control": "public, max-age=3600",
        },
    )
    if part:
        answer["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return answer


def wanted_range(request: HttpRequest, tag: str) -> str:
    """Return the range asked for; nothing if it was asked of another sound."""
    if request.headers.get("If-Range", tag) != tag:
        return ""
    return request.headers.get("Range", "")


def pieces(sound: IO[bytes], part: ByteRange) -> Iterator[bytes]:
    with sound:
        sound.seek(part.first)
        left = part.length
        while left > 0 and (piece := sound.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


@public
def transcript(_request: HttpRequest, pk: int) -> HttpResponse:
    """What is said, as WebVTT."""
    episode = episode_or_404(pk)
    return HttpResponse(episode.transcript, content_type="text/vtt; charset=utf-8")


@public
def feed(request: HttpRequest, slug: str, show: str) -> HttpResponse:
    """A show as podcast players read it."""
    page = get_object_or_404(
        ShowPage.objects.live().descendant_of(home_of_slug(slug)), slug=show
    )
    episodes = [podcasts.feed_episode(e, request) for e in podcasts.episodes_of(page)]
    content = write_feed(podcasts.feed_show(page, request), episodes)
    return HttpResponse(content, content_type="application/rss+xml; charset=utf-8")
