"""Addresses of the room of activities."""

from django.urls import path

from omah.rooms.activities import views, views_files, views_parts, views_public
from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>

app_name = "activities"
ONE = "kegiatan/<region:region>/<uuid:id_>/"
urlpatterns = [
    path("kegiatan/", views.index, name="index"),
    path("kegiatan/ikut/<slug:code>/", views_public.join, name="join"),
    path("kegiatan/ikut/<slug:code>/<slug:secret>/", views_public.place, name="place"),
    path(
        "kegiatan/ikut/<slug:code>/<slug:secret>/sertifikat.pdf",
        views_public.own_certificate,
        name="own-certificate",
    ),
    path(
        "kegiatan/sertifikat/<slug:number>/",
        views_public.certificate,
        name="certificate",
    ),
    path("kegiatan/<region:region>/", views.office, name="office"),
    path("kegiatan/<region:region>/catat/", views.record, name="record"),
    path("kegiatan/<region:region>/laporan/", views.reports, name="reports"),
    path(
        "kegiatan/<region:region>/laporan/<uuid:id_>.pdf",
        views_files.sent_report,
        name="sent-report",
    ),
    path(ONE, views.activity, name="activity"),
    path(f"{ONE}ubah/", views.change, name="change"),
    path(f"{ONE}laporan.pdf", views_files.report, name="report"),
    path(f"{ONE}daftar-hadir.pdf", views_files.attendance, name="attendance"),
    path(f"{ONE}berita/", views_parts.news, name="news"),
    path(f"{ONE}kirim/", views_parts.send_report, name="send-report"),
    path(f"{ONE}pendaftaran/", views_parts.open_registration, name="open"),
    path(f"{ONE}bukti/<uuid:assignment>/", views_parts.evidence, name="evidence"),
    path(f"{ONE}foto/<int:pk>.jpg", views_files.photo, name="photo"),
    path(f"{ONE}dokumen/<int:pk>/", views_files.document, name="document"),
    path(f"{ONE}tugas/<int:pk>/selesai/", views_parts.finish, name="finish"),
    path(f"{ONE}hadir/<int:pk>/datang/", views_parts.came, name="came"),
    path(f"{ONE}<slug:part>/<int:pk>/hapus/", views_parts.take_away, name="take-away"),
    path(f"{ONE}<slug:part>/", views_parts.add, name="add"),
]
