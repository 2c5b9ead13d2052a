"""The room of ad hoc bodies."""

from django.apps import AppConfig

from omah.rooms.people.counters import read_counters_with


class FieldConfig(AppConfig):
    name = "omah.rooms.field"
    label = "field"
    verbose_name = "Lapangan"

    def ready(self) -> None:
        from omah.rooms.field.counter import counter_of

        read_counters_with(counter_of)
