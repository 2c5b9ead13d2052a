"""The count's tables; the database itself refuses to change or remove a statement.

PostgreSQL is told to compare subjects as bytes, so that a prefix is a range.
"""

import django.db.models.deletion
from django.db import migrations, models
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
    initial = True
    replaces = [
        ("count", "0001_initial"),
        ("count", "0002_statements_never_change"),
        ("count", "0003_handovers"),
    ]

    dependencies = [
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoteWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("statement", models.CharField(max_length=64, unique=True)),
                ("contest", models.CharField(max_length=64)),
                ("region", models.CharField(db_index=True, max_length=13)),
                ("reason", models.CharField(max_length=40)),
                ("text", models.TextField(max_length=2000)),
                ("salt", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Capture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("contest", models.CharField(max_length=64)),
                ("station", models.CharField(max_length=13)),
                ("original_sha256", models.CharField(db_index=True, max_length=64)),
                ("page", models.PositiveSmallIntegerField()),
                ("public_sha256", models.CharField(blank=True, max_length=64)),
                ("reason", models.CharField(blank=True, max_length=64)),
                ("seq", models.PositiveBigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("public_sha256", ""), ("reason", "")),
                        fields=["contest", "station"],
                        name="captures_to_look_at",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contest", "station", "original_sha256"),
                        name="one_row_of_a_photograph",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("contest", models.CharField(max_length=64)),
                ("station", models.CharField(max_length=13)),
                ("form", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=20)),
                ("figures", models.JSONField(default=dict)),
                ("differing", models.JSONField(default=list)),
                ("unconfirmed", models.JSONField(default=list)),
                ("changed_seq", models.PositiveBigIntegerField()),
                ("changed_at", models.PositiveBigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["contest", "state", "station"], name="sheets_by_state"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contest", "station"), name="one_sheet_of_a_station"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "seq",
                    models.PositiveBigIntegerField(primary_key=True, serialize=False),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("subject", models.CharField(max_length=100)),
                ("received_at", models.PositiveBigIntegerField()),
                ("entry", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["subject", "seq"], name="statements_by_subject"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("contest", models.CharField(max_length=64)),
                ("station", models.CharField(max_length=13)),
                ("reason", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["contest", "station"], name="handovers_of_a_sheet"
                    )
                ],
            },
        ),
        migrations.RunPython(guard),
    ]
