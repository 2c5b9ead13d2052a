"""Read photographs, release the site, send letters, publish what is due."""

import argparse
import os
import threading
from collections.abc import Callable

from omah.cli.house_server import make_tables_ready
from omah.cli.main import OK

SCHEDULE_S = 30.0
"""An editor who set ten o'clock sees the page at the latest half a minute past."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once", action="store_true", help="stop when nothing is left to do"
    )
    parser.add_argument(
        "--interval", type=float, default=0.5, help="seconds between looks at the queue"
    )


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omah.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from omah.adapters.election import NoElectionError
    from omah.rooms.cases.letters import make_up as answers
    from omah.rooms.count.tasks import ROUND_S, go_round, make_up
    from omah.rooms.home.tasks import make_up as index
    from omah.rooms.kabar.scheduling import publish_due
    from omah.rooms.notices.tasks import make_up as letters

    make_tables_ready()
    index()
    print(f"{letters() + answers()} letters wait to be sent", flush=True)
    try:
        print(f"{make_up()} sheets wait for the reader  (Ctrl+C stops)", flush=True)
    except NoElectionError:
        print("no election yet; begin one: omah manage begin_election", flush=True)
    publish_due()
    stop = threading.Event()
    if not args.once:
        start_every(SCHEDULE_S, publish_due, stop)
        start_every(ROUND_S, go_round, stop)
    try:
        call_command(
            "db_worker",
            interval=args.interval,
            batch=args.once,
            startup_delay=False,
            verbosity=0,
        )
    finally:
        stop.set()
    return OK


def start_every(seconds: float, act: Callable[[], None], stop: threading.Event) -> None:
    """Do something again and again beside the queue, until told to stop."""

    def again() -> None:
        while not stop.wait(seconds):
            act()

    threading.Thread(target=again, daemon=True, name=act.__name__).start()
