"""The room of the count."""

from django.apps import AppConfig


class CountConfig(AppConfig):
    name = "omah.rooms.count"
    label = "count"
    verbose_name = "Penghitungan"

    def ready(self) -> None:
        from omah.rooms.count.house import do_after_statements
        from omah.rooms.count.tasks import nudge

        do_after_statements(nudge)
