import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("count", "0002_statements_never_change"),
        ("people", "0001_initial"),
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
    ]
