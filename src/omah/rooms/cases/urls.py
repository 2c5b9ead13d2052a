"""Addresses of the room of cases; ``layanan/`` without ``meja`` is for everyone."""

from django.urls import path

from omah.rooms.cases import (
    views_desk,
    views_filing,
    views_follow,
    views_law,
    views_lists,
    views_log,
    views_office,
)
from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>

app_name = "cases"
OFFICE = "layanan/<region:region>/"
CASE = OFFICE + "meja/<uuid:id_>/"
urlpatterns = [
    path("layanan/", views_office.start, name="start"),
    path("layanan/aturan/", views_law.law, name="law"),
    path("layanan/sw.js", views_filing.worker, name="worker"),
    path("layanan/lacak/", views_follow.follow, name="follow"),
    path("layanan/periksa/", views_follow.check, name="check"),
    path("layanan/log/<path:name>", views_log.file, name="log"),
    path("layanan/milik/<uuid:id_>/", views_follow.mine, name="mine"),
    path("layanan/milik/<uuid:id_>/bukti/", views_follow.receipt, name="receipt"),
    path(
        "layanan/milik/<uuid:id_>/bukti.json",
        views_follow.receipt_file,
        name="receipt-file",
    ),
    path(
        "layanan/milik/<uuid:id_>/berkas/<str:sha256>/",
        views_follow.own_file,
        name="own-file",
    ),
    path(OFFICE, views_office.services, name="services"),
    path(
        OFFICE + "minta-informasi/",
        views_filing.ask_information,
        name="ask-information",
    ),
    path(OFFICE + "lapor/", views_filing.report, name="report"),
    path(OFFICE + "lapor/formulir.pdf", views_filing.paper, name="paper"),
    path(OFFICE + "pengaduan/", views_filing.complain, name="complain"),
    path(OFFICE + "informasi/", views_lists.information, name="information"),
    path(OFFICE + "libur/<int:year>/", views_lists.calendar, name="calendar"),
    path(OFFICE + "laporan/<int:year>/", views_lists.annual, name="annual"),
    path(OFFICE + "standar/<slug:service>/", views_office.standard, name="standard"),
    path(OFFICE + "nilai/<slug:service>/", views_office.survey, name="survey"),
    path(OFFICE + "meja/", views_desk.desk, name="desk"),
    path(CASE, views_desk.case, name="case"),
    path(CASE + "berkas/<str:sha256>/", views_desk.case_file, name="case-file"),
    path(CASE + "tugas/", views_desk.task, name="task"),
    path(CASE + "hapus/", views_desk.erase, name="erase"),
    path(OFFICE + "meja/register/<int:year>/", views_desk.register, name="register"),
    path(OFFICE + "meja/kesiapan/", views_office.readiness, name="readiness"),
    path(
        OFFICE + "meja/standar/<slug:service>/",
        views_office.edit_standard,
        name="edit-standard",
    ),
    path(
        OFFICE + "meja/informasi/",
        views_lists.edit_information,
        name="edit-information",
    ),
    path(OFFICE + "meja/libur/", views_lists.edit_calendar, name="edit-calendar"),
]
