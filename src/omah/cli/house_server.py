"""The web server of the house, as every way of serving it starts it."""

import os
import socket
from typing import Any

from omah.cli.main import OK, UsageError

THREADS = 32
"""So many requests are under way at once; most of them wait for the disk together."""


def prepare_house() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omah.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    make_tables_ready()
    call_command("collectstatic", verbosity=0, interactive=False)


def make_tables_ready() -> None:
    from omah.web.tables import OldTablesError, bring_up_to_date

    try:
        bring_up_to_date()
    except OldTablesError as problem:
        raise UsageError(str(problem)) from None


def run_server(host: str, port: int, **tls: Any) -> int:  # noqa: ANN401  # granian's
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "omah.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_access=False,
        **tls,
    ).serve()
    return OK


def free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def is_taken(host: str, port: int) -> bool:
    """Return whether something already answers there; port 0 is always free."""
    with socket.socket() as probe:
        return port != 0 and probe.connect_ex((host, port)) == 0
