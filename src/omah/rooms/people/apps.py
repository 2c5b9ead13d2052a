"""The room of people, posts and devices."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class PeopleConfig(AppConfig):
    name = "omah.rooms.people"
    label = "people"
    verbose_name = "Orang, jabatan, dan perangkat"

    def ready(self) -> None:
        from omah.rooms.people.sweep import check_every_door

        register(check_every_door, Tags.security)
