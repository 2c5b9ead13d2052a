"""The room of voters: how to vote elsewhere, who helps."""

from django.apps import AppConfig


class VotersConfig(AppConfig):
    name = "omah.rooms.voters"
    label = "voters"
    verbose_name = "Pemilih"
