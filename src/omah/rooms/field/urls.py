"""Addresses of ad hoc bodies; ``piket/`` is for everyone."""

from django.urls import path

from omah.rooms.field import api, views, views_broadcast, views_public
from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>

app_name = "field"
urlpatterns = [
    path("piket/", views_public.find, name="find"),
    path("piket/<region:region>/", views_public.on_duty_now, name="on-duty"),
    path("lapangan/", views.home, name="home"),
    path("lapangan/kartu/", views.card, name="card"),
    path("lapangan/<region:region>/hadir/", views.mark_here, name="mark"),
    path("lapangan/<region:region>/piket/", views.roster_week, name="roster"),
    path(
        "lapangan/<region:region>/piket/<uuid:shift>/batal/",
        views.drop_shift,
        name="drop-shift",
    ),
    path("lapangan/<region:region>/sekretariat/", views.secretariat, name="place"),
    path("lapangan/<region:region>/daftar-hadir.pdf", views.sheet, name="sheet"),
    path("lapangan/<region:region>/panggil/", views.calls, name="calls"),
    path("lapangan/<region:region>/siaran/", views_broadcast.sent, name="sent"),
    path(
        "lapangan/<region:region>/siaran/<uuid:id_>/",
        views_broadcast.receipts,
        name="receipts",
    ),
    path("lapangan/<region:region>/dari-atas/", views_broadcast.inbox, name="inbox"),
    path(
        "lapangan/<region:region>/dari-atas/<uuid:id_>/",
        views_broadcast.read,
        name="read",
    ),
    path("api/lapangan/<region:region>/hadir/", api.mark, name="api-mark"),
    path(
        "api/lapangan/<region:region>/dari-atas/<uuid:id_>/dibaca/",
        api.confirm,
        name="api-confirm",
    ),
]
