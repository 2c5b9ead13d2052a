"""Reads about shows and episodes, for pages, players and feeds."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from omah.core.news.transcripts import Cue, saying
from omah.formats.audio_kinds import HEAD_OCTETS, MP3, AudioKind, audio_kind
from omah.formats.podcast_feed import FeedEpisode, FeedShow
from omah.rooms.kabar.models import EpisodePage, OfficePage, ShowPage
from omah.rooms.kabar.selectors import full_address, home_of

COVER = "fill-1400x1400|format-png"
SHOWN_HITS = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """An episode in which a search was said, and where."""

    episode: EpisodePage
    cues: tuple[Cue, ...]


def episodes_of(show: ShowPage) -> QuerySet[EpisodePage]:
    """Return the published episodes, newest first."""
    return (
        EpisodePage.objects.child_of(show)
        .live()
        .exclude(audio=None)
        .select_related("audio")
        .order_by("-recorded_on", "-number", "-first_published_at", "-pk")
    )


def heard_in(show: ShowPage, query: str) -> list[Heard]:
    """Return where every word of a query is said, or stands in an episode's title."""
    found = []
    for episode in episodes_of(show):
        cues = tuple(saying(episode.cues(), query)[:SHOWN_HITS])
        about = f"{episode.title} {episode.summary} {episode.guests}".casefold()
        if cues or all(word in about for word in query.casefold().split()):
            found.append(Heard(episode, cues))
    return found


def newest_episode(home: OfficePage) -> EpisodePage | None:
    return (
        EpisodePage.objects.descendant_of(home)
        .live()
        .exclude(audio=None)
        .order_by("-recorded_on", "-first_published_at")
        .first()
    )


def published_episode(pk: int) -> EpisodePage | None:
    return (
        EpisodePage.objects.live()
        .filter(~Q(audio=None), pk=pk)
        .select_related("audio")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of a published episode: its kind by its bytes, size, tag, address."""

    kind: AudioKind
    octets: int
    tag: str
    path: str
    file: FieldFile


def sound_of(episode: EpisodePage) -> Sound:
    document = episode.audio
    if document is None:
        raise LookupError("an episode without a sound is not published")
    with document.file.open("rb") as file:
        kind = audio_kind(file.read(HEAD_OCTETS)) or MP3  # checked when it was chosen
    return Sound(
        kind=kind,
        octets=document.get_file_size() or 0,
        tag=f'"{document.get_file_hash()}"',
        path=reverse("kabar-audio", args=[episode.pk, kind.suffix]),
        file=document.file,
    )


def people_of(episode: EpisodePage) -> Iterator[tuple[str, str]]:
    for part, lines in (("host", episode.hosts), ("guest", episode.guests)):
        for name in filter(None, map(str.strip, lines.splitlines())):
            yield name, part


def feed_show(show: ShowPage, request: HttpRequest) -> FeedShow:
    home = home_of(show)
    cover = (
        show.cover.get_rendition(COVER).url if show.cover else static("kabar/cover.png")
    )
    return FeedShow(
        title=show.title,
        link=full_address(show, request),
        feed_url=request.build_absolute_uri(),
        summary=show.summary,
        author=home.office.name,
        image_url=request.build_absolute_uri(cover),
        email=home.email,
    )


def feed_episode(episode: EpisodePage, request: HttpRequest) -> FeedEpisode:
    sound = sound_of(episode)
    transcript = reverse("kabar-transcript", args=[episode.pk])
    return FeedEpisode(
        guid=str(episode.translation_key),
        title=episode.title,
        link=full_address(episode, request),
        summary=episode.summary,
        published=episode.first_published_at,
        audio_url=request.build_absolute_uri(sound.path),
        audio_octets=sound.octets,
        audio_type=sound.kind.media_type,
        transcript_url=request.build_absolute_uri(transcript),
        number=episode.number or 0,
        seconds=episode.seconds or 0,
        people=tuple(people_of(episode)),
    )
