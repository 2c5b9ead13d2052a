"""The room of activities: what was held, recorded once."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "omah.rooms.activities"
    label = "activities"
    verbose_name = "Kegiatan"
