"""The room of ad hoc bodies."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "omah.rooms.field"
    label = "field"
    verbose_name = "Lapangan"
