"""The room of the offices' sites."""

from django.apps import AppConfig


class KabarConfig(AppConfig):
    name = "omah.rooms.kabar"
    label = "kabar"
    verbose_name = "Kabar"
