"""The database itself refuses to change or remove a statement.

PostgreSQL is told to compare subjects as bytes, so that a prefix is a range.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    f"""CREATE TRIGGER statement_is_never_{did} BEFORE {does} ON count_statement
    BEGIN SELECT RAISE(ABORT, 'a statement is never {did}'); END"""
    for does, did in (("UPDATE", "changed"), ("DELETE", "removed"))
]
POSTGRESQL = [
    'ALTER TABLE count_statement ALTER subject TYPE varchar(100) COLLATE "C"',
    """CREATE FUNCTION statement_is_never_changed() RETURNS trigger AS $$
    BEGIN
      IF TG_OP <> 'TRUNCATE' OR EXISTS (SELECT 1 FROM count_statement) THEN
        RAISE EXCEPTION 'a statement is never changed or removed'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NULL;
    END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER statement_is_never_changed BEFORE UPDATE OR DELETE
    ON count_statement FOR EACH ROW EXECUTE FUNCTION statement_is_never_changed()""",
    """CREATE TRIGGER statements_are_never_emptied BEFORE TRUNCATE
    ON count_statement EXECUTE FUNCTION statement_is_never_changed()""",
]


def guard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for sql in statements[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("count", "0001_initial")]
    operations = [migrations.RunPython(guard)]
