"""Two invented offices with people, pages, pictures and papers of their own."""

import io
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from omah.core.news.offices import OfficeEntry
from omah.core.people.access import Division
from omah.core.people.roles import Role
from omah.rooms.kabar.desks import seat
from omah.rooms.kabar.models import NewsIndexPage, NewsPage, OfficePage
from omah.rooms.kabar.offices import open_office
from omah.rooms.people.models import Post

HERE = OfficeEntry("9101", "Contoh Satu")
THERE = OfficeEntry("9102", "Contoh Dua")
DOMAIN = "localhost"
READER = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Firefox/140"}


@dataclass
class Inside:
    """What one office holds."""

    home: OfficePage
    editor: object
    writer: object
    news: NewsPage
    image: object
    document: object


def open_house(client, entry=HERE) -> OfficePage:
    return open_office(entry, domain=DOMAIN)


def person(handle: str, code: str, *, chair: bool):
    made = get_user_model().objects.create_person(handle, f"Nama {handle}", "x")
    Post.objects.create(
        role=Role.KPU_KABKOTA if chair else Role.OPERATOR,
        division=Division.CHAIR if chair else "",
        region=code,
        holder=made,
        since=date(2026, 1, 1),
    )
    seat(made)
    return made


def add_news(home: OfficePage, title: str, **fields) -> NewsPage:
    index = NewsIndexPage.objects.child_of(home).get()
    body = [("paragraph", f"<p>Isi {title}.</p>")]
    page = index.add_child(instance=NewsPage(title=title, **{"body": body} | fields))
    page.save_revision(user=fields.get("owner"), log_action=True)
    return page


def png() -> bytes:
    out = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def furnish(entry: OfficeEntry, word: str) -> Inside:
    """Fill an office with things whose names all hold ``word``."""
    home = open_office(entry, domain=DOMAIN)
    editor = person(f"{word}redaktur", entry.code, chair=True)
    writer = person(f"{word}penulis", entry.code, chair=False)
    collection = home.office.collection
    image = get_image_model().objects.create(
        title=f"kabar gambar {word}",
        file=SimpleUploadedFile(f"{word}.png", png(), "image/png"),
        collection=collection,
        uploaded_by_user=editor,
    )
    document = get_document_model().objects.create(
        title=f"kabar surat {word}",
        file=SimpleUploadedFile(f"{word}.txt", word.encode()),
        collection=collection,
        uploaded_by_user=editor,
    )
    news = add_news(home, f"Kabar {word}", owner=editor)
    news.save_revision(user=editor).publish(user=editor)
    return Inside(home, editor, writer, news, image, document)
