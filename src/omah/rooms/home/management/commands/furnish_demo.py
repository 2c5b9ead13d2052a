"""Fill a demo's house with invented content; refuses in a real one."""

import gc
from time import monotonic
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from omah.rooms.home import demo
from omah.rooms.home.demo_people import is_demo


class Command(BaseCommand):
    help = "Fill a demo's house with invented content; refuses in a real one."

    def handle(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  # Django's
        if not is_demo():
            raise CommandError("this is no demo's house; nothing was written")
        began = monotonic()
        gc.freeze()  # a quarter of the time would go into looking for rubbish there
        call_command("migrate", verbosity=0)
        self.stdout.write(f"migrate {monotonic() - began:.1f} s")
        for room in demo.furnish(timezone.localdate()):
            self.stdout.write(f"{room} {monotonic() - began:.1f} s")
        demo.index()
        self.stdout.write(f"index {monotonic() - began:.1f} s")
