"""The room of the helpdesk."""

from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "omah.rooms.help"
    label = "help"
    verbose_name = "Bantuan"
