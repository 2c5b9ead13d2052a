"""The room of assignments: what an office asks of others by a date."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "omah.rooms.assignments"
    label = "assignments"
    verbose_name = "Penugasan"
