"""Make a post and print the link by which one person takes it."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from omah.core.people.roles import OF_PEOPLE, Role
from omah.core.places.regions import level_of
from omah.rooms.people.actions import invite


class Command(BaseCommand):
    help = "Make a post and print the link by which one person takes it, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", choices=[role.value for role in OF_PEOPLE])
        parser.add_argument("region", nargs="?", default="", help="KPU code")

    def handle(self, *_: object, role: str, region: str, **__: object) -> None:
        try:
            level_of(region)
        except ValueError as problem:
            raise CommandError(str(problem)) from None
        token = invite(role=Role(role), region=region, since=timezone.localdate())
        self.stdout.write(reverse("people:accept", args=[token]))
