"""Addresses of people, posts and devices."""

from django.urls import path

from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>
from omah.rooms.people import views

app_name = "people"
urlpatterns = [
    path("kantor/<region:region>/", views.office, name="office"),
    path("saya/", views.me, name="me"),
    path("undangan/<str:token>/", views.accept, name="accept"),
]
