"""Addresses of the capture app; the worker stands at the root to name its scope."""

from django.urls import path

from omah.rooms.capture import views

app_name = "capture"
urlpatterns = [
    path("rekam/", views.shell, name="shell"),
    path("rekam/manifest.webmanifest", views.manifest, name="manifest"),
    path("rekam/baca/kode/", views.read_codes, name="read-codes"),
    path("rekam/baca/sms/", views.read_texts, name="read-texts"),
    path("sw.js", views.service_worker, name="worker"),
]
