"""Publish, and take down, what editors have set a time for."""

import logging

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections

log = logging.getLogger(__name__)


def publish_due() -> None:
    """Publish whatever is due; a database that is away is asked again later."""
    close_old_connections()
    try:
        call_command("publish_scheduled", verbosity=0)
    except DatabaseError:
        log.exception("scheduled pages wait: the database does not answer")
