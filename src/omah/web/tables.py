"""The tables of the database, brought up to date when they are not."""

import gc
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


class OldTablesError(Exception):
    """The tables were left by a version of Omah that never got ready."""


def bring_up_to_date() -> bool:
    """Run the migrations that were not run yet; return whether there were any.

    Compares names of files with the rows of those that were applied: reading three
    hundred migrations to learn that there is nothing to do takes seconds.
    """
    if not still_to_run():
        return False
    gc.freeze()  # a quarter of the time would go into looking for rubbish in the code
    call_command("migrate", verbosity=0)
    if left := still_to_run():
        place, room = settings.DATABASES["default"]["NAME"], sorted(left)[0][0]
        raise OldTablesError(
            f"the tables in {place} are of an unfinished version ({room}):"
            " take another OMAH_DATA_DIR or database"
        )
    return True


def still_to_run() -> set[tuple[str, str]]:
    return migrations_here() - set(MigrationRecorder(connection).applied_migrations())


def migrations_here() -> set[tuple[str, str]]:
    """Return app and name of every migration that is installed."""
    moved = settings.MIGRATION_MODULES
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for folder in folders_of(moved.get(app.label, f"{app.name}.migrations"))
        for file in folder.glob("[!_]*.py")
    }


def folders_of(package: str | None) -> list[Path]:
    spec = find_spec(package) if package else None
    found = spec.submodule_search_locations if spec else None
    return [Path(folder) for folder in found or ()]
