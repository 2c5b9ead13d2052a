"""The front room: one search, one task list, one door."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "omah.rooms.home"
    label = "home"
    verbose_name = "Beranda"

    def ready(self) -> None:
        from omah.rooms.home.watching import watch

        watch()
