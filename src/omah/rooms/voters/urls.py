"""Addresses of the room of voters."""

from django.urls import path

from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>
from omah.rooms.voters import views, views_access

app_name = "voters"
urlpatterns = [
    path("pindah-memilih/", views.transfer, name="transfer"),
    path("pindah-memilih/surat-suara/", views.ballots, name="ballots"),
    path("pindah-memilih/<region:region>/", views.transfer_at, name="transfer-at"),
    path(
        "pindah-memilih/<region:region>/pengumuman.pdf",
        views.notice_pdf,
        name="notice",
    ),
    path("pindah-memilih/<region:region>/hari/", views.voting_day, name="voting-day"),
    path("tps-akses/", views_access.access, name="access"),
    path("tps-akses/<region:region>/", views_access.access_at, name="access-at"),
    path("tps-akses/<region:region>/ukur/", views_access.measure, name="measure"),
]
