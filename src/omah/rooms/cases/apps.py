"""The room of cases: requests, reports and their legal clocks."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "omah.rooms.cases"
    label = "cases"
    verbose_name = "Layanan"
