"""Addresses of the helpdesk."""

from django.urls import path

from omah.rooms.help import api, views, views_desk
from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>

app_name = "help"
urlpatterns = [
    path("bantuan/", views.mine, name="mine"),
    path("bantuan/tanya/", views.ask, name="ask"),
    path("bantuan/<region:region>/tiket/<uuid:id_>/", views.ticket, name="ticket"),
    path("bantuan/<region:region>/meja/", views_desk.desk, name="desk"),
    path("bantuan/<region:region>/jawaban/", views_desk.canned, name="canned"),
    path("bantuan/<region:region>/gangguan/", views_desk.problems, name="problems"),
    path(
        "bantuan/<region:region>/statistik/", views_desk.statistics, name="statistics"
    ),
    path("api/bantuan/tiket/", api.ask, name="api-ask"),
    path("api/bantuan/tiket/saya/", api.mine, name="api-mine"),
    path("api/bantuan/gangguan/", api.problems, name="api-problems"),
]
