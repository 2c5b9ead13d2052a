"""Read photographs and release the public site, as they come in."""

import argparse
import os

from omah.cli.main import OK, UsageError


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
    from omah.rooms.count.tasks import make_up

    call_command("migrate", verbosity=0)
    try:
        waiting = make_up()
    except NoElectionError as problem:
        raise UsageError(f"{problem}; begin one: omah manage begin_election") from None
    print(f"{waiting} sheets wait for the reader  (Ctrl+C stops)", flush=True)
    call_command(
        "db_worker",
        interval=args.interval,
        batch=args.once,
        startup_delay=False,
        verbosity=0,
    )
    return OK
