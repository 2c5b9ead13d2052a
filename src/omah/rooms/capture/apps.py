"""The room of the capture app; it keeps nothing."""

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "omah.rooms.capture"
    label = "capture"
    verbose_name = "Catat hasil"
