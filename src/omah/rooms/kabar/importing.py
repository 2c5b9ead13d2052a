"""Old pages become drafts, once; a change of the source becomes a revision."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from wagtail.models import Revision

from omah.core.news.articles import Article, OldPage
from omah.core.news.offices import OfficeEntry
from omah.rooms.kabar.models import (
    Import,
    ImportedArticle,
    NewsIndexPage,
    NewsPage,
    Office,
    OfficePage,
)
from omah.rooms.kabar.offices import open_office

MAX_SLUG = 80


class Status(StrEnum):
    """What an import did with an article."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Imported:
    """One article, where it went, and what became of it."""

    article: Article
    office: Office
    status: Status
    run: int | None


class ImportUndoneError(Exception):
    """The import does not exist, or was undone before."""


@transaction.atomic
def import_pages(
    pages: Sequence[tuple[OfficeEntry, OldPage]], *, domain: str
) -> list[Imported]:
    """Bring the articles of old pages in as drafts of their offices' sites.

    An article is known again by its office, its title and its place among articles of
    that title; the same source twice changes nothing.
    """
    run: Import | None = None
    done: list[Imported] = []
    for entry, page in pages:
        home = open_office(entry, domain=domain)
        for key, article in keyed(page.articles):
            now = import_article(home, key, article)
            if now.status is not Status.UNCHANGED:
                run = run or Import.objects.create()
                now.made_by = run
                now.save()
            number = now.made_by_id if now.status is not Status.UNCHANGED else None
            done.append(Imported(article, home.office, Status(now.status), number))
    return done


def keyed(articles: Sequence[Article]) -> Iterator[tuple[str, Article]]:
    """Yield each article with the key it has in its office."""
    seen: dict[str, int] = {}
    for article in articles:
        title = " ".join(article.title.casefold().split())
        seen[title] = seen.get(title, 0) + 1
        text = f"{title}\n{seen[title]}"
        yield hashlib.sha256(text.encode()).hexdigest(), article


def import_article(home: OfficePage, key: str, article: Article) -> ImportedArticle:
    """Make, revise or leave the draft of one article; the record is not yet saved."""
    page = NewsPage.objects.descendant_of(home).filter(import_key=key).first()
    if page is None:
        page = new_draft(home, key, article)
        after = page.save_revision(log_action="wagtail.create")
        return ImportedArticle(page=page, status=Status.CREATED, after=after.pk)
    if page.source == article.source:
        return ImportedArticle(page=page, status=Status.UNCHANGED)
    before = page.latest_revision_id
    draft = page.get_latest_revision_as_object()
    for name, value in fields_of(article).items():
        setattr(draft, name, value)
    after = draft.save_revision(log_action=True)
    NewsPage.objects.filter(pk=page.pk).update(source=article.source)
    return ImportedArticle(
        page=page, status=Status.UPDATED, before=before, after=after.pk
    )


def new_draft(home: OfficePage, key: str, article: Article) -> NewsPage:
    index = NewsIndexPage.objects.child_of(home).get()
    page = NewsPage(
        slug=free_slug(index, article.title),
        import_key=key,
        live=False,
        **fields_of(article),
    )
    index.add_child(instance=page)
    return page


def free_slug(index: NewsIndexPage, title: str) -> str:
    base = slugify(title)[:MAX_SLUG].strip("-") or "berita"
    taken = set(
        index.get_children()
        .filter(slug__startswith=base)
        .values_list("slug", flat=True)
    )
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def fields_of(article: Article) -> dict[str, object]:
    """Return an article as the fields of its page; what was printed stays printed."""
    believed = article.date.believed
    return {
        "title": article.title,
        "place": article.dateline.place,
        "dateline": article.dateline.printed,
        "writer": article.byline.writer,
        "desk": article.byline.desk,
        "byline": article.byline.printed,
        "event_date": date.fromisoformat(believed) if believed else None,
        "date_printed": article.date.printed,
        "date_basis": article.date.basis,
        "body": body_of(article),
        "views_before": article.views,
        "doubts": [
            {"code": doubt.kind.value, "about": doubt.about} for doubt in article.doubts
        ],
        "source": article.source,
    }


def body_of(article: Article) -> str:
    """Return the paragraphs as blocks; their quotes stay where they were spoken."""
    return json.dumps(
        [
            {"type": "paragraph", "value": str(format_html("<p>{}</p>", text))}
            for text in article.paragraphs
        ]
    )


@transaction.atomic
def undo_import(number: int) -> tuple[int, list[str]]:
    """Take an import back: how many pages, and the titles of those that were kept.

    A page that the import made is deleted, one that it revised goes back to the
    revision before; neither where someone has saved since.
    """
    run = Import.objects.select_for_update().filter(pk=number, undone_at=None).first()
    if run is None:
        raise ImportUndoneError
    kept: list[str] = []
    taken = 0
    for done in run.articles.select_related("page"):
        if done.page.latest_revision_id != done.after or done.page.live:
            kept.append(done.page.title)
            continue
        take_back(done)
        taken += 1
    run.undone_at = timezone.now()
    run.save(update_fields=["undone_at"])
    return taken, kept


def take_back(done: ImportedArticle) -> None:
    if done.status == Status.CREATED:
        done.page.delete()
        return
    earlier = Revision.objects.get(pk=done.before).as_object()
    earlier.save_revision(log_action="wagtail.revert")
    NewsPage.objects.filter(pk=done.page_id).update(source=earlier.source)
