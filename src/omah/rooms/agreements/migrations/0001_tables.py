import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("agreements", "0001_initial"),
        ("agreements", "0002_everyone_signs"),
    ]

    dependencies = [
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("host", models.CharField(blank=True, db_index=True, max_length=13)),
                ("title", models.CharField(max_length=160)),
                ("year", models.PositiveSmallIntegerField()),
                ("papers", models.JSONField()),
                ("targets", models.JSONField(default=list)),
                ("opens_at", models.DateTimeField(db_index=True)),
                ("closes_at", models.DateTimeField()),
                ("needs_second_factor", models.BooleanField(default=True)),
                ("is_for_all", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Party",
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
                ("office", models.CharField(blank=True, db_index=True, max_length=13)),
                ("name", models.CharField(max_length=120)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="agreements.round",
                    ),
                ),
            ],
            options={
                "ordering": ["office", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Signature",
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
                ("text", models.JSONField()),
                ("text_sha256", models.CharField(max_length=64)),
                ("second_factor", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "sealed_sha256",
                    models.CharField(blank=True, db_index=True, max_length=64),
                ),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="agreements.party",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="an_hour_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("round", "office"),
                name="an_office_signs_a_round_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                fields=("round", "office", "person"),
                name="an_employee_signs_a_round_once",
            ),
        ),
    ]
