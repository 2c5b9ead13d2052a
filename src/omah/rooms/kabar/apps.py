"""The room of the offices' sites."""

from django.apps import AppConfig


class KabarConfig(AppConfig):
    name = "omah.rooms.kabar"
    label = "kabar"
    verbose_name = "Kabar"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from omah.rooms.kabar.old_addresses import keep_old_address

        page_published.connect(keep_old_address)
