"""Addresses of the room of voters."""

from django.urls import path

from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>
from omah.rooms.voters import views

app_name = "voters"
urlpatterns = [
    path("pindah-memilih/", views.transfer, name="transfer"),
]
