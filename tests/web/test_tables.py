"""The tables of a folder that an earlier version of Omah left."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from omah.web.tables import OldTablesError, bring_up_to_date, still_to_run

pytestmark = pytest.mark.django_db


def test_tables_of_an_earlier_checkout_go_on():
    applied = MigrationRecorder(connection)
    applied.record_unapplied("cases", "0001_tables")
    assert ("cases", "0002_letter") in applied.applied_migrations()
    assert bring_up_to_date()
    assert not still_to_run()


def test_tables_of_an_unfinished_version_are_refused_in_one_sentence():
    applied = MigrationRecorder(connection)
    applied.record_unapplied("cases", "0001_tables")
    applied.record_unapplied("cases", "0002_letter")
    with pytest.raises(OldTablesError, match=r"\(cases\).*OMAH_DATA_DIR"):
        bring_up_to_date()
