"""The room of notices: what people must hear, on every channel."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "omah.rooms.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"
