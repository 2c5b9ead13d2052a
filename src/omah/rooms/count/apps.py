"""The room of the count."""

from django.apps import AppConfig


class CountConfig(AppConfig):
    name = "omah.rooms.count"
    label = "count"
    verbose_name = "Penghitungan"
