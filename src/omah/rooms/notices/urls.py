"""Addresses of the room of notices."""

from django.urls import path

from omah.rooms.notices import views

app_name = "notices"
urlpatterns = [
    path("pemberitahuan/", views.stream, name="stream"),
    path("pemberitahuan/<int:notice>/", views.open_one, name="open"),
    path("pemberitahuan/terbaca/", views.read_all, name="read-all"),
    path("pemberitahuan/perangkat/", views.devices, name="devices"),
    path("pemberitahuan/pesan/", views.number, name="number"),
    path("pemberitahuan/surel/", views.mail, name="mail"),
    path("pemberitahuan/surel/<str:token>/", views.confirm, name="confirm"),
]
