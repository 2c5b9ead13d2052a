"""Addresses of the count: its API and its operators' pages."""

from django.urls import URLPattern, URLResolver, include, path

from omah.rooms.count import (
    cost_page,
    views,
    views_notes,
    views_posts,
    views_practice,
    views_public,
    workbench,
)
from omah.rooms.count.api import api
from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>

_patterns, _app, _namespace = api.urls
api_patterns: list[URLPattern | URLResolver] = [
    pattern for pattern in _patterns if getattr(pattern, "name", "") != "api-root"
]
pages = [
    path("", views.start, name="start"),
    path("catatan/", views_notes.words, name="note-words"),
    path("<slug:contest>/wilayah/<slug:region>/", views.queue, name="queue"),
    path(
        "<slug:contest>/wilayah/<slug:region>/meja/", workbench.bench, name="workbench"
    ),
    path("<slug:contest>/tps/<slug:station>/meja/", workbench.decide, name="decide"),
    path(
        "<slug:contest>/tps/<slug:station>/angka/<str:field>/",
        workbench.cut,
        name="cut",
    ),
    path("<slug:contest>/tps/<slug:station>/", views.sheet, name="sheet"),
    path("<slug:contest>/tps/<slug:station>/baca/", views.settle, name="settle"),
    path("<slug:contest>/tps/<slug:station>/serah/", views.hand_over, name="hand-over"),
    path("<slug:contest>/tps/<slug:station>/koreksi/", views.correct, name="correct"),
    path(
        "<slug:contest>/tps/<slug:station>/foto/<slug:sha256>/",
        views.photo,
        name="photo",
    ),
]
practice_pages = [
    path("", views_practice.practice, name="lesson"),
    path("lembar/<slug:station>/<int:page>.jpg", views_practice.paper, name="paper"),
    path(
        "sertifikat/<slug:station>/<int:post>.pdf",
        views_practice.certificate,
        name="certificate",
    ),
    path("bukti/<slug:number>/", views_practice.proof, name="proof"),
    path("<slug:region>/", views_practice.who_practised, name="who"),
    path("<slug:region>/gladi/", views_practice.rehearsal, name="rehearsal"),
]
posts_pages = [
    path("<region:region>/", views_posts.posts, name="list"),
    path(
        "<region:region>/<int:post>/undangan/",
        views_posts.invitation,
        name="invitation",
    ),
]
urlpatterns = [
    path("api/v1/", (api_patterns, _app, _namespace)),
    path("hitung/", include((pages, "count"))),
    path("latihan/", include((practice_pages, "practice"))),
    path("jabatan/", include((posts_pages, "posts"))),
    path("biaya/", cost_page.costs, name="costs"),
    path("hasil-pemilu/", views_public.results, name="results"),
    path("hasil-pemilu/<path:path>", views_public.results, name="results-file"),
]
