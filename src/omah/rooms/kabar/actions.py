"""What other rooms may do here: lay a draft on the desk of an office."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from wagtail.images import get_image_model

from omah.core.activities.news import NewsDraft
from omah.core.news.dates import Basis
from omah.rooms.kabar.importing import free_slug
from omah.rooms.kabar.models import GalleryImage, NewsIndexPage, NewsPage, OfficePage

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph for a gallery: JPEG bytes, and what it shows."""

    content: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class NewsMade:
    """A draft on the desk; ``is_new`` is false where it lay there already."""

    page: int
    url: str
    is_new: bool


@transaction.atomic
def draft_news(
    office: str, key: str, told: NewsDraft, pictures: Sequence[Shown] = ()
) -> NewsMade | None:
    """Lay a draft on an office's desk; once for each key, never over an editor's work.

    None if the office has no site.
    """
    home = OfficePage.objects.filter(office__code=office).first()
    if home is None:
        return None
    known = sha256(key.encode()).hexdigest()
    page = NewsPage.objects.descendant_of(home).filter(import_key=known).first()
    is_new = page is None
    if page is None:
        page = new_page(home, known, told)
        for picture in pictures:
            page.gallery.add(gallery_image(home, picture))
        page.save_revision(log_action="wagtail.create")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return NewsMade(page.pk, url, is_new)


def new_page(home: OfficePage, key: str, told: NewsDraft) -> NewsPage:
    index = NewsIndexPage.objects.child_of(home).get()
    page = NewsPage(
        title=told.title[:LONGEST_TITLE],
        slug=free_slug(index, told.title),
        live=False,
        import_key=key,
        place=told.place[:80],
        event_date=told.day,
        date_basis=Basis.PRINTED,
        participants="\n".join(told.parties),
        body=[
            *[("paragraph", str(format_html("<p>{}</p>", p))) for p in told.paragraphs],
            *[("quote", {"words": q.words, "speaker": q.speaker}) for q in told.quotes],
        ],
    )
    index.add_child(instance=page)
    return page


def gallery_image(home: OfficePage, picture: Shown) -> GalleryImage:
    name = f"{sha256(picture.content).hexdigest()[:16]}.jpg"
    image = get_image_model().objects.create(
        title=picture.alt[:255],
        description=picture.alt[:255],
        file=ContentFile(picture.content, name),
        collection=home.office.collection,
    )
    return GalleryImage(image=image, alt=picture.alt, caption=picture.caption)


def news_state(page: int) -> str:
    """Return "draft", "live", or nothing if the page is gone."""
    found = NewsPage.objects.filter(pk=page).values_list("live", flat=True).first()
    if found is None:
        return ""
    return "live" if found else "draft"
