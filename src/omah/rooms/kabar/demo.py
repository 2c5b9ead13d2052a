"""Invented sites of the demo: menus, news, a draft that waits, and a podcast."""

import io
import math
import wave
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model

from omah.core.news.dates import Basis
from omah.core.news.transcripts import read_typed
from omah.formats.webvtt import write_webvtt
from omah.rooms.kabar import demo_words as words
from omah.rooms.kabar.models import (
    EpisodePage,
    MenuPage,
    NewsIndexPage,
    NewsPage,
    OfficePage,
    ShowPage,
)
from omah.rooms.kabar.offices import open_office
from omah.rooms.people.demo import ENTRIES

RATE_HZ = 8000
NOTES_HZ = (262, 330, 392, 330)
NOTE_S = 2
PEAK = 24


@transaction.atomic
def furnish(offices: Sequence[str], today: date) -> None:
    """Open and fill the sites of the invented offices, once."""
    for entry in ENTRIES:
        if entry.code not in offices:
            continue
        home = open_office(entry, domain=settings.OMAH_SITES_DOMAIN)
        if NewsPage.objects.descendant_of(home).exists():
            continue
        fill_home(home)
        fill_menus(home)
        for story in words.stories(home.office.name):
            add_story(home, story, today)
    last = OfficePage.objects.filter(office__code=offices[-1]).first()
    if last and not ShowPage.objects.descendant_of(last).exists():
        add_show(last, today)


def fill_home(home: OfficePage) -> None:
    home.introduction = words.INTRODUCTION % home.office.name
    home.introduction_en = words.INTRODUCTION_EN % home.office.name
    home.address, home.hours = words.ADDRESS, words.HOURS
    home.telephone, home.email = words.TELEPHONE, f"humas@{home.office.slug}.contoh"
    home.save_revision().publish()


def fill_menus(home: OfficePage) -> None:
    for slug, (body, body_en) in words.MENU_BODIES.items():
        page = MenuPage.objects.child_of(home).get(menu=slug)
        page.body = [("paragraph", f"<p>{line}</p>") for line in body]
        page.body_en = [("paragraph", f"<p>{line}</p>") for line in body_en]
        page.save_revision().publish()


def add_story(home: OfficePage, story: words.Story, today: date) -> None:
    index = NewsIndexPage.objects.child_of(home).get()
    page = index.add_child(
        instance=NewsPage(
            title=story.title,
            slug=story.slug,
            live=False,
            place=home.office.name.removeprefix("KPU "),
            writer="rk",
            desk="humas",
            event_date=today - timedelta(days=story.days_ago),
            date_basis=Basis.PRINTED,
            participants="\n".join(story.participants),
            body=[
                *[("paragraph", f"<p>{line}</p>") for line in story.paragraphs],
                ("quote", {"words": story.quote, "speaker": story.speaker}),
            ],
        )
    )
    revision = page.save_revision()
    if story.is_published:
        revision.publish()
    else:
        page.get_workflow().start(page, user=None)


def add_show(home: OfficePage, today: date) -> None:
    menu = MenuPage.objects.child_of(home).get(menu="podcast")
    show = menu.add_child(
        instance=ShowPage(title=words.SHOW, slug="omah-bicara", summary=words.SHOW_IS)
    )
    show.save_revision().publish()
    for number, episode in enumerate(words.EPISODES, 1):
        audio = get_document_model().objects.create(
            title=f"{words.SHOW} {number} (nada rekaan)",
            file=ContentFile(tone(episode.seconds), f"omah-bicara-{number}.wav"),
            collection=home.office.collection,
        )
        page = show.add_child(
            instance=EpisodePage(
                title=episode.title,
                slug=f"episode-{number}",
                number=number,
                recorded_on=today - timedelta(days=20 - 7 * number),
                hosts=episode.host,
                guests=episode.guest,
                summary=episode.summary,
                transcript=write_webvtt(read_typed(episode.transcript)),
                audio=audio,
                seconds=episode.seconds,
            )
        )
        page.save_revision().publish()


def tone(seconds: int) -> bytes:
    """Return a soft row of notes as WAV, in place of voices that do not exist."""
    notes = (NOTES_HZ[at // NOTE_S % len(NOTES_HZ)] for at in range(seconds))
    samples = bytes(chain.from_iterable(second_of(note) for note in notes))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 1, RATE_HZ, len(samples), "NONE", ""))
        sound.writeframes(samples)
    return out.getvalue()


def second_of(note_hz: int) -> list[int]:
    turn = 2 * math.pi * note_hz / RATE_HZ
    return [128 + round(PEAK * math.sin(turn * at)) for at in range(RATE_HZ)]
