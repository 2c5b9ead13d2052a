"""The room of agreements: what offices sign, with a live board."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "omah.rooms.agreements"
    label = "agreements"
    verbose_name = "Perjanjian"
