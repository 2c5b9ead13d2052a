"""The test database made once: later sessions copy it instead of migrating.

Wagtail's migrations take some twenty seconds. Their result is kept outside the
checkout under a name that follows from every migration's bytes, so that a changed
migration makes a new one.
"""

import contextlib
import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

FOLDER = Path(tempfile.gettempdir()) / f"omah-test-database-{os.getuid()}"
MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def template() -> Path:
    """Return where the migrated database of these migrations stands, or will."""
    loader = MigrationLoader(None)
    digest = hashlib.sha256()
    for key, migration in sorted(loader.disk_migrations.items()):
        source = __import__(migration.__module__, fromlist=["x"]).__file__
        digest.update(f"{key}".encode() + Path(source).read_bytes())
    return FOLDER / f"{digest.hexdigest()[:32]}.sqlite3"


@contextlib.contextmanager
def preloaded(source: Path):
    """Fill the shared memory in which Django is about to make its test database."""
    with (
        contextlib.closing(sqlite3.connect(MEMORY, uri=True)) as memory,
        contextlib.closing(sqlite3.connect(source)) as kept,
    ):
        kept.backup(memory)
        yield


def keep(target: Path) -> None:
    """Write the database that was just migrated, whole or not at all."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(unfinished)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    unfinished.rename(target)


def is_embedded() -> bool:
    return connection.vendor == "sqlite"
